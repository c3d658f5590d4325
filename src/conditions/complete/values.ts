import type { Field } from '../../catalog/model.js';
import { contentOf, labelsOf } from './fields.js';
import { longest, pick, type Candidate, type CompleteOptions, type Offer } from './completion.js';
import { quoteText } from '../quote.js';
import { slashPath } from '../spelling.js';
import { kindOf, lookUp, type RecordShape, type ValueKind } from '../shape.js';

/** What a value is compared with, and how. */
export interface Comparing {
  field: Field | undefined;
  kind: ValueKind;
  /** In lower case. */
  operator: string;
  /** It is one of several in parentheses. */
  inList: boolean;
}

/** What the catalog knows of the field that a path names; `any` where it knows nothing. */
export function fieldAt(
  path: string,
  shape: RecordShape,
): { field: Field | undefined; kind: ValueKind } {
  if (path.length > longest) return { field: undefined, kind: 'any' };
  const found = lookUp(slashPath(path), shape);
  return found.kind === 'found'
    ? { field: found.field, kind: kindOf(found.field) }
    : { field: undefined, kind: 'any' };
}

/** Values of a condition: text in quotes, dates in brackets. */
export function literalsFor(
  word: string,
  comparing: Comparing,
  options: CompleteOptions,
): Candidate[] {
  const mark = /^["'[]/.exec(word)?.[0];
  const offers = [...known(comparing, options)].filter(
    ({ form }) =>
      mark === undefined ||
      (mark === '[' ? form === 'date' : form === 'text' || form === 'opening'),
  );
  const inner = mark === undefined ? word : word.slice(1);
  // A quote or a bracket that only opens is no help to whoever has begun to write.
  const wanted = word === '' ? offers : offers.filter(({ form }) => form !== 'opening');
  return pick(
    inner,
    wanted.map(({ text, form, note }) => {
      const offer: Offer = { text: written(text, form, mark), kind: 'value', match: text };
      return note === undefined ? offer : { ...offer, note };
    }),
  );
}

/** Values of --where, which takes no quotes and no brackets. */
export function bareValuesFor(
  word: string,
  comparing: Comparing,
  options: CompleteOptions,
): Candidate[] {
  const offers = known(comparing, options).filter(({ form }) => form !== 'opening');
  const isMember = comparing.field?.schema === 'MemberReference';
  const own: Known[] = isMember
    ? [{ text: 'me', form: 'word', note: 'the member of CWM_MEMBER' }]
    : [];
  return pick(
    word.replace(/^["'[]/, ''),
    [...own, ...offers].map(({ text, note }) => {
      const shown = comparing.inList && /[,\s]/.test(text) ? quoteText(text) : text;
      const offer: Offer = { text: shown, kind: 'value', match: text };
      return note === undefined ? offer : { ...offer, note };
    }),
  );
}

/** What a value has to be, in words. */
export function expected(
  { field, kind, operator }: Comparing,
  shape: RecordShape,
  dialect: CompleteOptions['dialect'],
): string {
  const isWhere = dialect === 'where';
  if (operator.endsWith('like')) return `text${isWhere ? '' : ' in quotes'}, % for any letters`;
  if (kind === 'text') return isWhere ? 'text' : 'text in quotes';
  if (kind === 'date') return isWhere ? 'a date' : 'a date in [ ]';
  if (kind === 'reference' && field !== undefined)
    return isWhere ? `its ${labelsOf(field, shape)}` : 'null; compare its members with values';
  return field === undefined ? 'a value' : contentOf(field, shape);
}

interface Known {
  text: string;
  form: 'text' | 'date' | 'word' | 'opening';
  note?: string;
}

function known(comparing: Comparing, { today }: CompleteOptions): Known[] {
  const { kind, field, operator, inList } = comparing;
  const nothing: Known[] = /^(?:=|==|!=|<>|eq|ne)$/.test(operator)
    ? [{ text: 'null', form: 'word', note: 'empty' }]
    : [];
  const quote: Known = { text: '"', form: 'opening', note: 'text in quotes' };
  const isMatch = /(?:contains|like|~)$/.test(operator);
  switch (kind) {
    case 'enum':
      return [
        ...(field?.allowed ?? []).map((text) => ({ text, form: 'text' as const })),
        ...nothing,
      ];
    case 'boolean':
      return [...booleans, ...nothing];
    case 'date':
      return [...dates(inList, today), ...nothing];
    case 'text':
      return [quote, ...nothing];
    case 'any':
      return isMatch ? [quote] : [quote, ...nothing, ...booleans, ...dates(inList, today)];
    case 'integer':
    case 'number':
    case 'reference':
    case 'list':
      return nothing;
  }
}

const booleans: readonly Known[] = [
  { text: 'true', form: 'word' },
  { text: 'false', form: 'word' },
];

/** A list takes points in time alone, since a day is a stretch of it. */
function dates(points: boolean, today: string | undefined): Known[] {
  const written: Known[] = today === undefined ? [] : [{ text: today, form: 'date', note: iso }];
  const opening: Known = { text: '[', form: 'opening', note: iso };
  return points ? [...written, opening] : [...relative, ...written, opening];
}

const iso = 'year-month-day; a time may follow: 2026-01-31T18:04:26Z';

const relative: readonly Known[] = [
  { text: 'today', form: 'date' },
  { text: 'yesterday', form: 'date' },
  { text: '-7d', form: 'date', note: 'seven days ago; w, mo, y, h and m (minutes) too' },
  { text: '-2h', form: 'date', note: 'two hours ago' },
  { text: 'now', form: 'date' },
  { text: 'this week', form: 'date' },
  { text: 'last week', form: 'date' },
  { text: 'this month', form: 'date' },
  { text: 'last month', form: 'date' },
  { text: 'this year', form: 'date' },
];

function written(text: string, form: Known['form'], mark: string | undefined): string {
  if (form === 'date') return `[${text}]`;
  if (form !== 'text') return text;
  return mark === "'" && !/['\\]/.test(text) ? `'${text}'` : quoteText(text);
}
