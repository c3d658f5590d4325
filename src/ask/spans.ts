/** Words of a sentence that a table has, with what it says of them. */
export interface Span<T> {
  from: number;
  to: number;
  value: T;
}

const longest = 5;

/** The phrases of a table in a text, from left to right, each as long as it can be. */
export function spansOf<T>(text: string, find: (phrase: string) => T | undefined): Span<T>[] {
  const words = [...text.matchAll(/[\p{L}\p{N}_#]+(?:[/.][\p{L}_][\p{L}\p{N}_]*)*/gu)].map(
    (match) => ({
      lower: match[0].toLowerCase(),
      from: match.index,
      to: match.index + match[0].length,
    }),
  );
  const spans: Span<T>[] = [];
  for (let at = 0; at < words.length; at++) {
    let end = at + 1;
    while (end < words.length && end - at < longest && isGap(text, words[end - 1], words[end]))
      end++;
    for (; end > at; end--) {
      const run = words.slice(at, end);
      const value = find(run.map(({ lower }) => lower).join(' '));
      if (value === undefined) continue;
      spans.push({ from: run[0]?.from ?? 0, to: run.at(-1)?.to ?? 0, value });
      at = end - 1;
      break;
    }
  }
  return spans;
}

type Place = Pick<Span<unknown>, 'from' | 'to'>;

function isGap(text: string, before: Place | undefined, behind: Place | undefined): boolean {
  return /^[\s-]+$/.test(text.slice(before?.to, behind?.from));
}

/** Stands for each character of a span, where a pattern asks for any of them. */
const sign = '\u0001';

/** Any one of the spans, in a pattern over `marked` text. */
export const anySpan = `(?<!${sign})${sign}+(?!${sign})`;

/** A text in which a pattern finds spans; places stay what they are. */
export function marked(text: string, spans: readonly Place[]): string {
  return spans.reduce(
    (rest, { from, to }) => rest.slice(0, from) + sign.repeat(to - from) + rest.slice(to),
    text,
  );
}

/** The spans that lie within two places. */
export function within<T>(spans: readonly Span<T>[], from: number, to: number): Span<T>[] {
  return spans.filter((one) => one.from >= from && one.to <= to);
}
