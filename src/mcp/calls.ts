import type { Result } from '../actions/define.js';
import { pathOf, queryOf } from '../api/request.js';
import type { Services } from '../services.js';
import { parseJson, toJson } from '../text/json.js';
import { rowsOf } from './answer.js';
import type { PendingWrite } from './gate.js';
import type { Session } from './session.js';
import type { ToolAnswer, ToolCall } from './tool.js';

/** Runs a call: what it reads is answered, what it would write is shown first. */
export async function runGated(
  work: (services: Services) => Promise<Result>,
  session: Session,
  toolCall: ToolCall,
): Promise<ToolAnswer> {
  const watched = await session.gate.watch(
    (approve) => work(session.run(toolCall, { approve }).services),
    (plan) => Promise.resolve(plan.title),
  );
  return watched.kind === 'held' ? previewAnswer(watched.write) : await callAnswer(watched.value);
}

/** Sends a write that was shown. */
export async function confirmWrite(
  token: string,
  line: string,
  { gate }: Session,
): Promise<ToolAnswer> {
  const write = gate.take(token, line);
  return await callAnswer((await write.send()) as Result);
}

async function callAnswer(result: Result): Promise<ToolAnswer> {
  const rows = await rowsOf(result);
  const { status = 200 } = result;
  const structured =
    result.kind === 'one'
      ? { status, record: rows[0], returned: 1, has_more: false }
      : { status, records: rows, returned: rows.length, has_more: result.more ?? false };
  return { structured, text: rows.map((row) => toJson(row)).join('\n') };
}

function previewAnswer({ token, line, expires, plan }: PendingWrite): ToolAnswer {
  const { method, target, body } = plan.request;
  const preview = {
    method,
    path: pathOf(target),
    params: Object.fromEntries(queryOf(target)),
    data: body === undefined ? null : parseJson(body),
  };
  const structured = {
    status: 'needs_confirmation',
    request: line,
    token,
    expires: expires.toISOString(),
    preview,
  };
  return { structured, text: `Not sent yet.\n${line}\ntoken: ${token}` };
}
