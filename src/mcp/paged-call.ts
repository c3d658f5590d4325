import { parseInput } from '../actions/parse-input.js';
import type { Result } from '../actions/define.js';
import { raw } from '../actions/raw.js';
import { pageTarget } from '../api/pages.js';
import { queryMap, type ApiRequest } from '../api/request.js';
import type { Services } from '../services.js';
import { isRecord } from '../text/records.js';
import { runGated } from './calls.js';
import { readCursor, type AskedCall } from './cursor.js';
import type { Going } from './list-answer.js';
import type { Session } from './session.js';
import type { ToolAnswer, ToolCall } from './tool.js';

/** A call, or the way to make it with other params, or from a later one of its rows on. */
type Make = (asked: AskedCall, services: Services, firstRow?: number) => Promise<Result>;

/** Makes a call, or goes on with it where an earlier answer ended. */
export async function runPaged(
  asked: AskedCall,
  cursor: string | undefined,
  make: Make,
  session: Session,
  toolCall: ToolCall,
): Promise<ToolAnswer> {
  const run = async (work: (services: Services) => Promise<Result>, going: Going) =>
    await runGated(work, session, toolCall, going);
  if (cursor === undefined) return await run((services) => make(asked, services), { asked });
  const profile = session.run(toolCall).services.connectionName();
  const position = readCursor(cursor, { profile, asked });
  if (position.kind === 'each') {
    const { row, asked: whole = asked } = position;
    const rest = { ...whole, each: whole.each?.slice(row) ?? [] };
    return await run((services) => make(rest, services, row), { asked: whole, position });
  }
  if (position.kind === 'rows') {
    const { from, size, asked: whole = asked } = position;
    // Rows of several requests are all asked for again, and one more, which tells whether the list goes on.
    const more = size === undefined ? whole : withParam(whole, 'limit', from + size + 1);
    return await run((services) => make(more, services), { asked: whole, position });
  }
  const { request: sent, page } = position;
  if (sent === undefined) {
    const paged = withParam(asked, 'page', page);
    return await run((services) => make(paged, services), { asked, position });
  }
  const request = pageRequest(sent, page);
  return await run(
    (services) =>
      // Another page of a call is no other call to remember.
      raw.run(parseInput(raw.params, { request }), { ...services, remembers: false }),
    { asked, position },
  );
}

/** The page as it was asked for, to the letter: what dates and names in it stand for does not move. */
function pageRequest({ method, target, body }: ApiRequest, page: number): string {
  const own = Number(queryMap(target).get('page') ?? '1');
  const paged = own === page ? target : pageTarget({ target }, { page });
  return `${method} ${paged}${body === undefined ? '' : ` ${body}`}`;
}

function withParam(asked: AskedCall, name: string, value: number): AskedCall {
  const params = isRecord(asked.params) ? asked.params : {};
  const others = Object.entries(params).filter(([one]) => one.toLowerCase() !== name);
  return { ...asked, params: { ...Object.fromEntries(others), [name]: value } };
}
