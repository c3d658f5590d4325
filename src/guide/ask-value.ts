import { isDateField } from '../api/body-date.js';
import { readerOf } from '../api/customer-sees.js';
import { fieldAt } from '../api/field-path.js';
import { readTextFile } from '../actions/text-file.js';
import { UsageError } from '../errors/errors.js';
import type { Field } from '../catalog/model.js';
import { inertLine } from '../text/sanitize.js';
import type { Choice } from '../terminal/prompts.js';
import { dayMeant } from './ask-value-date.js';
import { put } from './body-draft.js';
import { currentValue, kindOf } from './body-fields.js';
import { faultOf, type Writing } from './body-writing.js';

/** Where a value belongs, and whether the body has to have one. */
export interface Place {
  path: string;
  field: Field;
  required: boolean;
}

/** Most values of a list to pick from by arrows alone. */
const fewest = 12;

/** Asks for one value by its type: it is checked as the call checks it, and asked for again until it passes. */
export async function askValue(place: Place, writing: Writing): Promise<void> {
  const { path, required } = place;
  const { prompt } = writing.desk;
  const choices = choicesOf(place, writing);
  if (choices !== undefined) {
    const all = required ? choices : [...choices, leave];
    const question = questionOf(place, writing);
    const chosen =
      all.length > fewest
        ? await prompt.search(question, (typed) => Promise.resolve(holding(all, typed)))
        : await prompt.select(question, all);
    if (chosen !== undefined) put(writing.draft, path, chosen);
    return;
  }
  const before = writing.draft.set.get(path) ?? currentText(path, writing);
  const given = await prompt.text(questionOf(place, writing, before), {
    initial: before,
    check: async (text) => {
      if (text === '') return required ? `${path} is required.` : undefined;
      try {
        const read = await textFrom(text, place, writing);
        return await faultOf(writing, (draft) => {
          put(draft, path, read);
        });
      } catch (error) {
        if (error instanceof UsageError) return error.message;
        throw error;
      }
    },
  });
  if (given === '') return;
  const text = await textFrom(given, place, writing);
  put(writing.draft, path, text, await dayMeant(place, text, writing));
}

const leave: Choice<string | undefined> = { value: undefined, name: 'Leave it out' };

function questionOf({ path, field, required }: Place, writing: Writing, before?: string): string {
  if (field.allowed !== undefined || field.type === 'boolean') return path;
  const end = required || before !== undefined ? '' : '; Enter skips it';
  const file = isLong(field) ? ', or @file' : '';
  return `${path} (${kindOf(field, writing)}${file}${end})`;
}

/** Long texts may be in a file, where they have lines. */
async function textFrom(
  text: string,
  { path, field }: Place,
  { desk: { services } }: Writing,
): Promise<string> {
  if (!isLong(field) || !/^@\S/.test(text)) return text;
  return await readTextFile(services.resolvePath(text.slice(1)), path);
}

/** Texts that hold more than a line. */
function isLong(field: Field): boolean {
  const { type, format, maxLength = Infinity } = field;
  return type === 'string' && format === undefined && maxLength >= 1000;
}

function choicesOf(
  { path, field }: Place,
  { endpoint }: Writing,
): Choice<string | undefined>[] | undefined {
  if (field.allowed !== undefined) return field.allowed.map((value) => ({ value, name: value }));
  if (field.type !== 'boolean') return undefined;
  const reader = path === field.name ? readerOf(endpoint.path, field.name) : undefined;
  const means = reader === undefined ? '' : readers[reader];
  return [
    { value: 'true', name: `Yes${means}` },
    { value: 'false', name: 'No' },
  ];
}

const readers = {
  customer: ' - the customer will see this text',
  staff: ' - internal: your own staff alone reads this text',
};

function holding<T>(choices: readonly Choice<T>[], typed: string): Choice<T>[] {
  const wanted = typed.trim().toLowerCase();
  return choices.filter(({ name }) => name.toLowerCase().includes(wanted));
}

/** A text of the record is there to be changed; dates and numbers are sooner typed anew. */
function currentText(path: string, writing: Writing): string | undefined {
  const value = currentValue(path, writing);
  const place = fieldAt(path, writing.shape);
  if (typeof value !== 'string' || place === undefined || isDateField(place.field))
    return undefined;
  // What cannot stand on a line as it is would be sent changed.
  return inertLine(value) === value ? value : undefined;
}
