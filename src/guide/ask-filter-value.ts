import type { Field } from '../catalog/model.js';
import { expected } from '../conditions/complete/values.js';
import { quoteText } from '../conditions/quote.js';
import type { ValueKind } from '../conditions/shape.js';
import { whereFault, type WhereRules } from '../conditions/where/where.js';
import { askFilterRecord, listFor } from './ask-filter-record.js';
import type { Asking } from './draft.js';
import { faultOf } from './fault-of.js';
import type { Comparing } from './operators-in-words.js';

/** What a value is asked for. */
interface Wanted extends Comparing {
  path: string;
  field: Field | undefined;
  kind: ValueKind;
}

/** The value of a clause: from its list where it has one, a record by its name, else a text, which is asked for again until it can be compared. */
export async function askFilterValue(
  wanted: Wanted,
  rules: WhereRules,
  { catalog, desk }: Asking,
): Promise<string> {
  const { prompt } = desk;
  const { path, field, kind, operator, words, value } = wanted;
  if (value !== undefined) return value;
  const question = `${path} ${words}`;
  if (kind === 'boolean')
    return await prompt.select(question, [
      { name: 'Yes', value: 'true' },
      { name: 'No', value: 'false' },
    ]);
  const records = operator === '=' || operator === '!=' ? listFor(field, catalog) : undefined;
  if (kind === 'reference' && records !== undefined)
    return await askFilterRecord(`${question} (name or id)`, field, records, desk);
  const choices = field?.allowed?.map((one) => ({ name: one, value: one }));
  if (choices !== undefined && isListing(operator)) {
    const chosen = await prompt.checklist(question, choices);
    if (chosen.length > 0) return chosen.map(listElement).join(', ');
  } else if (choices !== undefined) return await prompt.select(question, choices);
  const text = await prompt.text(`${question} (${whatFits(wanted, rules)}):`, {
    check: (given) => wrongIn(`${path} ${operator}`, given.trim(), rules),
  });
  return text.trim();
}

function wrongIn(start: string, text: string, rules: WhereRules): string | undefined {
  return text === '' ? 'Write a value.' : faultOf(() => whereFault(`${start} ${text}`, rules));
}

/** What the value has to be, in words. */
function whatFits({ path, field, kind, operator }: Wanted, { shape }: WhereRules): string {
  if (kind === 'date') return 'such as 2026-01-31, today, -7d';
  const inList = isListing(operator);
  const one =
    path === 'assigned'
      ? 'identifier of a member'
      : expected({ field, kind, operator, inList }, shape, 'where');
  const me = field?.schema === 'MemberReference' ? ', or me' : '';
  return `${one}${me}${inList ? '; several with commas' : ''}`;
}

function isListing(operator: string): boolean {
  return operator === 'in' || operator === 'notin';
}

function listElement(text: string): string {
  return /[,\s()"']/.test(text) ? quoteText(text) : text;
}
