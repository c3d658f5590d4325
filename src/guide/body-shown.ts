import { isExactNumber, toJson } from '../text/json.js';
import { columnsOf, firstColumns } from '../text/columns.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import { inertLine } from '../text/sanitize.js';
import { shortened } from '../text/shortened.js';
import type { Choice } from '../terminal/prompts.js';
import type { BodyDraft } from './body-draft.js';
import type { Writing } from './body-writing.js';

/** Characters of one value in a list of many. */
const most = 40;

/** What is set so far, as many to a line as there is room for. */
export async function showDraft({ draft, desk }: Writing): Promise<void> {
  const shown = entriesOf(draft).map(({ name }) => inertLine(name));
  if (shown.length === 0) return;
  const room = Math.max(20, desk.width) - 1;
  const lines: string[] = [];
  for (const one of shown) {
    const last = lines.at(-1);
    const longer = last === undefined ? undefined : `${last} | ${one}`;
    if (longer !== undefined && columnsOf(longer) <= room) lines[lines.length - 1] = longer;
    else lines.push(cut(`  ${one}`, room));
  }
  await desk.say(desk.style.dim(lines.join('\n')));
}

/** What was written, each as the path that it is at. */
export function entriesOf({ set, unset, data, file, meanings }: BodyDraft): Choice<string>[] {
  const rest = isRecord(data) ? Object.entries(data) : Array.isArray(data) ? operations(data) : [];
  return [
    ...(file === undefined ? [] : [{ value: 'file', name: `file: ${file}` }]),
    ...rest.map(([path, value]) => ({ value: path, name: `${path}: ${shortValue(value)}` })),
    ...[...set].map(([path, text]) => {
      const meaning = meanings.get(path);
      const value = meaning === undefined ? text : `${meaning}${isId(text) ? '' : ` (${text})`}`;
      return { value: path, name: `${path}: ${shortened(value, most)}` };
    }),
    ...[...unset].map((path) => ({ value: path, name: `${path}: (empty)` })),
  ];
}

function isId(text: string): boolean {
  return /^\d+$/.test(text);
}

function operations(data: readonly unknown[]): [string, unknown][] {
  return data
    .filter(isRecord)
    .map(({ op, path, value }) => [String(path), op === 'remove' ? '' : value]);
}

/** A value in a few words: a record by what it is called. */
export function shortValue(value: unknown): string {
  const called = isRecord(value) ? calledBy(value) : undefined;
  const text = called ?? (typeof value === 'string' ? value : toJson(value));
  return shortened(text.replaceAll(/\s+/g, ' '), most);
}

function calledBy({ name, summary, identifier, id }: JsonRecord): string | undefined {
  const called = [name, summary, identifier].find((one) => typeof one === 'string' && one !== '');
  if (typeof called === 'string') return called;
  return typeof id === 'number' || isExactNumber(id) ? `id ${String(id)}` : undefined;
}

function cut(line: string, room: number): string {
  return columnsOf(line) <= room ? line : `${firstColumns(line, room - 3)}...`;
}
