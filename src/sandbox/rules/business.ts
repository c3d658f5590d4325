import type { JsonRecord } from '../../text/records.js';
import { amount, cents } from '../makers/amounts.js';
import { collections, idOf, pick } from '../records.js';
import type { Derivation, Rules } from './index.js';
import { officeOf, startsWith } from './starts.js';

/** What the server works out for projects and procurement. */
export const businessRules: Record<string, Rules> = {
  '/company/configurations': {
    defaults: (record, derivation) =>
      startsWith({ status: '/company/configurations/statuses' })(
        { activeFlag: true, ...record },
        derivation,
      ),
  },
  '/procurement/products': { finish: finishProduct },
  '/procurement/purchaseorders': { finish: closedByStatus('/procurement/purchaseorderstatuses') },
  '/procurement/purchaseorders/{}/lineitems': { finish: finishLine },
  '/project/projects': {
    defaults: startsWith({ status: '/project/statuses', type: '/project/projectTypes' }),
    finish: closedByStatus('/project/statuses'),
  },
};

/** Whether it is closed is said by its status. */
function closedByStatus(statuses: string): NonNullable<Rules['finish']> {
  return (record, { store }) => {
    const status = idOf(record['status']) ?? 0;
    return { ...record, closedFlag: store.get(statuses, status)?.record['closedFlag'] === true };
  };
}

/** What the catalog says of it, unless it says otherwise; whose it is, from what it stands on. */
function finishProduct(given: JsonRecord, derivation: Derivation): JsonRecord {
  const { store, before } = derivation;
  const item = store.get('/procurement/catalog', idOf(given['catalogItem']) ?? 0)?.record ?? {};
  const record: JsonRecord = {
    ...(before === undefined
      ? {
          ...pick(item, ['description', 'customerDescription', 'unitOfMeasure', 'productClass']),
          ...pick(item, ['price', 'cost', 'vendor', 'vendorSku', 'taxableFlag']),
          ...pick(standsOn(given, store), ['company', 'agreement']),
        }
      : {}),
    ...given,
  };
  const quantity = amount(record, 'quantity', 1);
  const extPrice = cents(quantity * amount(record, 'price') - amount(record, 'discount'));
  const extCost = cents(quantity * amount(record, 'cost'));
  const { location, department } = officeOf(record, derivation, {
    location: 'SystemLocationReference',
    department: 'BillingUnitReference',
  });
  return {
    ...record,
    quantity,
    extPrice,
    extCost,
    margin: cents(extPrice - extCost),
    location,
    locationId: location['id'],
    businessUnit: department,
    businessUnitId: department['id'],
  };
}

/** The ticket, project, order or opportunity that a product is for. */
function standsOn(product: JsonRecord, store: Derivation['store']): JsonRecord {
  const places = [
    ['ticket', collections.tickets],
    ['ticket', collections.projectTickets],
    ['project', '/project/projects'],
    ['salesOrder', '/sales/orders'],
    ['opportunity', '/sales/opportunities'],
  ] as const;
  for (const [field, collection] of places) {
    const found = store.get(collection, idOf(product[field]) ?? 0);
    if (found !== undefined) return found.record;
  }
  return {};
}

function finishLine(record: JsonRecord, { parent, store }: Derivation): JsonRecord {
  const order = store.get('/procurement/purchaseorders', parent ?? 0)?.record;
  return {
    receivedQuantity: 0,
    receivedStatus: 'Waiting',
    closedFlag: false,
    ...record,
    extCost: cents(amount(record, 'quantity') * amount(record, 'unitCost')),
    purchaseOrderId: parent,
    purchaseOrderNumber: order?.['poNumber'],
  };
}
