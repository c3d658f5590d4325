import type { Result } from '../actions/define.js';
import type { Choices } from '../services-for.js';
import { cancelledBy, RefusedError } from '../errors/errors.js';
import type { AnswerKind, Services, WritePlan } from '../services.js';
import { callAnswer } from './call-answer.js';
import { noDocument } from './documents.js';
import { askPerson, refusalOf, type Verdict } from './elicit.js';
import type { PendingWrite } from './gate.js';
import type { Going } from './list-answer.js';
import { previewOfRows } from './preview-rows.js';
import { previewOf } from './preview.js';
import type { Running, Session } from './session.js';
import type { ToolAnswer, ToolCall } from './tool.js';

/** Runs a call: what it reads is answered, what it would write is shown first. */
export async function runGated(
  work: (services: Services) => Promise<Result>,
  session: Session,
  toolCall: ToolCall,
  going?: Going,
): Promise<ToolAnswer> {
  const { gate, settings } = session;
  const expect = (kind: AnswerKind): void => {
    if (kind === 'document') throw noDocument(going?.asked, settings.profile);
  };
  const run = async (choices: Partial<Choices>): Promise<ToolAnswer> => {
    const running = session.run(toolCall, { ...choices, expect });
    return await callAnswer(await work(running.services), running, going);
  };
  if (settings.readOnly) return await run(onlyReading);
  if (settings.allowWrites) return await run({ approve: () => Promise.resolve() });
  const started: Running[] = [];
  const runningNow = () => started[0] ?? session.run(toolCall);
  const watched = await gate.watch(
    (call, approve) => {
      const running = session.run(call, { approve, expect });
      started.push(running);
      return work(running.services);
    },
    async (plan) => {
      const { services, notices } = runningNow();
      return plan.rows === undefined
        ? await previewOf(plan, services, notices)
        : await previewOfRows(plan, plan.rows, services, notices);
    },
    toolCall,
  );
  return watched.kind === 'held'
    ? previewAnswer(watched.write)
    : await callAnswer(watched.value, runningNow(), going);
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
  const running = session.run(toolCall);
  const verdict: Verdict =
    ask === undefined ? { kind: 'yes' } : await askPerson(write, ask, running.services.now);
  if (signal.aborted) {
    write.putBack();
    throw cancelledBy(signal);
  }
  if (verdict.kind === 'yes') return await callAnswer(await write.send(toolCall), running);
  if (verdict.kind === 'no') write.end('A person declined it.');
  else write.putBack();
  throw refusalOf(verdict, write.line);
}

/** Refuses a write before anything is read for it. */
const onlyReading = {
  approve: ({ title, request }: WritePlan) =>
    request === undefined ? Promise.resolve() : Promise.resolve(title).then(refuseWrite),
  refuseUnapproved: refuseWrite,
};

function refuseWrite(title: string): never {
  throw new RefusedError(`${title} was not sent: this server only reads.`, {
    hint: 'It was started with --read-only. To write, start it without, or use the command line: cwm call.',
  });
}

function previewAnswer({
  token,
  line,
  expires,
  structured,
  notices,
  rest,
}: PendingWrite): ToolAnswer {
  const text = [
    'Not sent yet. It would:',
    line,
    ...rest,
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
