import type { Keepable, Result } from '../actions/define.js';
import type { LineSession } from '../cli/session.js';
import type { Command } from '../cli/define-command.js';
import { CwmError } from '../errors/errors.js';
import { exitCodes } from '../errors/exit-codes.js';
import type { SavedCall } from '../memory/entry.js';
import type { Services } from '../services.js';
import { ClosedPipe } from '../terminal/io.js';
import { toJson } from '../text/json.js';
import type { Draft, LastLine } from './draft.js';
import { keepResult, type LastResult } from './last-result.js';
import type { SessionFlags } from './session-flags.js';

/** A call that succeeded, and the connection that it was made with. */
export interface LastCall {
  call: SavedCall;
  connectionName: Services['connectionName'];
}

/** A line that is to be run. */
export interface NextLine {
  text: string;
  argv: readonly string[];
  label: string | undefined;
  /** It is not to be brought back. */
  isSecret: boolean;
}

export interface SessionSettings {
  flags: SessionFlags;
  readOnly: boolean;
  /** Tells a person something, in a line of its own. */
  say: (text: string) => void;
}

/** A shorter line is typed again as quickly. */
const worthEditing = 30;

/** What a session knows from line to line. */
export class Session {
  readonly flags: SessionFlags;
  readonly readOnly: boolean;
  last: LastResult | undefined;
  lastCall: LastCall | undefined;
  /** Undefined where there is none, or where it held a secret. */
  lastLine: LastLine | undefined;
  draft: Draft | undefined;
  isOver = false;
  readonly #say: SessionSettings['say'];
  readonly #offered = new Set<string>();
  #isOwn = false;
  #knowsEdit = false;
  #made: LastCall | undefined;

  constructor({ flags, readOnly, say }: SessionSettings) {
    this.flags = flags;
    this.readOnly = readOnly;
    this.#say = say;
  }

  /** What the session adds to a line that begins now. */
  begin({ text, argv, label, isSecret }: NextLine): LineSession {
    this.#isOwn = argv[0]?.startsWith('.') === true;
    this.#made = undefined;
    if (!this.#isOwn) this.lastLine = isSecret ? undefined : { text };
    return {
      words: this.flags.of(argv),
      readOnly: this.readOnly,
      label,
      see: (result, command, services) =>
        this.#isOwn ? result : this.#see(result, command, services),
      isNewOffer: (found) => this.#isNewOffer(found),
      offer: (found) => {
        this.#offer(found);
        return Promise.resolve();
      },
      fail: (error) => this.#fail(error),
    };
  }

  /** The line has ended with this code. */
  finish(code: number): void {
    if (code === exitCodes.ok) this.lastCall = this.#made ?? this.lastCall;
    else if (code !== exitCodes.cancelled) this.#offerEdit();
  }

  /** What the next line begins with; it is given once. */
  takeDraft(): Draft | undefined {
    const { draft } = this;
    this.draft = undefined;
    return draft;
  }

  #see(result: Result, { view }: Command, { connectionName }: Services): Result {
    const { shown, last } = keepResult(result, view);
    this.last = last ?? this.last;
    if (result.written !== undefined) this.#made = { call: result.written, connectionName };
    return shown;
  }

  #isNewOffer({ call: { method, path, params, data } }: Keepable): boolean {
    const key = toJson([method, path, params, data]);
    const isNew = !this.#offered.has(key);
    this.#offered.add(key);
    return isNew;
  }

  #offer(found: Keepable): void {
    const { description } = found;
    if (this.#isNewOffer(found)) this.#say(`Save it? .save keeps it as "${description}"`);
  }

  #fail(error: unknown): void {
    // Nobody reads the results any more.
    if (error instanceof ClosedPipe) this.isOver = true;
    if (this.lastLine !== undefined && !this.#isOwn && error instanceof CwmError)
      this.lastLine = { ...this.lastLine, place: error.place };
  }

  /** Once a session, at the first line that is worth it: who knows it needs no line more below each error. */
  #offerEdit(): void {
    const isWorthIt = !this.#isOwn && (this.lastLine?.text.length ?? 0) >= worthEditing;
    if (!isWorthIt || this.#knowsEdit) return;
    this.#knowsEdit = true;
    this.#say('.edit brings the line back to be changed.');
  }
}
