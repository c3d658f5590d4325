import authored from '../../../data/sandbox/procurement.json' with { type: 'json' };
import type { JsonRecord } from '../../text/records.js';
import type { Chance, Ground, Maker } from '../ground.js';
import { apiTime } from '../records.js';
import { cents, every, sum } from './amounts.js';
import { Cast, fullName } from './cast.js';
import { drawn, items, type Item } from './catalog.js';
import { dayAgo, plusDays } from './days.js';
import { turn } from '../turn.js';

const count = 40;
const taxRate = 0.06;
const goods = items.filter(({ category }) => category === 'Hardware' || category === 'Software');

type Stage = 'Open' | 'Sent to vendor' | 'Partly received' | 'Closed' | 'Cancelled';

/** What a purchase order and its lines are made from. */
interface OrderPlan {
  index: number;
  chance: Chance;
  ordered: Date;
  stage: Stage;
  lines: { item: Item; quantity: number; extCost: number; tax: number }[];
}

function plans(ground: Ground): OrderPlan[] {
  return Array.from({ length: count }, (_, index) => {
    const chance = ground.chance(`purchase order ${index}`);
    const taxed = every(3, index);
    const lines = Array.from({ length: chance.between(1, 5) }, () => {
      const { item, quantity } = drawn(goods, 8, chance);
      const extCost = cents(item.cost * quantity);
      return { item, quantity, extCost, tax: taxed ? cents(extCost * taxRate) : 0 };
    });
    return {
      index,
      chance,
      ordered: dayAgo(ground, 2 + (count - index) * 9),
      stage: stageOf(index),
      lines,
    };
  });
}

/** The last ones are open; before them all but a few were received. */
function stageOf(index: number): Stage {
  if (index >= count - 4) return 'Open';
  if (index >= count - 9) return 'Sent to vendor';
  if (index >= count - 12) return 'Partly received';
  return every(11, index + 1) ? 'Cancelled' : 'Closed';
}

export const purchaseOrders: Maker = (ground, add) => {
  const cast = new Cast(ground);
  for (const plan of plans(ground)) {
    const { index, ordered, stage, lines } = plan;
    const subTotal = sum(lines.map(({ extCost }) => extCost));
    const salesTax = sum(lines.map(({ tax }) => tax));
    const freightCost = every(2, index) ? 25 + (index % 4) * 5 : 0;
    const freightTaxTotal = every(6, index) ? cents(freightCost * taxRate) : 0;
    const shipped = stage === 'Closed' || stage === 'Partly received';
    const closed = stage === 'Closed' || stage === 'Cancelled';
    const { locationId, departmentId, location, billingUnit } = cast.home(index);
    add(null, {
      poNumber: poNumber(index),
      status: cast.ref(
        'PurchaseOrderStatusReference',
        cast.named('/procurement/purchaseorderstatuses', stage),
      ),
      poDate: apiTime(ordered),
      closedFlag: closed,
      closedBy: closed ? 'asmith' : undefined,
      dateClosed: closed ? apiTime(plusDays(ordered, 14)) : undefined,
      cancelReason: stage === 'Cancelled' ? turn(authored.cancelReasons, index) : undefined,
      enteredBy: every(3, index) ? 'asmith' : 'jdoe',
      ...from(cast, plan),
      ...to(cast, index),
      ...shipping(cast, plan, shipped),
      terms: cast.refNth('BillingTermsReference', '/finance/billingTerms', index),
      internalNotes: every(4, index) ? turn(authored.notes, index / 4 + 1) : undefined,
      locationId,
      location,
      businessUnitId: departmentId,
      businessUnit: billingUnit,
      taxCode: cast.refNth('TaxCodeReference', '/finance/taxCodes', 0),
      taxFreightFlag: freightTaxTotal > 0,
      taxPoFlag: salesTax > 0,
      subTotal,
      salesTax,
      freightCost,
      freightTaxTotal,
      total: sum([subTotal, salesTax, freightCost, freightTaxTotal]),
      currency: cast.refNth('CurrencyReference', '/finance/currencies', 0),
      _info: ground.info(ordered, 'jdoe', plusDays(ordered, closed ? 14 : 1)),
    });
  }
};

function poNumber(index: number): string {
  return `PO${1001 + index}`;
}

function from(cast: Cast, { index, stage, ordered }: OrderPlan): JsonRecord {
  const vendor = turn(cast.vendors, index);
  const sent = stage !== 'Open';
  const billed = stage === 'Closed';
  return {
    vendorCompany: cast.ref('CompanyReference', vendor),
    vendorContact: cast.ref('ContactReference', cast.contactOf(vendor, index)),
    vendorSite: cast.ref('SiteReference', cast.siteOf(vendor, 0)),
    vendorOrderNumber: sent ? `SO-${60_000 + index * 17}` : undefined,
    vendorInvoiceNumber: billed ? `IN-${80_000 + index * 13}` : undefined,
    vendorInvoiceDate: billed ? apiTime(plusDays(ordered, 10)) : undefined,
    updateVendorOrderNumber: sent && every(2, index),
  };
}

/** A quarter goes straight to the customer, the rest to the warehouse. */
function to(cast: Cast, index: number): JsonRecord {
  const warehouse = cast.ref('WarehouseReference', cast.nth('/procurement/warehouses', index));
  if (!every(4, index)) return { dropShipCustomerFlag: false, warehouse };
  const customer = cast.customer(index);
  const site = cast.siteOf(customer, 0);
  const contact = cast.contactOf(customer, index);
  const source = site?.['addressLine1'] === undefined ? customer : site;
  return {
    dropShipCustomerFlag: true,
    warehouse,
    customerCompany: cast.ref('CompanyReference', customer),
    customerContact: cast.ref('ContactReference', contact),
    customerSite: cast.ref('SiteReference', site),
    customerSiteName: site?.['name'] ?? 'Main',
    customerName: fullName(contact),
    customerPhone: customer['phoneNumber'],
    customerExtension: every(8, index) ? '12' : undefined,
    customerStreetLine1: source['addressLine1'],
    customerStreetLine2: every(8, index) ? 'Loading dock' : undefined,
    customerCity: source['city'],
    customerState: customer['state'],
    customerZip: source['zip'],
  };
}

function shipping(cast: Cast, { index, ordered }: OrderPlan, shipped: boolean): JsonRecord {
  return {
    shipmentMethod: cast.refNth('ShipmentMethodReference', '/procurement/shipmentmethods', index),
    shippingInstructions: every(3, index) ? turn(authored.notes, index / 3) : undefined,
    shipmentDate: shipped ? apiTime(plusDays(ordered, 6)) : undefined,
    trackingNumber: shipped ? `TRK${100_000 + index * 31}` : undefined,
    freightPackingSlip: shipped ? `PS-${4000 + index}` : undefined,
    updateShipmentInfo: shipped && every(2, index),
  };
}

export const purchaseOrderLines: Maker = (ground, add) => {
  const cast = new Cast(ground);
  const orders = ground.stored('/procurement/purchaseorders');
  for (const { index, ordered, stage, lines } of plans(ground)) {
    const order = orders[index];
    if (order === undefined) continue;
    for (const [position, { item, quantity, extCost, tax }] of lines.entries()) {
      const all = stage === 'Closed' || (stage === 'Partly received' && position === 0);
      const received = all ? quantity : 0;
      const product = cast.named('/procurement/catalog', item.identifier);
      const warehouse = cast.nth('/procurement/warehouses', index);
      const cancelled = stage === 'Cancelled';
      add(order.id, {
        description: item.description,
        lineNumber: position + 1,
        product: cast.ref('IvItemReference', product),
        purchaseOrderId: order.id,
        purchaseOrderNumber: poNumber(index),
        quantity,
        unitCost: item.cost,
        extCost,
        tax,
        receivedQuantity: received,
        receivedStatus: received > 0 ? 'FullyReceived' : 'Waiting',
        dateReceived: received > 0 ? apiTime(plusDays(ordered, 9)) : undefined,
        closedFlag: received > 0 || cancelled,
        canceledFlag: cancelled,
        canceledBy: cancelled ? 'asmith' : undefined,
        canceledReason: cancelled ? turn(authored.cancelReasons, index) : undefined,
        dateCanceled: cancelled ? apiTime(plusDays(ordered, 14)) : undefined,
        dateCanceledUtc: cancelled ? apiTime(plusDays(ordered, 14)) : undefined,
        backorderedFlag: received === 0 && every(2, position),
        expectedShipDate: apiTime(plusDays(ordered, 7)),
        shipDate: received > 0 ? apiTime(plusDays(ordered, 6)) : undefined,
        shipmentMethod: order.record['shipmentMethod'],
        trackingNumber: received > 0 ? order.record['trackingNumber'] : undefined,
        packingSlip: received > 0 ? `PS-${4000 + index}` : undefined,
        vendorOrderNumber: order.record['vendorOrderNumber'],
        vendorSku: product?.['vendorSku'],
        unitOfMeasure: product?.['unitOfMeasure'],
        internalNotes: every(5, position) ? turn(authored.notes, index) : undefined,
        displayInternalNotesFlag: every(6, index),
        serialNumbers:
          received > 0 && every(3, index) ? `SN${5000 + index * 11 + position}` : undefined,
        shipSet: every(7, index) ? String(1 + position) : undefined,
        expectedArrivalDate: apiTime(plusDays(ordered, 10)),
        isDetachAvailable: received === 0 && every(2, index),
        warehouse: cast.ref('WarehouseReference', warehouse),
        batchedFlag: stage === 'Closed',
        unbatchedRecId: stage === 'Closed' ? undefined : 1 + (index % 3),
        _info: order.record['_info'],
      });
    }
  }
};
