import type { JsonRecord } from '../../text/records.js';
import type { Maker } from '../ground.js';
import { apiTime } from '../records.js';
import { agreementPlans, extended, type AgreementLine } from './agreement-plans.js';
import { cents, every } from './amounts.js';
import { Cast } from './cast.js';

export const additions: Maker = (ground, add) => {
  const cast = new Cast(ground);
  const agreements = ground.stored('/finance/agreements');
  let count = 0;
  for (const { index, status, lines } of agreementPlans(ground, cast)) {
    const agreement = agreements[index];
    if (agreement === undefined) continue;
    for (const [position, line] of lines.entries()) {
      const { item, billCustomer, from, cancelled } = line;
      count++;
      add(agreement.id, {
        product: cast.ref('IvItemReference', cast.named('/procurement/catalog', item.identifier)),
        billCustomer,
        effectiveDate: apiTime(from),
        cancelledDate: cancelled === undefined ? undefined : apiTime(cancelled),
        taxableFlag: every(2, count),
        serialNumber: every(10, count + 8) ? `AD${70_000 + count * 3}` : undefined,
        description: item.description,
        invoiceDescription: `${item.description}, ${line.quantity} in use`,
        purchaseItemFlag: every(9, count + 6),
        specialOrderFlag: every(14, count + 10),
        agreementId: agreement.id,
        uom: item.unit,
        sequenceNumber: position + 1,
        agreementStatus: cancelled === undefined ? status : 'Cancelled',
        invoiceGrouping: cast.refNth(
          'InvoiceGroupingReference',
          '/procurement/invoicegrouping',
          count,
        ),
        ...amounts(line, count),
        _info: ground.info(from, 'admin', ground.daysAgo(count % 60)),
      });
    }
  }
};

function amounts(line: AgreementLine, count: number): JsonRecord {
  const { item, quantity, lessIncluded } = line;
  const extPrice = extended(line);
  const extCost = cents(quantity * item.cost);
  const share = every(8, count + 6) ? 0.5 : 0;
  return {
    quantity,
    lessIncluded,
    billedQuantity: quantity - lessIncluded,
    unitPrice: item.price,
    unitCost: item.cost,
    extPrice,
    extCost,
    margin: cents(extPrice - extCost),
    prorateCurrentPeriodFlag: share > 0,
    prorateCost: cents(item.cost * share),
    proratePrice: cents(item.price * share),
    extendedProrateCost: cents(extCost * share),
    extendedProratePrice: cents(extPrice * share),
  };
}
