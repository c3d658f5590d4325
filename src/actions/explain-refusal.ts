import type { ApiRequest } from '../api/request.js';
import { quoteText } from '../conditions/quote.js';
import { ApiError, type ErrorDetail } from '../errors/errors.js';
import type { Services } from '../services.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import { inertLine } from '../text/sanitize.js';
import { ifReadable, readRecord, readRows } from './read-aside.js';

/** What a ticket has of its board: the field, the board's list of them, and the flag of those out of use. */
const ofBoard: Record<string, { list: string; inactive: string | undefined }> = {
  status: { list: 'statuses', inactive: 'inactive' },
  type: { list: 'types', inactive: 'inactiveFlag' },
  subtype: { list: 'subtypes', inactive: 'inactiveFlag' },
  item: { list: 'items', inactive: 'inactiveFlag' },
  team: { list: 'teams', inactive: undefined },
};

/**
 * The error of a write, with what would have been valid: status, type, subtype, item and team of a ticket belong
 * to its board. What cannot be read leaves the error as it is.
 */
export async function explainRefusal(
  error: unknown,
  request: ApiRequest,
  services: Services,
): Promise<unknown> {
  if (!(error instanceof ApiError) || error.request?.status !== 400) return error;
  const [, ticket] = /^(\/service\/tickets(?:\/\d+)?)\/?(?:\?|$)/i.exec(request.target) ?? [];
  const fields = [...new Set(error.details.flatMap((detail) => boardField(detail) ?? []))];
  if (ticket === undefined || request.method === 'GET' || fields.length === 0) return error;
  const board = await ifReadable(boardOf(ticket, request, services));
  if (board === undefined) return error;
  const valid = new Map<string, string[]>();
  for (const field of fields) {
    const names = await ifReadable(namesOn(board, field, services));
    if (names !== undefined && names.length > 0) valid.set(field, names);
  }
  if (valid.size === 0) return error;
  const details = error.details.map((detail) => {
    const allowed = valid.get(boardField(detail) ?? '');
    return allowed === undefined ? detail : { ...detail, allowed };
  });
  const { message, request: failed, check, cause } = error;
  return new ApiError(message, {
    details,
    hint: validHint(board, valid),
    request: failed,
    cause,
    ...(check === undefined ? {} : { check }),
  });
}

/** `status` for a detail on `status`, `status/id` or `ticket.status`; undefined for what belongs to no board. */
function boardField({ field = '' }: ErrorDetail): string | undefined {
  return field
    .toLowerCase()
    .split(/[/.]/)
    .find((part) => Object.hasOwn(ofBoard, part));
}

interface Board {
  id: string;
  name: string | undefined;
}

/** The board that the body names, else the one that the ticket is on. */
async function boardOf(
  ticket: string,
  { body }: ApiRequest,
  services: Services,
): Promise<Board | undefined> {
  const given = boardIn(body === undefined ? undefined : JSON.parse(body));
  const [reference = given] =
    given === undefined && /\d$/.test(ticket)
      ? [(await readRecord(ticket, { fields: 'board' }, services, { once: true }))['board']]
      : [];
  if (!isRecord(reference)) return undefined;
  const { id, name } = reference;
  const label = typeof name === 'string' ? name : undefined;
  if (typeof id === 'number' || typeof id === 'string') return { id: String(id), name: label };
  if (label === undefined) return undefined;
  const query = { conditions: `name=${quoteText(label)}`, fields: 'id,name', pageSize: 2 };
  const [found] = await readRows('/service/boards', query, services, { once: true });
  return found === undefined ? undefined : { id: String(found['id']), name: label };
}

/** The board of a record, or the one that the operations of a PATCH set. */
function boardIn(body: unknown): unknown {
  if (!Array.isArray(body)) return isRecord(body) ? body['board'] : undefined;
  let board: unknown;
  for (const operation of body.filter(isRecord)) {
    const [first, member] = String(operation['path']).toLowerCase().replace(/^\//, '').split('/');
    if (first !== 'board') continue;
    board = member === undefined ? operation['value'] : { [member]: operation['value'] };
  }
  return board;
}

async function namesOn(board: Board, field: string, services: Services): Promise<string[]> {
  const { list, inactive } = ofBoard[field] ?? { list: field, inactive: undefined };
  const fields = ['id', 'name', ...(inactive === undefined ? [] : [inactive])].join(',');
  const path = `/service/boards/${encodeURIComponent(board.id)}/${list}`;
  const rows = await readRows(path, { fields, pageSize: 1000 }, services, { once: true });
  const inUse = (row: JsonRecord) => inactive === undefined || row[inactive] !== true;
  return rows.filter(inUse).flatMap(({ name }) => (typeof name === 'string' ? [name] : []));
}

/** Most names of one kind in a hint; all of them are in the details. */
const mostNames = 30;

function validHint({ id, name }: Board, valid: ReadonlyMap<string, string[]>): string {
  const kinds = [...valid].map(([field, names]) => {
    const shown = names.slice(0, mostNames).map((one) => inertLine(one.slice(0, 80)));
    const list = `${shown.join(', ')}${names.length > mostNames ? ', …' : ''}`;
    return valid.size === 1 ? list : `${field} ${list}`;
  });
  return `Valid on board ${name === undefined ? id : inertLine(name.slice(0, 80))}: ${kinds.join('; ')}.`;
}
