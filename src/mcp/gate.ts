import { randomBytes } from 'node:crypto';
import type { ApiRequest } from '../api/request.js';
import { RefusedError } from '../errors/errors.js';
import type { WritePlan } from '../services.js';

/** A write that waits for its confirmation, everything but the last word done. */
export interface PendingWrite {
  token: string;
  /** What has to be repeated to confirm it. */
  line: string;
  expires: Date;
  plan: WritePlan & { request: ApiRequest };
}

interface Held extends PendingWrite {
  decide: (isConfirmed: boolean) => void;
  /** Settles when the action that made it has ended. */
  outcome: Promise<unknown>;
}

/** How long a preview can be confirmed, in milliseconds. */
const lifetime = 10 * 60_000;

/** Previews that wait at a time: the oldest gives way. */
const most = 100;

/**
 * Holds writes back until they are confirmed. The action that makes one waits where it would send it, so that what is
 * confirmed is what was shown, to the letter.
 */
export class Gate {
  readonly #held = new Map<string, Held>();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** Runs an action to its end or to its first write; a write is held back. */
  async watch<T>(
    work: (approve: (plan: WritePlan) => Promise<void>) => Promise<T>,
    preview: (plan: PendingWrite['plan']) => Promise<string>,
  ): Promise<{ kind: 'done'; value: T } | { kind: 'held'; write: PendingWrite }> {
    let hold: (write: PendingWrite) => void = () => undefined;
    const held = new Promise<PendingWrite>((resolve) => (hold = resolve));
    let entry: Held | undefined;
    const outcome = work(async (plan) => {
      const { request } = plan;
      if (request === undefined) return;
      const line = await preview({ ...plan, request });
      const isConfirmed = await new Promise<boolean>((decide) => {
        entry = this.#hold({ plan: { ...plan, request }, line, decide, outcome });
        hold(entry);
      });
      if (!isConfirmed)
        throw new RefusedError('The preview has expired; nothing was sent.', {
          hint: 'Make the call again for a new preview.',
        });
    });
    // Who waits for it is told; until then a refusal is nobody's.
    outcome.catch(() => undefined);
    const done = outcome.then((value) => ({ kind: 'done' as const, value }));
    return await Promise.race([done, held.then((write) => ({ kind: 'held' as const, write }))]);
  }

  /** Takes a preview out, so that no token is used twice. Throws RefusedError for one that is not there any more. */
  take(token: string, line: string): PendingWrite & { send: () => Promise<unknown> } {
    const held = this.#held.get(token);
    if (held === undefined || held.expires <= this.#now())
      throw new RefusedError(
        'There is no preview with this token: it was used, has expired, or is another server’s.',
        {
          hint: 'Nothing was sent. Make the call again for a new preview.',
        },
      );
    if (held.line !== line)
      throw new RefusedError('The request is not the line of the preview.', {
        hint: `Nothing was sent. Give request exactly as it was shown: ${held.line}`,
      });
    this.#held.delete(token);
    return {
      ...held,
      send: () => {
        held.decide(true);
        return held.outcome;
      },
    };
  }

  /** Puts a preview back that was taken and not sent. */
  close(): void {
    for (const { decide } of this.#held.values()) decide(false);
    this.#held.clear();
  }

  #hold(write: Pick<Held, 'plan' | 'line' | 'decide' | 'outcome'>): Held {
    const now = this.#now();
    for (const [token, held] of this.#held) {
      if (held.expires > now && this.#held.size < most) break;
      this.#held.delete(token);
      held.decide(false);
    }
    const token = randomBytes(12).toString('base64url');
    const held: Held = { ...write, token, expires: new Date(now.getTime() + lifetime) };
    this.#held.set(token, held);
    return held;
  }
}
