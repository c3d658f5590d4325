import { marked, within, type Span } from './spans.js';
import { carriesNothing, quotesIn } from './words.js';

/** What words of a sentence became. */
export interface Understood {
  /** As they were written. */
  words: string;
  as: string;
}

/** What words became, or what tells it of a match; undefined leaves them. An empty text: they say nothing by themselves. */
export type Became = string | ((match: RegExpExecArray) => string | undefined);

/** Stands for each character that was taken: no pattern matches across it. */
const mask = '\u0000';

const searches = new Map<string, RegExp>();
const most = 2000;

/** A pattern that is looked for in any case from where it stood last. Each is compiled once: that costs more than the search. */
function everywhere({ source, flags }: RegExp): RegExp {
  const all = [...new Set(`${flags}giu`)].join('');
  const key = `${all}/${source}`;
  const known = searches.get(key) ?? new RegExp(source, all);
  if (searches.size >= most) searches.clear();
  searches.set(key, known);
  known.lastIndex = 0;
  return known;
}

/**
 * A sentence of which one piece after the other is understood. What a piece became is kept beside its words; what nobody
 * took is named in the end.
 */
export class Sentence {
  readonly text: string;
  #rest: string;
  readonly #taken: { from: number; words: string; as: string }[] = [];
  readonly #held: { from: number; to: number }[] = [];
  /** What stands in quotes, without them. */
  readonly #quoted: readonly { from: number; to: number }[];
  #isOpen = false;

  constructor(text: string) {
    this.text = text;
    this.#rest = text;
    this.#quoted = quotesIn(text).map(({ from, to }) => ({ from: from + 1, to: to - 1 }));
  }

  /** The sentence with a blank for every character that was taken, so that places stay what they are. */
  get rest(): string {
    if (this.#isOpen) return this.#rest;
    return this.#held.reduce(
      (text, { from, to }) => text.slice(0, from) + mask.repeat(to - from) + text.slice(to),
      this.#rest,
    );
  }

  /** Keeps a piece from all readers that do not ask for what is held: a name is read as nothing else. */
  hold(from: number, to: number): void {
    this.#held.push({ from, to });
  }

  isHeld(at: number): boolean {
    return this.#held.some(({ from, to }) => at >= from && at < to);
  }

  /** Reads with what is held in sight. */
  opened<T>(read: () => T): T {
    const before = this.#isOpen;
    this.#isOpen = true;
    try {
      return read();
    } finally {
      this.#isOpen = before;
    }
  }

  /**
   * Takes the first match that the reader makes something of. `read` gives what the words became; undefined leaves them,
   * and the next match is tried. An empty text: they were understood and say nothing by themselves.
   */
  take<T>(
    pattern: RegExp,
    read: (match: RegExpExecArray) => { as: string; value: T } | undefined,
  ): T | undefined {
    const search = everywhere(pattern);
    const { rest } = this;
    for (let match = search.exec(rest); match !== null; match = search.exec(rest)) {
      if (match[0] === '') {
        search.lastIndex++;
        continue;
      }
      const isWhole = !match[0].includes(mask) && !this.#partsQuote(match);
      const found = isWhole ? read(match) : undefined;
      if (found === undefined) {
        search.lastIndex = match.index + 1;
        continue;
      }
      this.#mark(match.index, match[0], found.as);
      return found.value;
    }
    return undefined;
  }

  /** The same for words that give nothing but what they became; whether some were taken. */
  takeAs(pattern: RegExp, as: Became): boolean {
    const found = this.take(pattern, (match) => {
      const text = typeof as === 'string' ? as : as(match);
      return text === undefined ? undefined : { as: text, value: true };
    });
    return found === true;
  }

  /** Takes every match so, each once; how many there were. */
  takeEach(pattern: RegExp, as: Became): number {
    let count = 0;
    while (this.takeAs(pattern, as)) count++;
    return count;
  }

  /** The same for a pattern that asks for some of the spans; `as` is given those within the match. */
  takeMarked<T>(
    pattern: RegExp,
    spans: readonly Span<T>[],
    as: (match: RegExpExecArray, found: Span<T>[]) => string | undefined,
  ): boolean {
    const search = new RegExp(pattern.source, 'giu');
    const text = marked(this.rest, spans);
    for (let match = search.exec(text); match !== null; match = search.exec(text)) {
      const to = match.index + match[0].length;
      const isFree = match[0] !== '' && !match[0].includes(mask);
      const became = isFree ? as(match, within(spans, match.index, to)) : undefined;
      if (became !== undefined) {
        this.#mark(match.index, this.#rest.slice(match.index, to), became);
        return true;
      }
      search.lastIndex = match.index + 1;
    }
    return false;
  }

  /** Leaves the sentence as it was where nothing comes of what is read. */
  attempt<T>(read: () => T | undefined): T | undefined {
    const [rest, taken] = [this.#rest, this.#taken.length];
    const made = read();
    if (made !== undefined) return made;
    this.#rest = rest;
    this.#taken.length = taken;
    return undefined;
  }

  /** Takes what stands between two places, behind what of it was taken before. */
  takeAt(from: number, to: number, as: string): void {
    const words = this.#rest.slice(from, to);
    const core = words.slice(words.lastIndexOf(mask) + 1);
    if (core.trim() !== '') this.#mark(to - core.length, core, as);
  }

  /** Pieces in the order of the sentence. */
  understood(): Understood[] {
    return this.#taken
      .filter(({ as }) => as !== '')
      .toSorted((one, other) => one.from - other.from)
      .map(({ words, as }) => ({ words: words.trim().replaceAll(/\s+/g, ' '), as }));
  }

  /** What was said of the piece is put right: a name that turned out to be another. */
  amend(as: string, better: string): void {
    for (const piece of this.#taken) if (piece.as === as) piece.as = better;
  }

  /** Words that mean something and that nobody took. */
  unused(): string[] {
    const words = this.#rest.match(/[\p{L}\p{N}][\p{L}\p{N}'’_.@/-]*/gu) ?? [];
    return words
      .map((word) => word.replace(/[.'’_@/-]+$/u, ''))
      .filter((word) => !carriesNothing(word));
  }

  /** Whether a match has only some of the words of a text in quotes: it is read whole or not at all. */
  #partsQuote({ index, 0: { length } }: RegExpExecArray): boolean {
    const end = index + length;
    return this.#quoted.some(
      ({ from, to }) => index < to && end > from && (index > from || end < to),
    );
  }

  #mark(from: number, words: string, as: string): void {
    // Blanks at the ends stay: they divide what is left.
    const lead = words.length - words.trimStart().length;
    const core = words.trim();
    const start = from + lead;
    this.#rest =
      this.#rest.slice(0, start) + mask.repeat(core.length) + this.#rest.slice(start + core.length);
    this.#taken.push({ from: start, words: core, as });
  }
}
