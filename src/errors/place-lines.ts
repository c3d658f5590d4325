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

/** Most columns of the parts of the line. */
const widest = { before: 36, shown: 28, after: 10 };

/** What the line has beside its parts: the indent, an ellipsis at each end, and the column that some terminals keep. */
const beside = 5;

/** Columns of each part of the line, which a narrow terminal must not break: the carets would stand elsewhere. */
function partsOf(columns: number): typeof widest {
  const all = widest.before + widest.shown + widest.after;
  const share = Math.min(1, Math.max(10, columns - beside) / all);
  const [before, shown] = [Math.floor(widest.before * share), Math.floor(widest.shown * share)];
  return { before, shown, after: Math.floor(all * share) - before - shown };
}

/** More of a long text than could ever be shown. */
const reach = 200;

/** The text around a place, which has no secrets any more, with carets under it, for a terminal of so many columns. */
export function placeLines({ text, start, end }: ErrorPlace, columns = 80): string[] {
  const most = partsOf(columns);
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
