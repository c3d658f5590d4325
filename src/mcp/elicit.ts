import { RefusedError } from '../errors/errors.js';
import type { PendingWrite } from './gate.js';

/** What came of a question to the person at a client. */
export interface Reply {
  action: 'accept' | 'decline' | 'cancel';
  content?: Record<string, unknown> | undefined;
}

/** Asks the person at a client. Rejects where the client cannot, or nobody answers in time. */
export type Ask = (message: string) => Promise<Reply>;

/** How long a person has to answer, in milliseconds. */
export const patience = 5 * 60_000;

/** Nobody has read a question in less, in milliseconds: a client that answers so has not asked. */
const quickest = 50;

/** The one field of the form. Nothing is chosen beforehand: a client that fills in defaults has asked nobody. */
export const form = {
  type: 'object' as const,
  properties: {
    decision: {
      type: 'string' as const,
      title: 'Send it to ConnectWise?',
      enum: ['send', 'do not send'],
    },
  },
  required: ['decision'],
};

export type Verdict =
  | { kind: 'yes' }
  /** A person said no. */
  | { kind: 'no' }
  /** Nobody said anything. */
  | { kind: 'unanswered'; why: string };

/** Lets the person at a client decide about a write. */
export async function askPerson(write: PendingWrite, ask: Ask, now: () => Date): Promise<Verdict> {
  const asked = now().getTime();
  let reply: Reply;
  try {
    reply = await ask([write.line, ...write.rest, ...write.notices].join('\n'));
  } catch {
    return { kind: 'unanswered', why: 'nobody answered the question at the client' };
  }
  if (now().getTime() - asked < quickest)
    return { kind: 'unanswered', why: 'the client answered before anybody could have read it' };
  if (reply.action === 'decline') return { kind: 'no' };
  if (reply.action === 'cancel')
    return { kind: 'unanswered', why: 'the question was closed without an answer' };
  const decision = reply.content?.['decision'];
  if (decision === 'send') return { kind: 'yes' };
  if (decision === 'do not send') return { kind: 'no' };
  return { kind: 'unanswered', why: 'the answer chose nothing' };
}

/** The refusal that a verdict other than yes stands for. */
export function refusalOf(verdict: Exclude<Verdict, { kind: 'yes' }>, line: string): RefusedError {
  if (verdict.kind === 'no')
    return new RefusedError(`Not sent: the person declined. ${line}`, {
      hint: 'Do not try it again unless the person asks for it. Then make the call again for a new preview.',
    });
  return new RefusedError(`Not confirmed, and not sent: ${verdict.why}. ${line}`, {
    hint: 'The preview still waits: confirm it again where a person can answer. Else use a client that can ask, start the server with --allow-writes, or send it on the command line: cwm call.',
  });
}
