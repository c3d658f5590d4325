import { randomBytes } from 'node:crypto';
import type { Result } from '../actions/define.js';
import type { ApiRequest } from '../api/request.js';
import { cancelledBy, CwmError, RefusedError } from '../errors/errors.js';
import type { RowOutcome } from '../rows/outcome.js';
import type { WritePlan } from '../services.js';
import { handOver, type HandOver } from './hand-over.js';
import { looseLine } from '../text/one-line.js';
import { statesText } from './row-states.js';
import type { ToolCall } from './tool.js';

export type SentPlan = WritePlan & { request: ApiRequest };

/** What a person is shown of a write. */
export interface Preview {
  /** What has to be repeated to confirm it. */
  line: string;
  structured: Record<string, unknown>;
  /** What to know beside it, a sentence each. */
  notices: readonly string[];
  /** The body, where the line has no room for all of it. */
  rest: readonly string[];
}

/** A write that waits for its confirmation, everything but the last word done. */
export interface PendingWrite extends Preview {
  token: string;
  expires: Date;
}

/** A write that one confirmation has for itself. */
export interface TakenWrite extends PendingWrite {
  /** Sends it; it stops when this call does. */
  send: (call: ToolCall) => Promise<Result>;
  /** It waits again. */
  putBack: () => void;
  /** It is not to be sent any more; `why` is told to who asks for it again. */
  end: (why: string) => void;
}

interface Held extends PendingWrite {
  relay: HandOver;
  decide: (isConfirmed: boolean) => void;
  /** Settles when the action that made it has ended. */
  outcome: Promise<Result>;
}

export type Watched = { kind: 'done'; value: Result } | { kind: 'held'; write: PendingWrite };

/** Why a token is no good any more. */
interface Ended {
  why: string;
  /** What to do in place of giving it again. */
  next?: string | undefined;
}

/** How long a preview can be confirmed, in milliseconds. */
const lifetime = 10 * 60_000;

/** Previews that wait at a time, and ended ones that are known: the oldest gives way. */
const most = 100;

/** Of a fault of cwm's own, nothing is told. */
const failed = { message: 'it failed.', check: undefined };

const onceMore = 'To send it once more, make the call again for a new preview.';

const askAgain = 'Nothing was sent. Make the call again for a new preview.';

/**
 * Holds writes back until they are confirmed. The action that makes one waits where it would send it, so that what is
 * confirmed is what was shown, to the letter.
 */
export class Gate {
  readonly #held = new Map<string, Held>();
  /** Tokens that are no good any more, and why. */
  readonly #ended = new Map<string, Ended>();
  readonly #now: () => Date;
  #isClosed = false;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** Runs an action to its end or to its first write; a write is held back. */
  async watch(
    work: (call: ToolCall, approve: (plan: WritePlan) => Promise<void>) => Promise<Result>,
    preview: (plan: SentPlan) => Promise<Preview>,
    call: ToolCall,
  ): Promise<Watched> {
    const relay = handOver(call);
    let hold: (write: PendingWrite) => void = () => undefined;
    const held = new Promise<PendingWrite>((resolve) => (hold = resolve));
    let isHeld = false;
    const outcome = work(relay.call, async (plan) => {
      const { request } = plan;
      if (request === undefined) return;
      if (isHeld) throw new RefusedError('One call sends one write; the second was not sent.');
      isHeld = true;
      const shown = await preview({ ...plan, request });
      if (relay.call.signal.aborted) throw cancelledBy(relay.call.signal);
      const isConfirmed = await new Promise<boolean>((decide) => {
        hold(this.#hold({ ...shown, relay, decide, outcome }));
      });
      if (!isConfirmed) throw new RefusedError('The preview has ended.', { hint: askAgain });
    });
    // Who waits for it is told; until then a refusal is nobody's.
    outcome.catch(() => undefined);
    const done = outcome.then((value) => ({ kind: 'done' as const, value }));
    return await Promise.race([done, held.then((write) => ({ kind: 'held' as const, write }))]);
  }

  /** Gives a preview to one confirmation. Throws RefusedError for one that is not there, and for another line. */
  take(token: string, line: string): TakenWrite {
    this.#dropExpired();
    const held = this.#held.get(token);
    if (held === undefined) throw this.#refusal(token);
    if (line.trim() !== held.line) throw otherLine(line, held.line);
    this.#held.delete(token);
    this.#end(token, 'It is being confirmed by another call.');
    return {
      ...held,
      send: async (call) => {
        this.#end(token, `It was confirmed before and is being sent: ${held.line}`);
        held.relay.takeOn(call);
        held.decide(true);
        try {
          const result = await held.outcome;
          const { outcomes } = result;
          if (outcomes === undefined)
            this.#end(token, `It was confirmed before: ${result.wrote ?? 'done.'}`);
          else
            this.#end(token, `It was confirmed before: ${statesText(outcomes)}.`, nextOf(outcomes));
          return result;
        } catch (error) {
          const { message, check } = error instanceof CwmError ? error : failed;
          const end = check === undefined ? 'failed' : 'it is not known whether it was written';
          const look = check === undefined ? undefined : `Look before you send it again: ${check}`;
          this.#end(token, `It was confirmed before, and ${end}: ${message}`, look);
          throw error;
        }
      },
      putBack: () => {
        this.#ended.delete(token);
        if (this.#isClosed) held.decide(false);
        else this.#held.set(token, held);
      },
      end: (why) => {
        this.#end(token, why);
        held.decide(false);
      },
    };
  }

  /** Ends what waits; nothing of it is sent. */
  close(): void {
    this.#isClosed = true;
    for (const { decide } of this.#held.values()) decide(false);
    this.#held.clear();
  }

  #hold(write: Preview & Pick<Held, 'relay' | 'decide' | 'outcome'>): Held {
    this.#dropExpired();
    const [oldest] = this.#held.keys();
    if (oldest !== undefined && this.#held.size >= most)
      this.#drop(oldest, 'Too many newer previews wait.');
    write.relay.letGo();
    const token = randomBytes(12).toString('base64url');
    const held = { ...write, token, expires: new Date(this.#now().getTime() + lifetime) };
    if (this.#isClosed) held.decide(false);
    else this.#held.set(token, held);
    return held;
  }

  #dropExpired(): void {
    const now = this.#now();
    for (const { token, expires } of this.#held.values())
      if (expires <= now) this.#drop(token, 'It has expired: a preview is good for ten minutes.');
  }

  #drop(token: string, why: string): void {
    this.#held.get(token)?.decide(false);
    this.#held.delete(token);
    this.#end(token, why);
  }

  #end(token: string, why: string, next?: string): void {
    this.#ended.delete(token);
    this.#ended.set(token, { why, next });
    const [oldest] = this.#ended.keys();
    if (oldest !== undefined && this.#ended.size > most) this.#ended.delete(oldest);
  }

  #refusal(token: string): RefusedError {
    const ended = this.#ended.get(token);
    if (ended === undefined)
      return new RefusedError(
        'There is no preview with this token: it is older than this session, or of another one.',
        { hint: askAgain },
      );
    const { why, next = onceMore } = ended;
    return new RefusedError(`This token is no good any more. ${why}`, {
      hint: `Nothing was sent by this call. ${next}`,
    });
  }
}

/** Of rows, only those that were not carried out are sent again. */
function nextOf(outcomes: readonly RowOutcome[]): string | undefined {
  if (outcomes.every(({ ok }) => ok === true)) return undefined;
  const unknown = outcomes.some(({ ok }) => ok === null);
  const look = unknown ? 'Look up those that are unknown, and make' : 'Make';
  return `${look} the call again with the rows alone that are not done, for a new preview.`;
}

function otherLine(given: string, line: string): RefusedError {
  const message =
    looseLine(given) === looseLine(line)
      ? 'The request differs from the line of the preview in quotes, dashes or spaces.'
      : 'The request is not the line of the preview.';
  return new RefusedError(message, {
    hint: `Nothing was sent, and the preview still waits. Give request exactly as it was shown: ${line}`,
  });
}
