import { isRecord } from '../text/records.js';
import { jsonFault, parseJson, toJson } from '../text/json.js';
import { inertJson } from '../text/sanitize.js';
import { put, putWhole, takeOut, type BodyDraft } from './body-draft.js';
import { currentValue } from './body-fields.js';
import type { Place } from './ask-value.js';
import { faultOf, type Writing } from './body-writing.js';

/** Asks for a list of plain values: JSON, or values with commas between them. */
export async function askValueList({ path, required }: Place, writing: Writing): Promise<void> {
  const { desk, draft, endpoint } = writing;
  const now = currentValue(path, writing);
  const end = required || now !== undefined ? '' : '; Enter skips it';
  // A part of a list would be changed in the record's own list, whatever else is in that.
  const isWhole = endpoint.method === 'PATCH';
  const write = (into: BodyDraft, values: readonly unknown[]) => {
    if (isWhole) putWhole(into, path, values);
    else putElements(into, path, values);
  };
  const given = await desk.prompt.text(
    `${path} (values with commas between them, or a JSON list${end})`,
    {
      initial: now === undefined ? undefined : inertJson(toJson(now)),
      check: async (text) => {
        if (text.trim() === '') return required ? `${path} is required.` : undefined;
        const values = valuesIn(text);
        if (typeof values === 'string') return values;
        if (values.length === 0 && !isWhole) return `${path} needs a value.`;
        return await faultOf(writing, (changed) => {
          write(changed, values);
        });
      },
    },
  );
  const values = valuesIn(given);
  if (given.trim() !== '' && typeof values !== 'string') write(draft, values);
}

/** Asks for what a PATCH puts in place of a list of records, which is changed as it is now. */
export async function askWholeList({ path }: Place, writing: Writing): Promise<void> {
  const { desk, draft } = writing;
  const now = currentValue(path, writing);
  const given = await desk.prompt.text(`${path} (the whole list as JSON)`, {
    initial: now === undefined ? undefined : inertJson(toJson(now)),
    check: async (text) => {
      if (text.trim() === '') return undefined;
      const value = jsonIn(text);
      if ('fault' in value) return value.fault;
      return await faultOf(writing, (changed) => {
        putWhole(changed, path, value.json);
      });
    },
  });
  const value = jsonIn(given);
  if (given.trim() !== '' && 'json' in value) putWhole(draft, path, value.json);
}

/** A text as JSON, or what is wrong with it. */
export function jsonIn(text: string): { json: unknown } | { fault: string } {
  try {
    return { json: parseJson(text) };
  } catch {
    return { fault: `This is not valid JSON: ${jsonFault(text)}.` };
  }
}

/** The values of a list, or what is wrong with it. */
function valuesIn(text: string): readonly unknown[] | string {
  if (!text.trim().startsWith('[')) {
    const values = text.split(',').map((one) => one.trim());
    // Numbers of a list of numbers; elsewhere the check says that a number is no text.
    return values
      .filter((one) => one !== '')
      .map((one) => (/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(one) ? parseJson(one) : one));
  }
  const value = jsonIn(text);
  if ('fault' in value) return value.fault;
  return Array.isArray(value.json) ? (value.json as unknown[]) : 'Give a list.';
}

function putElements(draft: BodyDraft, path: string, values: readonly unknown[]): void {
  takeOut(draft, path);
  for (const [index, value] of values.entries())
    put(draft, `${path}.${index}`, typeof value === 'string' ? value : toJson(value));
}

/** How many elements are written into a list so far. */
export function elementsIn({ set, data }: BodyDraft, path: string): number {
  const given = isRecord(data) && Array.isArray(data[path]) ? data[path].length : 0;
  const indexes = [...set.keys()].flatMap((key) =>
    key.startsWith(`${path}.`) ? [Number(key.slice(path.length + 1).split('.')[0])] : [],
  );
  return Math.max(given, ...indexes.map((index) => index + 1));
}
