import type { JsonRecord } from '../../text/records.js';
import type { Derivation, Rules } from './index.js';
import { amount } from '../makers/amounts.js';
import { pick } from '../records.js';
import { chargedTo } from './time.js';

/** An expense belongs to whoever writes it, and to the company of what it is charged to. */
export const expenseRules: Rules = {
  derived: [
    'invoice',
    'invoiceAmount',
    'agreementAmount',
    'ticket',
    'project',
    'phase',
    'mobileGuid',
  ],
  defaults: (record, derivation) => {
    if (derivation.kind === 'patch') return record;
    const target = chargedTo(record, derivation)?.record ?? {};
    return {
      billableOption: target['billExpenses'] ?? 'Billable',
      member: { identifier: derivation.by },
      ...pick(target, ['company', 'agreement']),
      ...record,
    };
  },
  check: (record, derivation, fault) => {
    const { chargeToId, chargeToType, company } = record;
    if (chargeToId === undefined && company === undefined)
      fault('MissingRequiredField', 'chargeToId', 'chargeToId or company is required');
    if (chargeToId !== undefined && chargeToType === undefined)
      fault('MissingRequiredField', 'chargeToType', 'chargeToType is required with chargeToId');
    if (chargeToId === undefined || chargeToType === undefined) return;
    if (chargedTo(record, derivation) === undefined)
      fault('NotFound', 'chargeToId', 'The charged record was not found');
  },
  finish: (record, derivation) => ({
    status: 'Open',
    ...record,
    ...ticketOf(record, derivation),
    invoiceAmount: record['billableOption'] === 'Billable' ? amount(record, 'amount') : 0,
  }),
};

function ticketOf(record: JsonRecord, derivation: Derivation): JsonRecord {
  if (!/Ticket$/.test(String(record['chargeToType']))) return {};
  const target = chargedTo(record, derivation)?.record;
  if (target === undefined) return {};
  const ticket = derivation.references.to('TicketReference', target);
  return { ticket, ...pick(target, ['project', 'phase']) };
}
