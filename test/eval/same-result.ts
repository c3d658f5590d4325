import { isDeepStrictEqual } from 'node:util';
import { wholeSandbox, type WholeSandbox } from '../support/whole-sandbox.js';

export interface Request {
  method: string;
  /** Encoded path and query. */
  target: string;
  /** Undefined for none. */
  body: unknown;
}

interface Outcome {
  status: number;
  body: unknown;
}

/** What two requests do, told by what the sandbox answers to each. */
export class Comparing {
  readonly #now: Date;
  readonly #shared: WholeSandbox;

  private constructor(now: Date, shared: WholeSandbox) {
    this.#now = now;
    this.#shared = shared;
  }

  static async open(now: Date): Promise<Comparing> {
    return new Comparing(now, await wholeSandbox(now));
  }

  async close(): Promise<void> {
    await this.#shared.close();
  }

  /** Whether both read the same rows with the same fields. Throws for an expectation that the sandbox refuses. */
  async readSame(expected: Request, got: Request, ordered: boolean): Promise<boolean> {
    const wanted = whole(await this.#send(this.#shared, expected), expected);
    const found = await this.#send(this.#shared, got);
    return isDeepStrictEqual(rowsOf(found, ordered), rowsOf(wanted, ordered));
  }

  /** Whether both leave the same record behind, each in a sandbox that nobody wrote to. */
  async writeSame(expected: Request, got: Request): Promise<boolean> {
    if (expected.method !== got.method || pathOf(expected) !== pathOf(got)) return false;
    const wanted = whole(await this.#sendAlone(expected), expected);
    if (isDeepStrictEqual(expected, got)) return true;
    const found = await this.#sendAlone(got);
    if (wanted.status !== found.status) return false;
    const open = leftOpen(expected.body);
    return isDeepStrictEqual(clean(found.body, open), clean(wanted.body, open));
  }

  async #sendAlone(request: Request): Promise<Outcome> {
    const sandbox = await wholeSandbox(this.#now);
    try {
      return await this.#send(sandbox, request);
    } finally {
      await sandbox.close();
    }
  }

  async #send({ send }: WholeSandbox, { method, target, body }: Request): Promise<Outcome> {
    return await send(method, target, body);
  }
}

function whole(outcome: Outcome, { method, target }: Request): Outcome {
  if (outcome.status < 400) return outcome;
  throw new Error(
    `expected, but refused: ${method} ${target}: ${outcome.status} ${JSON.stringify(outcome.body)}`,
  );
}

function rowsOf({ status, body }: Outcome, ordered: boolean): unknown {
  const rows = clean(body, () => false);
  if (!Array.isArray(rows) || ordered) return { status, rows };
  return { status, rows: rows.map((row) => JSON.stringify(row)).toSorted() };
}

function pathOf({ target }: Request): string {
  return (target.split('?')[0] ?? '').toLowerCase();
}

/** Times and GUIDs that the expected body does not give are the server's own choice, or that of whoever asks. */
function leftOpen(body: unknown): (name: string, value: unknown) => boolean {
  const given = JSON.stringify(body ?? null);
  return (name, value) =>
    typeof value === 'string' &&
    (/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value) || /^[\da-f]{8}-(?:[\da-f]{4}-){3}/.test(value)) &&
    !given.includes(`"${name}"`) &&
    !given.includes(`/${name}"`);
}

/** A value without the addresses of its server, and without the members that do not count. */
function clean(value: unknown, isOpen: (name: string, value: unknown) => boolean): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => clean(one, isOpen));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, member]) => name !== '_info' && !isOpen(name, member))
      .map(([name, member]) => [name, clean(member, isOpen)]),
  );
}
