import authored from '../../../data/sandbox/catalog.json' with { type: 'json' };
import makersOfThings from '../../../data/sandbox/manufacturers.json' with { type: 'json' };
import type { JsonRecord } from '../../text/records.js';
import type { Chance, Maker } from '../ground.js';
import { cents, every } from './amounts.js';
import { Cast } from './cast.js';
import { listed, listedNames } from './listed.js';
import { turn } from '../turn.js';

/** An authored product: what is bought, sold and billed under agreements. */
export interface Item {
  identifier: string;
  description: string;
  price: number;
  cost: number;
  productClass: string;
  category: string;
  subcategory: string;
  type: string;
  unit: string;
}

type Row = [
  identifier: string,
  description: string,
  price: number,
  cost: number,
  kind?: string,
  unit?: string,
];

/** All products in the order of their ids. */
export const items: readonly Item[] = authored.categories.flatMap((category) =>
  Object.entries(category.subcategories).flatMap(([subcategory, rows]) =>
    // JSON has no tuples; the file's rows all have this form.
    (rows as unknown as Row[]).map(([identifier, description, price, cost, kind, unit]) => ({
      identifier,
      description,
      price,
      cost,
      productClass: kind ?? category.class,
      category: category.name,
      subcategory,
      type: category.type,
      unit: unit ?? category.unit,
    })),
  ),
);

/** A product that is bought, and how many: what is dear is bought singly. */
export function drawn(
  from: readonly Item[],
  most: number,
  chance: Chance,
): { item: Item; quantity: number } {
  const item = chance.pick(from);
  const quantity = chance.between(1, most);
  return { item, quantity: item.price > 1500 ? 1 : quantity };
}

const makersOf = new Map<string, string>(Object.entries(authored.makers));

export const manufacturers = listed(
  makersOfThings.map((name) => ({ name, inactiveFlag: name === 'Pinemoor Voice' })),
);
export const unitsOfMeasure = listedNames(authored.units);

export const invoiceGroupings = listed(
  authored.invoiceGroupings.map((name, index) => ({
    name,
    customerDescription: `${name} of this month`,
    inactiveFlag: false,
    showPriceFlag: true,
    showSubItemsFlag: index === 0,
    groupParentChildAdditionsFlag: false,
  })),
);

export const productTypes = listed(
  authored.types.map((type, index) => ({
    ...type,
    inactiveFlag: false,
    defaultFlag: index === 1,
  })),
);

export const productCategories = listed(
  authored.categories.map(({ name }, index) => ({
    name,
    inactiveFlag: false,
    defaultFlag: index === 1,
    integrationXref: `C${100 + index}`,
  })),
);

export const productSubcategories: Maker = (ground, add) => {
  for (const record of ground.all('/procurement/categories')) {
    const category = authored.categories.find(({ name }) => name === record['name']);
    for (const [index, name] of Object.keys(category?.subcategories ?? {}).entries()) {
      add(null, {
        name,
        inactiveFlag: false,
        defaultFlag: index === 0,
        integrationXref: `S${Number(record['id']) * 100 + index}`,
        category: ground.reference('ProductCategoryReference', record),
      });
    }
  }
};

export const catalogItems: Maker = (ground, add) => {
  const cast = new Cast(ground);
  for (const [index, item] of items.entries()) {
    const chance = ground.chance(`item ${item.identifier}`);
    add(null, {
      identifier: item.identifier,
      description: item.description,
      inactiveFlag: every(23, index + 1),
      subcategory: cast.ref(
        'ProductSubCategoryReference',
        cast.named('/procurement/subcategories', item.subcategory),
      ),
      category: cast.ref(
        'ProductCategoryReference',
        cast.named('/procurement/categories', item.category),
      ),
      type: cast.ref('ProductTypeReference', cast.named('/procurement/types', item.type)),
      productClass: item.productClass,
      ...stock(cast, item, index),
      ...money(item, index),
      ...recurring(cast, item, index),
      customerDescription: `${item.description}, as agreed.`,
      notes: every(6, index) ? 'Compare the price with the second vendor.' : undefined,
      integrationXRef: every(4, index) ? `X-${500 + index}` : undefined,
      sla: cast.refNth('SLAReference', '/service/SLAs', index),
      connectWiseID: chance.uuid(),
      _info: ground.info(
        ground.daysAgo(500 - index * 3),
        'admin',
        ground.daysAgo(chance.between(0, 90)),
      ),
    });
  }
};

function stock(cast: Cast, item: Item, index: number): JsonRecord {
  const goods = item.productClass === 'Inventory';
  const maker = makersOf.get(item.subcategory) ?? '';
  return {
    unitOfMeasure: cast.ref(
      'UnitOfMeasureReference',
      cast.named('/procurement/unitOfMeasures', item.unit),
    ),
    minStockLevel: goods ? 1 + (index % 4) : 0,
    serializedFlag: goods && item.price > 200,
    serializedCostFlag: goods && item.price > 1500,
    phaseProductFlag: item.category === 'Labor',
    dropShipFlag: goods && every(3, index),
    specialOrderFlag: goods && every(5, index),
    manufacturer: goods
      ? cast.ref('ManufacturerReference', cast.named('/procurement/manufacturers', maker))
      : undefined,
    manufacturerPartNumber: goods ? `${item.identifier}-M${10 + index}` : undefined,
    vendor: goods ? cast.ref('CompanyReference', turn(cast.vendors, index)) : undefined,
    vendorSku: goods ? `V${10_000 + index * 13}` : undefined,
  };
}

function money({ price, cost, category }: Item, index: number): JsonRecord {
  const calculated = every(7, index);
  return {
    price,
    cost,
    priceAttribute: turn(
      ['FixedFee', 'TimeAndMaterials', 'NotToExceed', 'OverrideRate'],
      every(3, index) ? index : 0,
    ),
    taxableFlag: category === 'Hardware' || category === 'Software',
    billableOption: every(11, index) ? 'NoCharge' : 'Billable',
    calculatedPriceFlag: calculated,
    calculatedCostFlag: calculated && every(2, index),
    calculatedPrice: calculated ? cents(cost * 1.3) : 0,
    calculatedCost: calculated ? cost : 0,
    markupFlag: calculated,
    markupPercentage: calculated ? 30 : 0,
    autoUpdateUnitCostFlag: every(4, index),
    autoUpdateUnitPriceFlag: every(8, index),
  };
}

function recurring(cast: Cast, { price, cost, productClass }: Item, index: number): JsonRecord {
  if (productClass !== 'Agreement')
    return { recurringFlag: false, recurringRevenue: 0, recurringCost: 0 };
  return {
    recurringFlag: true,
    recurringRevenue: price,
    recurringCost: cost,
    recurringOneTimeFlag: every(9, index),
    recurringBillCycle: cast.refNth('BillingCycleReference', '/finance/billingCycles', 0),
    recurringCycleType: every(4, index) ? 'CalendarYear' : 'ContractYear',
    agreementType: cast.refNth('AgreementTypeReference', '/finance/agreements/types', index),
  };
}
