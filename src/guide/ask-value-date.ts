import { bodyDates } from '../actions/relative-dates.js';
import { dateToSend, isDateField, isDateWord } from '../api/body-date.js';
import { fieldAt } from '../api/field-path.js';
import { dayFieldsOf } from '../catalog/day-fields.js';
import type { Field } from '../catalog/model.js';
import type { Writing } from './body-writing.js';

/** The day or time that a word such as `today` stands for now. */
export async function dayMeant(
  { path, field }: { path: string; field: Field },
  text: string,
  { desk: { services }, schema, shape }: Writing,
): Promise<string | undefined> {
  if (!isDateField(field) || !isDateWord(text)) return undefined;
  const owner = fieldAt(path.replaceAll('.', '/'), shape)?.owner;
  const toDate = await bodyDates([{ at: path, text, field, owner }], schema, services);
  const sent = dateToSend({ written: path, text, field, owner }, toDate);
  const { dateWords } = await import('../conditions/explain/date-words.js');
  const isDay = dayFieldsOf(owner ?? schema)(field.name);
  const meant = dateWords(services.clock()).point(sent, isDay);
  return meant === text ? undefined : meant;
}
