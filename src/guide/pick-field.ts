import { tellingOrder } from '../catalog/columns.js';
import { recordShape } from '../catalog/record-shape.js';
import { complete } from '../conditions/complete/complete.js';
import type { RecordShape } from '../conditions/shape.js';
import type { Choice } from '../terminal/prompts.js';
import { quoteText } from '../conditions/quote.js';
import type { Asking, Draft } from './draft.js';

/** A search box over the fields of the records, the likely ones first, with what each of them holds. */
export async function pickField(
  question: string,
  dialect: 'where' | 'orderBy',
  { endpoint }: Draft,
  { catalog, desk: { prompt } }: Asking,
): Promise<string> {
  const shape = recordShape(catalog, endpoint);
  if (shape.fields.length === 0) return (await prompt.text(question)).trim();
  const order = tellingOrder(shape.schema);
  const find = (start: string) => (typed: string) =>
    Promise.resolve(fieldChoices(`${start}${typed}`, shape, { dialect, order }));
  const field = await prompt.search(question, find(''));
  if (!field.endsWith('/')) return field;
  if (field === 'customFields/')
    return `${field}${quoteText((await prompt.text('The custom field’s name (caption):')).trim())}`;
  return await prompt.search(`Which part of ${field.slice(0, -1)}?`, find(field));
}

/** What a half-written name may mean. A path that only leads on is offered where the field is nothing as a whole. */
function fieldChoices(
  typed: string,
  shape: RecordShape,
  options: { dialect: 'where' | 'orderBy'; order: readonly string[] },
): Choice<string>[] {
  const { candidates } = complete(typed, typed.length, shape, options);
  const names = new Set(candidates.map(({ text }) => text));
  const offered = candidates.filter(
    ({ text, kind }) => kind === 'field' && !(text.endsWith('/') && names.has(text.slice(0, -1))),
  );
  const widest = Math.max(...offered.map(({ text }) => text.length));
  return offered.map(({ text, note }) => ({
    value: text,
    short: text,
    name: note === undefined ? text : `${text.padEnd(widest)}  ${note}`,
  }));
}
