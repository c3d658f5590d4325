import type { Change } from '../api/changes.js';
import type { RowsPlan, WritePlan } from '../services.js';
import { isExactNumber, parseJson, toJson } from '../text/json.js';
import { isRecord } from '../text/records.js';
import { inertLine } from '../text/sanitize.js';

/** A write as a person is asked to approve it: the request, its conditions in words, what would change. */
export async function planLines({
  title,
  body,
  inWords,
  changes,
  rows,
  customerSees,
}: WritePlan): Promise<string[]> {
  return [
    title,
    ...(rows === undefined ? [] : await rowLines(rows)),
    ...(body === undefined ? [] : [indented(body)]),
    ...((await inWords?.()) ?? []).map((line) => `  ${inertLine(line)}`),
    ...((await changes?.()) ?? []).map(changeLine),
    ...(customerSees === true ? ['The customer will see this.'] : []),
  ];
}

/** Which fields many writes set, and the first of them one by one. */
async function rowLines({ count, fields, notes, first }: RowsPlan): Promise<string[]> {
  const lines = first.map(async ({ row, plan: { title, body, changes } }) => {
    const changed = (await changes?.())?.map((change) => `  ${changeLine(change)}`);
    const sent = body === undefined ? [] : [`    ${shortText(parseJson(body))}`];
    return [`  row ${row}: ${title}`, ...(changed ?? sent)];
  });
  return [
    ...(fields.length === 0 ? [] : [`Fields: ${fields.join(', ')}`]),
    ...(await Promise.all(lines)).flat(),
    ...(count > first.length ? [`  … and ${count - first.length} more`] : []),
    ...notes,
  ];
}

/** JSON as people read it; any other text as it is. */
export function indented(body: string): string {
  try {
    return toJson(parseJson(body), 2);
  } catch {
    return body;
  }
}

function changeLine({ field, before, after }: Change): string {
  return `  ${field}: ${shortText(before)} → ${shortText(after)}`;
}

const longest = 80;

/** A value in a few words: a reference by its name and id, nothing as such. */
function shortText(value: unknown): string {
  if (value === undefined || value === null || value === '') return '(empty)';
  const text = isRecord(value) ? referenceText(value) : undefined;
  const shown = text ?? (typeof value === 'string' ? value : toJson(value));
  const line = shown.replaceAll(/\s+/g, ' ');
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}

function referenceText({
  id,
  identifier,
  name,
  summary,
}: Record<string, unknown>): string | undefined {
  const called = [name, identifier, summary].find((one) => typeof one === 'string');
  const isId = typeof id === 'number' || typeof id === 'string' || isExactNumber(id);
  const number = isId ? `id ${String(id)}` : undefined;
  if (called === undefined) return number;
  return number === undefined ? called : `${called} (${number})`;
}
