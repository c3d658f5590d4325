import type { Result } from '../actions/define.js';
import { cancelledBy, RefusedError } from '../errors/errors.js';
import type { Services, WritePlan } from '../services.js';
import { toJson } from '../text/json.js';
import { rowsOf } from './answer.js';
import { askPerson, refusalOf, type Verdict } from './elicit.js';
import type { PendingWrite } from './gate.js';
import { previewOf } from './preview.js';
import type { Running, Session } from './session.js';
import type { ToolAnswer, ToolCall } from './tool.js';

/** Runs a call: what it reads is answered, what it would write is shown first. */
export async function runGated(
  work: (services: Services) => Promise<Result>,
  session: Session,
  toolCall: ToolCall,
): Promise<ToolAnswer> {
  const { gate, settings } = session;
  if (settings.readOnly) return await callAnswer(await work(onlyReading(session, toolCall)));
  if (settings.allowWrites) {
    const approve = () => Promise.resolve();
    return await callAnswer(await work(session.run(toolCall, { approve }).services));
  }
  let running: Running | undefined;
  const watched = await gate.watch(
    (call, approve) => {
      running = session.run(call, { approve });
      return work(running.services);
    },
    async (plan) => {
      const { services, notices } = running ?? session.run(toolCall);
      return await previewOf(plan, services, notices);
    },
    toolCall,
  );
  return watched.kind === 'held' ? previewAnswer(watched.write) : await callAnswer(watched.value);
}

/** Sends a write that was shown, once the person at the client has said yes where the client can ask. */
export async function confirmWrite(
  token: string,
  line: string,
  session: Session,
  toolCall: ToolCall,
): Promise<ToolAnswer> {
  const write = session.gate.take(token, line);
  const { ask, signal } = toolCall;
  const { services } = session.run(toolCall);
  const verdict: Verdict =
    ask === undefined ? { kind: 'yes' } : await askPerson(write, ask, services.now);
  if (signal.aborted) {
    write.putBack();
    throw cancelledBy(signal);
  }
  if (verdict.kind === 'yes') return await callAnswer(await write.send(toolCall));
  if (verdict.kind === 'no') write.end('A person declined it.');
  else write.putBack();
  throw refusalOf(verdict, write.line);
}

/** Refuses a write before anything is read for it. */
function onlyReading(session: Session, toolCall: ToolCall): Services {
  const refuse = (title: string): never => {
    throw new RefusedError(`${title} was not sent: this server only reads.`, {
      hint: 'It was started with --read-only. To write, start it without, or use the command line: cwm call.',
    });
  };
  const approve = ({ title, request }: WritePlan) =>
    request === undefined ? Promise.resolve() : Promise.resolve(title).then(refuse);
  return session.run(toolCall, { approve, refuseUnapproved: refuse }).services;
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

function previewAnswer({ token, line, expires, structured, notices }: PendingWrite): ToolAnswer {
  const text = [
    'Not sent yet. It would:',
    line,
    ...notices,
    'To send it, call confirm_api_write with the line as request, exactly as it stands, and this token:',
    token,
  ];
  return {
    structured: {
      status: 'needs_confirmation',
      request: line,
      token,
      expires: expires.toISOString(),
      preview: structured,
    },
    text: text.join('\n'),
  };
}
