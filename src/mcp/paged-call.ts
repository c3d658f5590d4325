import { parseInput } from '../actions/parse-input.js';
import type { Result } from '../actions/define.js';
import { raw } from '../actions/raw.js';
import { pageTarget } from '../api/pages.js';
import { queryMap } from '../api/request.js';
import type { Services } from '../services.js';
import { isRecord } from '../text/records.js';
import { runGated } from './calls.js';
import { readCursor, type AskedCall, type PagePosition, type RowPosition } from './cursor.js';
import type { Session } from './session.js';
import type { ToolAnswer, ToolCall } from './tool.js';

/** A call, or the way to make it with other params. */
type Make = (asked: AskedCall, services: Services) => Promise<Result>;

/** Makes a call, or goes on with it where an earlier answer ended. */
export async function runPaged(
  asked: AskedCall,
  cursor: string | undefined,
  make: Make,
  session: Session,
  toolCall: ToolCall,
): Promise<ToolAnswer> {
  if (cursor === undefined)
    return await runGated((services) => make(asked, services), session, toolCall, { asked });
  const profile = session.run(toolCall).services.connectionName();
  const position = readCursor(cursor, { profile, asked });
  if (position.kind === 'rows') {
    const whole = position.asked ?? asked;
    const more = withLimit(whole, position);
    const going = { asked: whole, position };
    return await runGated((services) => make(more, services), session, toolCall, going);
  }
  const request = pageRequest(position);
  // Another page of a call is no other call to remember.
  const again = (services: Services) =>
    raw.run(parseInput(raw.params, { request }), { ...services, remembers: false });
  return await runGated(again, session, toolCall, { asked, position });
}

/** The page as it was asked for, to the letter: what dates and names in it stand for does not move. */
function pageRequest({ request: { method, target, body }, page }: PagePosition): string {
  const own = Number(queryMap(target).get('page') ?? '1');
  const paged = own === page ? target : pageTarget({ target }, { page });
  return `${method} ${paged}${body === undefined ? '' : ` ${body}`}`;
}

/** Rows that several requests give are all asked for again, and one more, which tells whether the list goes on. */
function withLimit(asked: AskedCall, { from, size }: RowPosition): AskedCall {
  if (size === undefined) return asked;
  const params = isRecord(asked.params) ? asked.params : {};
  return { ...asked, params: { ...params, limit: from + size + 1 } };
}
