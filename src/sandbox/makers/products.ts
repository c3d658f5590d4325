import { isRecord, type JsonRecord } from '../../text/records.js';
import type { Ground, Maker } from '../ground.js';
import { apiTime, collections } from '../records.js';
import { cents, every } from './amounts.js';
import { Cast } from './cast.js';
import { drawn, items, type Item } from './catalog.js';
import { orderPlans } from './orders.js';
import { turn } from '../turn.js';

const onTickets = 60;
const onProjects = 30;
const used = items.filter(({ productClass }) => productClass !== 'Agreement');

/** What was sold: first the lines of orders, which name them by id, then products on tickets and on projects. */
export const products: Maker = (ground, add) => {
  const cast = new Cast(ground);
  const orders = ground.all('/sales/orders');
  let index = 0;
  for (const [at, plan] of orderPlans(ground, cast).entries()) {
    const order = orders[at];
    for (const [line, { item, quantity }] of plan.lines.entries())
      add(null, {
        ...product(ground, cast, item, quantity, index++),
        sequenceNumber: line + 1,
        company: cast.ref('CompanyReference', plan.customer),
        salesOrder: cast.ref('SalesOrderReference', order),
        purchaseDate: apiTime(plan.ordered),
      });
  }
  for (let one = 0; one < onTickets + onProjects; one++, index++) {
    const charged = one < onTickets ? ticketAt(cast, one) : projectAt(cast, one);
    const { item, quantity } = drawn(used, 4, ground.chance(`product ${one}`));
    add(null, {
      ...discounted(product(ground, cast, item, quantity, index), one),
      sequenceNumber: 1,
      ...charged,
    });
  }
};

/** Now and then a twentieth off: what an order bills is agreed already. */
function discounted(sold: JsonRecord, one: number): JsonRecord {
  if (!every(9, one)) return sold;
  const discount = cents(Number(sold['extPrice']) / 20);
  return {
    ...sold,
    discount,
    extPrice: cents(Number(sold['extPrice']) - discount),
    margin: cents(Number(sold['margin']) - discount),
  };
}

function ticketAt(cast: Cast, one: number): JsonRecord {
  const tickets = cast.rows(collections.tickets);
  const ticket = tickets[tickets.length - 1 - one * 3] ?? tickets[0];
  return {
    ticket: cast.ref('TicketReference', ticket),
    company: ticket?.['company'],
    agreement: ticket?.['agreement'],
  };
}

function projectAt(cast: Cast, one: number): JsonRecord {
  const project = turn(cast.rows('/project/projects'), one);
  return {
    project: cast.ref('ProjectReference', project),
    company: project['company'],
  };
}

function product(
  ground: Ground,
  cast: Cast,
  item: Item,
  quantity: number,
  index: number,
): JsonRecord {
  const record = cast.named('/procurement/catalog', item.identifier);
  const extPrice = cents(item.price * quantity);
  const extCost = cents(item.cost * quantity);
  const { locationId, departmentId, location, billingUnit } = cast.home(index);
  const warehouse = cast.nth('/procurement/warehouses', index);
  const bins = cast
    .rows('/procurement/warehouseBins')
    .filter((one) => isRecord(one['warehouse']) && one['warehouse']['id'] === warehouse?.['id']);
  const bin = bins[index % bins.length];
  const cancelled = every(21, index + 4);
  return {
    catalogItem: cast.ref('CatalogItemReference', record),
    description: item.description,
    customerDescription: `${item.description}, as agreed.`,
    quantity,
    unitOfMeasure: record?.['unitOfMeasure'],
    uom: item.unit,
    price: item.price,
    listPrice: item.price,
    cost: item.cost,
    extPrice,
    extCost,
    discount: 0,
    margin: cents(extPrice - extCost),
    agreementAmount: every(14, index) ? extPrice : 0,
    priceMethod: every(5, index) ? 'PercentMarkupFromCost' : 'FlatRateForRange',
    billableOption: every(6, index) ? 'DoNotBill' : every(10, index) ? 'NoCharge' : 'Billable',
    productClass: item.productClass,
    taxableFlag: item.category === 'Hardware' || item.category === 'Software',
    dropshipFlag: every(8, index),
    specialOrderFlag: every(9, index),
    phaseProductFlag: item.category === 'Labor',
    productSuppliedFlag: every(2, index),
    needToPurchaseFlag: every(5, index),
    needToOrderQuantity: every(5, index) ? quantity : 0,
    poApprovedFlag: every(5, index) && every(2, index),
    cancelledFlag: cancelled,
    quantityCancelled: cancelled ? quantity : 0,
    cancelledReason: cancelled ? 'Customer changed the plan' : undefined,
    cancelledBy: cancelled ? cast.staff[0]?.['id'] : undefined,
    cancelledDate: cancelled ? apiTime(ground.daysAgo(index)) : undefined,
    internalNotes: every(4, index) ? 'Serial number on the delivery note.' : undefined,
    vendor: record?.['vendor'],
    vendorSku: record?.['vendorSku'],
    locationId,
    location,
    businessUnitId: departmentId,
    businessUnit: billingUnit,
    warehouseId: warehouse?.['id'],
    warehouse: warehouse?.['name'],
    warehouseIdObject: cast.ref('WarehouseReference', warehouse),
    warehouseBinId: bin?.['id'],
    warehouseBin: bin?.['name'],
    warehouseBinIdObject: cast.ref('WarehouseBinReference', bin),
    minimumStockFlag: every(11, index),
    shipSet: every(12, index) ? '1' : undefined,
    integrationXRef: every(7, index) ? `X-${2000 + index}` : undefined,
    calculatedPriceFlag: every(13, index),
    calculatedCostFlag: every(13, index),
    calculatedPrice: every(13, index) ? item.price : 0,
    calculatedCost: every(13, index) ? item.cost : 0,
    addComponentsFlag: every(20, index),
    ignorePricingSchedulesFlag: every(15, index),
    taxCode: cast.refNth('TaxCodeReference', '/finance/taxCodes', index),
    _info: ground.info(ground.daysAgo(300 - index), 'jdoe'),
  };
}
