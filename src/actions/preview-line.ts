import { isExactNumber, toJson } from '../text/json.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import { shortened } from '../text/shortened.js';
import { oneLine } from '../text/one-line.js';

/** What a write does to a field; `before` is there where something is known to have been there. */
export interface Piece {
  field: string;
  before?: unknown;
  after: unknown;
  isChange: boolean;
}

/** Characters of a line: a permission dialog shows them all. */
const longest = 300;
const longestAddress = 140;
const longestValue = 60;

/** `PATCH /service/tickets/4711: status In Progress → Closed`: as many pieces as there is room for, and how many more. */
export function previewLine(
  method: string,
  address: string,
  pieces: readonly string[],
  { noun, more }: Further = { noun: 'field', more: 0 },
): string {
  const head = `${method} ${shortened(oneLine(address), longestAddress)}`;
  let line = head;
  for (const [index, piece] of pieces.entries()) {
    const joined = `${line}${index === 0 ? ': ' : ', '}${piece}`;
    const left = pieces.length - index - 1 + more;
    const room = longest - (left === 0 ? 0 : furtherText(left, noun).length);
    if (joined.length > room) return `${line}${furtherText(left + 1, noun, index === 0)}`;
    line = joined;
  }
  return more === 0 ? line : `${line}${furtherText(more, noun, pieces.length === 0)}`;
}

/** What the pieces of a line are, and how many there are that nobody has a text for. */
interface Further {
  noun: string;
  more: number;
}

/** Whether a line had no room for all of it. */
export function isShortened(line: string): boolean {
  return /…|: \d+ fields?$|, and \d+ more fields?$/.test(line);
}

/** `status In Progress → Closed`, `board Help Desk (1)`. */
export function pieceText({ field, before, after, isChange }: Piece): string {
  const name = bare(field);
  if (!isChange) return `${name} ${valueText(after)}`;
  const isNew = before === undefined ? '' : `${changedText(before, after)} `;
  return `${name} ${isNew}→ ${changedText(after, before)}`;
}

/** `text "Rang the user…"`: what tells a record from others. */
export function recordText(record: JsonRecord, names: readonly string[]): string | undefined {
  const name = names.find((one) => typeof record[one] === 'string' && record[one] !== '');
  return name === undefined ? undefined : valueText(record[name]);
}

function furtherText(count: number, noun: string, isFirst = false): string {
  const things = count === 1 ? noun : `${noun}s`;
  return isFirst ? `: ${count} ${things}` : `, and ${count} more ${things}`;
}

/** A reference that changes is called by its name, unless both are called alike. */
function changedText(value: unknown, other: unknown): string {
  const name = nameOf(value);
  return name === undefined || name === nameOf(other) ? valueText(value) : bare(name);
}

function valueText(value: unknown): string {
  if (value === undefined || value === null || value === '') return '(empty)';
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'boolean' || typeof value === 'number' || isExactNumber(value))
    return String(value);
  if (!isRecord(value)) return shortened(oneLine(toJson(value)), longestValue);
  const name = nameOf(value);
  const { id } = value;
  const number =
    typeof id === 'number' || typeof id === 'string' || isExactNumber(id)
      ? oneLine(String(id))
      : undefined;
  if (name === undefined)
    return number === undefined ? shortened(oneLine(toJson(value)), longestValue) : `(${number})`;
  return number === undefined ? bare(name) : `${bare(name)} (${number})`;
}

function nameOf(value: unknown): string | undefined {
  if (!isRecord(value)) return undefined;
  const { name, identifier, summary, caption } = value;
  return [name, identifier, summary, caption].find(
    (one): one is string => typeof one === 'string' && one !== '',
  );
}

/** A name without quotes where it cannot be taken for more than a name. */
function bare(name: string): string {
  const text = shortened(oneLine(name), longestValue);
  return /^[\p{L}\p{N}][\p{L}\p{M}\p{N} .&'/+_…-]*$/u.test(text) ? text : `"${text}"`;
}

function quoted(text: string): string {
  return `"${shortened(oneLine(text), longestValue)}"`;
}
