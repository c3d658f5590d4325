import { placeholdersOf } from '../../memory/placeholders.js';
import { UsageError } from '../../errors/errors.js';
import { asPlaceholder } from '../../rows/columns.js';
import type { Row } from '../../rows/table.js';
import type { Services } from '../../services.js';
import { toJson } from '../../text/json.js';
import { isRecord } from '../../text/records.js';
import { callParams, type CallInput } from '../call-params.js';
import { filledCall } from '../fill-entry.js';
import { parseInput } from '../parse-input.js';
import { inputOf } from '../saved-input.js';
import type { RowTemplate } from './row-template.js';

/** The input of `call` for one row. Throws UsageError for a value that does not fit its place. */
export async function filledRow(
  { call, columns, optional, given, how }: RowTemplate,
  row: Row,
  services: Pick<Services, 'catalog'>,
): Promise<CallInput> {
  const texts = new Map([
    ...[...columns].map(
      ([name, column]) => [name, cellText(row.cells.get(column), column)] as const,
    ),
    ...Object.entries(given ?? {}),
  ]);
  const isEmpty = (name: string) => (texts.get(name) ?? '').trim() === '';
  const empty = [...optional].filter(isEmpty).map((name) => `{${name}}`);
  const open = { ...call, data: without(call.data, empty) ?? emptied(call.data) };
  const values = placeholdersOf(open).flatMap(({ name, default: standard }): [string, string][] => {
    const text = texts.get(name);
    return text === undefined || (standard !== undefined && isEmpty(name)) ? [] : [[name, text]];
  });
  const filled = await filledCall(open, Object.fromEntries(values), services);
  return parseInput(callParams, { ...inputOf(filled), ...how });
}

/** A cell as text; what looks like a number has no blanks around it, which spreadsheets leave there. */
function cellText(value: unknown, column: string): string {
  if (value === undefined || value === null) return '';
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

/**
 * A body without the texts that stand for empty cells, and without what is nothing without them: an operation or a
 * custom field that has lost its value, an object that has lost all of its members.
 */
function without(value: unknown, texts: readonly string[]): unknown {
  if (texts.length === 0) return value;
  if (typeof value === 'string') return texts.includes(value) ? undefined : value;
  if (Array.isArray(value)) {
    const kept = value.map((one: unknown) => without(one, texts));
    return kept.filter((one) => one !== undefined);
  }
  if (!isRecord(value)) return value;
  const members = Object.entries(value).map(([name, one]) => [name, without(one, texts)] as const);
  const kept = members.filter(([, one]) => one !== undefined);
  const lost = members.filter(([, one]) => one === undefined).map(([name]) => name);
  if (lost.includes('value') || (lost.length > 0 && kept.length === 0)) return undefined;
  // A list of custom fields whose entries are all gone says nothing of them.
  const isHollow = value['op'] !== undefined && isEmptyList(Object.fromEntries(kept)['value']);
  return isHollow && !isEmptyList(value['value']) ? undefined : Object.fromEntries(kept);
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function emptied(data: unknown): unknown {
  return data === null ? null : Array.isArray(data) ? [] : {};
}
