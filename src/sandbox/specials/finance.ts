import type { Match } from '../../catalog/path-matcher.js';
import type { JsonRecord } from '../../text/records.js';
import { add, stored } from '../amend.js';
import type { Answer } from '../answer.js';
import { onePagePdf } from '../blank-files.js';
import type { SandboxRequest, Special, World } from '../handle.js';
import { apiTime, collections, defaultOrFirst, pick } from '../records.js';
import { nextNumber } from '../rules/finance.js';
import { attachment } from './attachment.js';
import { idIn } from './asked.js';

const invoices = '/finance/invoices';

export const finance: Readonly<Record<string, Special>> = {
  'GET /finance/invoices/{id}/pdf': pdf,
  'POST /finance/agreements/{id}/invoice': invoiceAgreement,
  'POST /sales/orders/{id}/convertToServiceTicket': toTicket,
};

function pdf(_request: SandboxRequest, match: Match, world: World): Answer {
  const { id, record } = stored(invoices, idIn(match), world);
  const number = typeof record['invoiceNumber'] === 'string' ? record['invoiceNumber'] : String(id);
  const page = onePagePdf(`Invoice ${number}: total ${Number(record['total'] ?? 0).toFixed(2)}`);
  return attachment(`Invoice_${number.replaceAll(/\W/g, '_')}.pdf`, page, 'application/pdf');
}

/** Bills what an agreement costs a month; answers the new invoice's id. */
function invoiceAgreement(_request: SandboxRequest, match: Match, world: World): Answer {
  const { id, record: agreement } = stored('/finance/agreements', idIn(match), world);
  return world.store.atomic(() => {
    const amount = Number(agreement['billAmount'] ?? 0);
    const invoice = add(
      invoices,
      null,
      {
        ...pick(agreement, [
          'company',
          'billingTerms',
          'taxCode',
          'currency',
          'location',
          'department',
        ]),
        invoiceNumber: nextNumber(world.store),
        type: 'Agreement',
        billToCompany: agreement['billToCompany'] ?? agreement['company'],
        applyToType: 'Agreement',
        applyToId: id,
        agreement: world.references.to('AgreementReference', agreement),
        date: `${apiTime(world.now()).slice(0, 10)}T00:00:00Z`,
        serviceTotal: 0,
        expenseTotal: 0,
        productTotal: 0,
        agreementAmount: amount,
        subtotal: amount,
        salesTax: 0,
        total: amount,
        payments: 0,
        credits: 0,
        balance: amount,
      },
      world,
    );
    return { status: 201, body: invoice['id'] };
  });
}

/** A ticket for the work that an order asks for. */
function toTicket(_request: SandboxRequest, match: Match, world: World): Answer {
  const { id, record: order } = stored('/sales/orders', idIn(match), world);
  const first = (collection: string, parent: number | null): JsonRecord =>
    defaultOrFirst(world.store.list(collection, parent))?.record ?? {};
  const board = first(collections.boards, null);
  const status = first(collections.statuses, Number(board['id']));
  return world.store.atomic(() => ({
    status: 200,
    body: add(
      collections.tickets,
      null,
      {
        summary: `Sales order ${id}`,
        recordType: 'ServiceTicket',
        ...pick(order, ['company', 'contact', 'site', 'location', 'department', 'poNumber']),
        board: world.references.to('BoardReference', board),
        status: world.references.to('ServiceStatusReference', status),
        priority: world.references.to('PriorityReference', first(collections.priorities, null)),
      },
      world,
    ),
  }));
}
