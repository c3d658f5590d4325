import { columnsOf, firstColumns, lastColumns } from '../text/columns.js';
import { inertLine } from '../text/sanitize.js';
import type { ErrorPlace } from './errors.js';

/** A place without the secrets around it; undefined where one lies across its border, and would be shown in part. */
export function redactedPlace(
  { text, start, end }: ErrorPlace,
  redact: (text: string) => string,
): ErrorPlace | undefined {
  const [before, shown, after] = [
    redact(text.slice(0, start)),
    redact(text.slice(start, end)),
    redact(text.slice(end)),
  ];
  const clean = before + shown + after;
  if (clean !== redact(text)) return undefined;
  return { text: clean, start: before.length, end: before.length + shown.length };
}

/** Columns of each part of the line, which a narrow terminal must not break: the carets would stand elsewhere. */
const most = { before: 36, shown: 28, after: 10 };

/** More of a long text than could ever be shown. */
const reach = 200;

/** The text around a place, which has no secrets any more, with carets under it. */
export function placeLines({ text, start, end }: ErrorPlace): string[] {
  const all = {
    before: inertLine(text.slice(Math.max(0, start - reach), start)),
    shown: inertLine(text.slice(start, Math.min(end, start + reach))),
    after: inertLine(text.slice(end, end + reach)),
  };
  const tail = lastColumns(all.before, most.before);
  const before = tail.length < all.before.length ? `…${tail}` : tail;
  const shown = firstColumns(all.shown, most.shown);
  // What the place and what stands before it leave free, what follows it may take.
  const room =
    most.before + most.shown + most.after - columnsOf(before) - Math.max(1, columnsOf(shown));
  const isWhole = shown.length === all.shown.length;
  const head = isWhole ? firstColumns(all.after, room) : '';
  const after = isWhole && head.length === all.after.length ? head : `${head}…`;
  return [
    `  ${before}${shown}${after}`,
    `  ${' '.repeat(columnsOf(before))}${'^'.repeat(Math.max(1, columnsOf(shown)))}`,
  ];
}
