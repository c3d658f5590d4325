import type { Field } from '../catalog/model.js';
import { filterable, kindOf, type RecordShape } from '../conditions/shape.js';
import { deriveStates } from './derive-states.js';
import { deriveWhen } from './derive-when.js';
import type { Lore } from './phrases.js';
import { spokenName } from './spoken-name.js';

type Derived = Pick<Lore, 'states' | 'when' | 'who' | 'kinds' | 'amounts' | 'text' | 'company'>;

/** What is said of records as far as the names and kinds of their fields tell. */
export function deriveLore(shape: RecordShape): Derived {
  const fields = shape.fields.filter(({ name }) => name !== '_info' && name !== 'id');
  const company = companyOf(fields);
  return {
    states: deriveStates(shape),
    when: deriveWhen(shape),
    who: deriveWho(shape),
    kinds: deriveKinds(fields),
    amounts: deriveAmounts(fields),
    text: ['summary', 'name', 'title', 'subject', 'description', 'notes', 'text'].filter((name) =>
      fields.some((field) => field.name === name && kindOf(field) === 'text'),
    ),
    ...(company === undefined ? {} : { company }),
  };
}

/** The orders that follow from what a date and an amount are called: newest, largest, by name. */
export function deriveOrder(
  { when, amounts, text }: Lore,
  shape: RecordShape,
): Record<string, string> {
  const order: Record<string, string> = {};
  const add = (words: string, by: string) => {
    for (const word of words.split(',')) order[word] = by;
  };
  const id = shape.fields.find(({ name }) => name === 'id')?.name;
  const date = when[''] ?? id;
  if (date !== undefined) {
    add('newest,latest,most recent,newest first,latest first,most recent first', `${date} desc`);
    add('oldest,earliest,oldest first,earliest first', `${date} asc`);
  }
  if (when['updated'] !== undefined) {
    add('recently updated,last updated,most recently updated', `${when['updated']} desc`);
    add('least recently updated', `${when['updated']} asc`);
  }
  const [amount] = Object.values(amounts);
  if (amount !== undefined) {
    add('biggest,largest,highest', `${amount} desc`);
    add('smallest,lowest', `${amount} asc`);
    if (/hours/i.test(amount)) {
      add('longest', `${amount} desc`);
      add('shortest', `${amount} asc`);
    }
  }
  const [name] = text;
  if (name !== undefined) add('alphabetical,alphabetically', `${name} asc`);
  return order;
}

const ofMembers = /^(?:Member|SchedulingMember)Reference$/;

function deriveWho(shape: RecordShape): Record<string, string> {
  const who: Record<string, string> = {};
  const members = shape.fields.filter(({ schema }) => ofMembers.test(schema ?? ''));
  const hasInfo = shape.fields.some(({ name }) => name === '_info');
  const texts = filterable(shape).filter(
    (field) =>
      kindOf(field) === 'text' &&
      /[a-z]By$/.test(field.name) &&
      (hasInfo || shape.fields.includes(field)),
  );
  for (const { name } of [...members, ...texts]) {
    const spoken = spokenName(name).replace(/ member$/, '');
    for (const words of [spoken, ...(acting.get(spoken) ?? [])]) who[words] ??= name;
  }
  const usual = usualMembers.find((name) => members.some((field) => field.name === name));
  return usual === undefined ? who : { ...who, '': usual };
}

const acting = new Map([
  ['assign to', ['assigned to', 'owned by']],
  ['owner', ['owned by', 'assigned to']],
  ['manager', ['managed by', 'run by', 'led by']],
  ['leader', ['led by']],
  ['team leader', ['led by']],
  ['approver', ['approved by']],
  ['reports to', ['reporting to', 'managed by']],
  ['entered by', ['created by', 'added by', 'opened by', 'made by']],
  ['created by', ['entered by', 'added by', 'made by', 'written by']],
  ['updated by', ['changed by', 'modified by', 'edited by', 'last updated by']],
]);

const usualMembers = ['member', 'owner', 'assignTo', 'manager', 'primarySalesRep', 'salesRep'];

/** References, enumerations and short texts that a value stands beside. */
function deriveKinds(fields: readonly Field[]): Record<string, string> {
  const kinds: Record<string, string> = {};
  for (const field of fields) {
    const kind = kindOf(field);
    const isKind = kind === 'enum' || kind === 'text' || kind === 'reference';
    if (!isKind || ofMembers.test(field.schema ?? '') || longTexts.test(field.name)) continue;
    const spoken = spokenName(field.name);
    kinds[spoken] ??= field.name;
    const alone = spoken.replace(/ reference$/, '');
    kinds[alone] ??= field.name;
  }
  return kinds;
}

const longTexts = /notes?$|description|comment|text|message|instructions|by$|^(?:name|summary)$/i;

function deriveAmounts(fields: readonly Field[]): Record<string, string> {
  const amounts: Record<string, string> = {};
  const numbers = fields.filter(
    (field) =>
      (kindOf(field) === 'number' || kindOf(field) === 'integer') &&
      !/(?:id|order|order\d*|number)$/i.test(field.name),
  );
  const rank = ({ name }: Field) => {
    const at = mainAmounts.indexOf(name);
    return at < 0 ? mainAmounts.length : at;
  };
  for (const { name } of numbers.toSorted((one, other) => rank(one) - rank(other)))
    amounts[spokenName(name)] ??= name;
  return amounts;
}

/** What biggest and smallest are said of, the likeliest first. */
const mainAmounts = [
  'total',
  'amount',
  'balance',
  'price',
  'billAmount',
  'hours',
  'actualHours',
  'quantity',
];

function companyOf(fields: readonly Field[]): string | undefined {
  const companies = fields.filter(({ schema }) => schema === 'CompanyReference');
  const named = (name: string) => companies.find((field) => field.name === name)?.name;
  return named('company') ?? named('customerCompany') ?? named('vendorCompany');
}
