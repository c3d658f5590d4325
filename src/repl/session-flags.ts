import { UsageError } from '../errors/errors.js';

/** The flags that a session adds to each line: those it was opened with, as `.profile` and `.output` have changed them. */
export class SessionFlags {
  readonly #words: readonly string[];
  #profile: readonly string[];
  #output: readonly string[];

  /** Takes them in their long form, a value as a word of its own. Throws UsageError for one that fits no session. */
  constructor(words: readonly string[]) {
    if (words.includes('--output-file')) {
      throw new UsageError('--output-file takes one result, not those of a whole session.', {
        hint: 'Add it to a line, or write the last result: .last --output-file tickets.csv',
      });
    }
    const rest = [...words];
    this.#profile = taken(rest, '--profile', 2);
    const output = taken(rest, '--output', 2);
    const json = taken(rest, '--json', 1);
    this.#output = json.length > 0 ? ['--output', 'json'] : output;
    this.#output = [...this.#output, ...taken(rest, '--excel', 1)];
    this.#words = rest;
  }

  /** Undefined where the environment says which connection. */
  get profile(): string | undefined {
    return this.#profile[1];
  }

  useProfile(name: string | undefined): void {
    this.#profile = name === undefined ? [] : ['--profile', name];
  }

  /** The format that was asked for; undefined where that of the stream holds. */
  get output(): string | undefined {
    return this.#output.includes('--excel') ? 'csv' : this.#output[1];
  }

  useOutput(format: string): void {
    this.#output = ['--output', format];
  }

  has(flag: string): boolean {
    return this.#words.includes(flag);
  }

  /** Those for one line. The session's format is for results: a line may name another one, and `.help` is none. */
  of(argv: readonly string[]): string[] {
    const isTalk = argv[0]?.startsWith('.') === true && argv[0] !== '.last';
    const namesFormat = argv.some((word) =>
      /^(?:-o.*|--output(?:=.*)?|--json|--excel)$/.test(word),
    );
    return [...this.#words, ...this.#profile, ...(isTalk || namesFormat ? [] : this.#output)];
  }
}

/** Takes a flag, and its value, from words that hold it. */
function taken(words: string[], flag: string, length: number): string[] {
  const at = words.indexOf(flag);
  return at === -1 ? [] : words.splice(at, length);
}
