import { isRecord, type JsonRecord } from '../../text/records.js';
import type { Ground, Maker } from '../ground.js';
import { every, sum } from './amounts.js';
import { Cast } from './cast.js';
import { items } from './catalog.js';
import { turn } from '../turn.js';

/** What each opportunity may bring in, item by item. Ids run through all opportunities. */
export const forecastItems: Maker = (ground, add) => {
  const cast = new Cast(ground);
  for (const [index, { id, record }] of ground.stored('/sales/opportunities').entries()) {
    const chance = ground.chance(`forecast ${index}`);
    for (let one = 0; one < 1 + (index % 3); one++) {
      const item = turn(items, index * 7 + one * 11);
      const quantity = chance.between(1, 12);
      const [revenue, cost] = [sum([item.price * quantity]), sum([item.cost * quantity])];
      const agreement = item.productClass === 'Agreement';
      add(id, {
        forecastDescription: item.description,
        opportunity: cast.ref('OpportunityReference', record),
        quantity,
        status: record['status'],
        catalogItem: cast.ref(
          'IvItemReference',
          cast.named('/procurement/catalog', item.identifier),
        ),
        productDescription: item.description,
        productClass: item.productClass,
        revenue,
        cost,
        margin: sum([revenue, -cost]),
        percentage: 100,
        includeFlag: true,
        forecastType: agreement ? 'Agreement' : item.category === 'Labor' ? 'Service' : 'Product',
        linkFlag: false,
        recurringFlag: agreement,
        recurringRevenue: agreement ? revenue : 0,
        recurringCost: agreement ? cost : 0,
        cycles: agreement ? 12 : 0,
        sequenceNumber: one + 1,
        subNumber: 0,
        taxableFlag: every(2, index + one),
      });
    }
  }
};

/** One forecast an opportunity: its items and their sums. */
export const forecasts: Maker = (ground, add) => {
  const byOpportunity = itemsByParent(ground);
  for (const { id, record } of ground.stored('/sales/opportunities')) {
    const rows = byOpportunity.get(id) ?? [];
    const ofType = (type: string) => rows.filter(({ forecastType }) => forecastType === type);
    const status = isRecord(record['status']) ? record['status']['name'] : undefined;
    const total = revenueOf(rows);
    const probability = isRecord(record['probability']) ? record['probability']['name'] : 0;
    add(id, {
      forecastItems: rows,
      productRevenue: revenueOf(ofType('Product')),
      serviceRevenue: revenueOf(ofType('Service')),
      agreementRevenue: revenueOf(ofType('Agreement')),
      forecastRevenueTotals: total,
      inclusiveRevenueTotals: total,
      recurringTotal: sum(rows.map(({ recurringRevenue }) => Number(recurringRevenue))),
      wonRevenue: revenueOf(status === 'Won' ? rows : []),
      lostRevenue: revenueOf(status === 'Lost' ? rows : []),
      openRevenue: revenueOf(status === 'Open' ? rows : []),
      salesTaxRevenue: record['totalSalesTax'],
      forecastTotalWithTaxes: sum([total.revenue, Number(record['totalSalesTax'])]),
      expectedProbability: Number(probability),
      taxCode: record['taxCode'],
      billingTerms: record['billingTerms'],
      currency: record['currency'],
    });
  }
};

function itemsByParent(ground: Ground): Map<number | null, JsonRecord[]> {
  const lists = new Map<number | null, JsonRecord[]>();
  for (const { parent, record } of ground.stored('/sales/opportunities/{}/forecast/items'))
    lists.set(parent, [...(lists.get(parent) ?? []), record]);
  return lists;
}

function revenueOf(rows: readonly JsonRecord[]): Record<string, number> & { revenue: number } {
  const [revenue, cost] = [
    sum(rows.map((row) => Number(row['revenue']))),
    sum(rows.map((row) => Number(row['cost']))),
  ];
  const margin = sum([revenue, -cost]);
  return {
    id: 1,
    revenue,
    cost,
    margin,
    percentage: revenue === 0 ? 0 : Math.round((margin / revenue) * 100),
  };
}
