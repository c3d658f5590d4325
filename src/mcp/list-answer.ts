import { totalFor } from '../actions/count.js';
import { pathOf, queryMap } from '../api/request.js';
import type { CwmError } from '../errors/errors.js';
import type { Services } from '../services.js';
import { isRecord } from '../text/records.js';
import { shortened } from '../text/shortened.js';
import { answerText } from './answer-text.js';
import { besideOf, leftOutOf } from './beside.js';
import { fitsWhole, fitValue, roomFor, rowsThatFit } from './budget.js';
import { cleanJson } from './clean.js';
import { writeCursor, type AskedCall, type Position } from './cursor.js';
import { askedRows, fieldsAsked, listRows } from './fields.js';
import { oneLine } from '../text/one-line.js';
import { readRows, type ListResult, type ReadRows } from './read-rows.js';
import type { Running } from './session.js';
import type { ToolAnswer } from './tool.js';
import { whyNothing } from './why-nothing.js';

/** A call, and where an earlier answer to it ended. */
export interface Going {
  asked?: AskedCall;
  position?: Position | undefined;
  /** How to get rows that an answer has no room for, where no cursor can. */
  others?: string;
}

/** Rows of a list: as many as fit, and the cursor that goes on behind them. */
export async function rowsAnswer(
  result: ListResult,
  running: Running,
  going: Going | undefined,
): Promise<ToolAnswer> {
  const read = await readRows(result, going?.position, going?.asked);
  const total = await totalOf(read, result, running.services);
  const failure = result.failure?.();
  if (failure !== undefined && read.rows.length === 0 && read.isFirst) throw failure;
  running.notices.push(...missing(failure));
  if (read.rows.length === 0 && read.isFirst) running.notices.push(...whyNothing(result));
  const beside = await besideOf(result, running, read.isFirst);
  const fields = fieldsAsked(result, going?.asked);
  const { rows: shaped, leftOut } =
    fields === undefined ? listRows(read.rows, result.columns) : askedRows(read.rows, fields);
  const cleaned = shaped.map(cleanJson);
  const rows = cleaned.map(({ value }) => value);
  const room = roomFor(rowsAsked(result, going?.asked));
  const compose = (given: number): ToolAnswer => {
    const isCut = given === 1 && rowsThatFit(rows.slice(0, 1), room) === 0;
    const cut = isCut ? fitValue(rows[0], room) : undefined;
    const next = read.next(given, total);
    const cursor = next && cursorAt(next, result, running.services, going);
    const sanitized = cleaned.slice(0, given).reduce((sum, { removed }) => sum + removed, 0);
    const structured = {
      status: result.status ?? 200,
      records: cut === undefined ? rows.slice(0, given) : [cut.value],
      returned: given,
      ...(total === undefined ? {} : { total }),
      has_more: next !== undefined,
      ...(cursor === undefined ? {} : { next_cursor: cursor }),
      ...leftOutOf({
        fields: leftOut,
        rows: cursor === undefined ? rows.length - given : 0,
        others: going?.others,
        parts: cut?.leftOut ?? [],
      }),
      ...beside,
      ...(sanitized === 0 ? {} : { sanitized }),
    };
    return { structured, text: answerText(structured) };
  };
  let given = Math.max(Math.min(1, rows.length), rowsThatFit(rows, room));
  let answer = compose(given);
  // Rows were estimated one by one: where they do not fit together, the last ones give way.
  while (given > 1 && !fitsWhole(answer, room)) answer = compose(--given);
  return answer;
}

/** Rows of a call whose records could not be read. */
function missing(failure: CwmError | undefined): string[] {
  const details = failure?.details ?? [];
  const more = details.length - mostMissing;
  return [
    ...details
      .slice(0, mostMissing)
      .map(({ field = '', message }) => `${field}: ${shortened(oneLine(message), longestReason)}`),
    ...(more > 0 ? [`… and ${more} more rows gave nothing.`] : []),
  ];
}

/** Rows that are named, and characters of what was in the way. */
const mostMissing = 20;
const longestReason = 120;

/** How many the list has: where its rows do not tell, the first answer asks. */
async function totalOf(
  { total, isFirst, next, rows }: ReadRows,
  { sent }: ListResult,
  services: Services,
): Promise<number | undefined> {
  if (total !== undefined || !isFirst || sent === undefined || next(rows.length) === undefined)
    return total;
  const catalog = await services.catalog();
  const endpoint = catalog
    .match(pathOf(sent.target))
    .find((match) => match.endpoint.method === 'GET')?.endpoint;
  if (endpoint === undefined) return undefined;
  return await totalFor({ request: sent, endpoint, dryRun: false }, undefined, services);
}

/** The position as text. Where params were taken from memory, only a page says what they were. */
function cursorAt(
  position: Position,
  { reused }: ListResult,
  services: Services,
  going: Going | undefined,
): string | undefined {
  const target = position.kind === 'page' ? position.request?.target : undefined;
  const asked = going?.asked ?? (target === undefined ? undefined : { path: pathOf(target) });
  if (asked === undefined || (position.kind === 'rows' && reused !== undefined)) return undefined;
  return writeCursor(position, { profile: services.connectionName(), asked });
}

/** Rows that were asked for by number: more than usual may come. What was saved so is not asked for. */
function rowsAsked({ sent, reused }: ListResult, asked: AskedCall | undefined): number | undefined {
  if (reused !== undefined) return undefined;
  if (sent !== undefined) return Number(queryMap(sent.target).get('pagesize') ?? 0);
  if (asked?.each !== undefined) return asked.each.length;
  const params = isRecord(asked?.params) ? asked.params : {};
  const named = Object.entries(params).find(([name]) => /^(?:limit|all)$/i.test(name));
  return named?.[0].toLowerCase() === 'all' ? Infinity : Number(named?.[1] ?? 0);
}
