import { placeholdersOf, type Placeholder } from '../../memory/placeholders.js';
import { UsageError } from '../../errors/errors.js';
import { asPlaceholder } from '../../rows/columns.js';
import type { Row } from '../../rows/table.js';
import type { Services } from '../../services.js';
import { toJson } from '../../text/json.js';
import { isRecord, textsIn } from '../../text/records.js';
import { callParams, type CallInput } from '../call-params.js';
import { filledCall } from '../fill-entry.js';
import { parseInput } from '../parse-input.js';
import { inputOf } from '../saved-input.js';
import { voided, without } from './empty-fields.js';
import type { RowTemplate } from './row-template.js';

/** The call of one row. */
export interface FilledRow {
  input: CallInput;
  /** Columns whose empty cells empty a field. */
  emptying: readonly string[];
}

/** Makes the input of `call` for one row. Throws UsageError for a value that does not fit its place. */
export async function filledRow(
  { call, columns, optional, given = {}, how }: RowTemplate,
  row: Row,
  services: Pick<Services, 'catalog'>,
): Promise<FilledRow> {
  const values = new Map<string, unknown>(Object.entries(given));
  for (const [name, column] of columns) values.set(name, cellOf(row, column));
  const isEmpty = (name: string) => isBlank(values.get(name));
  const left = [...optional].filter(isEmpty).map(inBraces);
  const open = { ...call, data: without(call.data, left) ?? emptied(call.data) };
  const own = placeholdersOf(open).filter(
    ({ name, default: standard }) => values.has(name) && (standard === undefined || !isEmpty(name)),
  );
  const names = own.map(({ name }) => name);
  const nulls = names.filter((name) => values.get(name) === null);
  const filling = {
    ...open,
    data: voided(open.data, nulls.map(inBraces)) ?? emptied(call.data),
  };
  refuseNull(placeholdersOf(filling), nulls, columns);
  const texts = names.flatMap((name): [string, string][] => {
    const column = columns.get(name) ?? name;
    const value = values.get(name);
    if (value === undefined) throw noValue(`It has no "${column}".`, name);
    return value === null ? [] : [[name, cellText(value, column)]];
  });
  const filled = await filledCall(filling, Object.fromEntries(texts), services);
  const wholes = new Set(textsIn(open.data));
  const isEmptying = (name: string) =>
    columns.has(name) && isEmpty(name) && wholes.has(inBraces(name));
  return {
    input: parseInput(callParams, { ...inputOf(filled), ...how }),
    emptying: names.filter(isEmptying).map((name) => columns.get(name) ?? name),
  };
}

/** Whether a field that `--map` does not fill takes an empty cell of a row. */
export function hasEmptyCell({ columns, optional }: RowTemplate, row: Row): boolean {
  return [...columns].some(([name, column]) => !optional.has(name) && isBlank(cellOf(row, column)));
}

function inBraces(name: string): string {
  return `{${name}}`;
}

function isBlank(value: unknown): boolean {
  return (
    value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
  );
}

/** Null where the object that it is a member of is; undefined where the row says nothing of it. */
function cellOf({ cells }: Row, column: string): unknown {
  if (cells.has(column)) return cells.get(column);
  const dots = [...column.matchAll(/\./g)].map(({ index }) => index);
  return dots.some((end) => cells.get(column.slice(0, end)) === null) ? null : undefined;
}

function refuseNull(
  left: readonly Placeholder[],
  nulls: readonly string[],
  columns: ReadonlyMap<string, string>,
): void {
  const name = nulls.find((one) => left.some((placeholder) => placeholder.name === one));
  if (name === undefined) return;
  throw noValue(
    `"${columns.get(name) ?? name}" is null, and only a whole field can be emptied.`,
    name,
  );
}

function noValue(message: string, name: string): UsageError {
  return new UsageError(message, { hint: `Give {${name}} a value, or leave the row out.` });
}

/** A cell as text; what looks like a number has no blanks around it, which spreadsheets leave there. */
function cellText(value: unknown, column: string): string {
  if (typeof value === 'string') return /^\s*\d+\s*$/.test(value) ? value.trim() : value;
  if (!isRecord(value) && !Array.isArray(value)) return toJson(value);
  const member = isRecord(value) ? Object.keys(value)[0] : undefined;
  throw new UsageError(
    `The column ${column} holds ${Array.isArray(value) ? 'a list' : 'an object'}, no text.`,
    {
      hint:
        member === undefined
          ? 'Give a text or a number there.'
          : `Name a member of it, such as ${asPlaceholder(`${column}.${member}`)}.`,
    },
  );
}

function emptied(data: unknown): unknown {
  return data === null ? null : Array.isArray(data) ? [] : {};
}
