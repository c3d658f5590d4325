import { infoFields, kindOf, looksDated, type RecordShape } from '../conditions/shape.js';
import { spokenName } from './spoken-name.js';

/** What people say of a date, by the word that its name has for it. */
const said: readonly [RegExp, readonly string[]][] = [
  [/\b(?:entered|created|created on)\b/, ['entered', 'created', 'added', 'made', 'new']],
  [/\b(?:updated|modified)\b/, ['updated', 'changed', 'modified', 'edited', 'touched']],
  [/\b(?:purchase|purchased)\b/, ['purchased', 'bought']],
  [/\border\b/, ['ordered', 'placed']],
  [/\binstallation\b/, ['installed']],
  [/\b(?:expiration|expires|expire|expiry)\b/, ['expiring', 'expires', 'expire', 'expired']],
  [
    /\b(?:start|starting|begin|beginning)\b/,
    ['started', 'starting', 'starts', 'beginning', 'begun'],
  ],
  [/\b(?:end|ending)\b/, ['ended', 'ending', 'ends']],
  [/\b(?:due|deadline)\b/, ['due']],
  [/\b(?:close|closed)\b/, ['closed', 'finished', 'completed']],
  [/\b(?:cancel|cancelled|canceled)\b/, ['cancelled', 'canceled']],
  [/\b(?:ship|shipping|shipment|shipped)\b/, ['shipped']],
  [/\breceived\b/, ['received']],
  [/\beffective\b/, ['effective']],
  [/\bhire\b/, ['hired']],
  [/\bdeleted\b/, ['deleted']],
  [/\binactive|inactivated\b/, ['deactivated', 'inactivated']],
  [/\bacquired\b/, ['acquired']],
  [/\bpayment\b/, ['paid']],
  [/\blogin\b/, ['logged in']],
  [/\bbirth ?day\b/, ['born', 'birthday']],
  [/\bran\b/, ['ran', 'run']],
];

/** Dates that are meant where no verb is said, the likeliest first. */
const unsaid = [
  'date',
  'dateEntered',
  'dateCreated',
  'createdOnDate',
  'enteredDate',
  'dateStart',
  'startDate',
  'timeStart',
  'startTime',
  'effectiveDate',
];

/** The dates of records by what is said beside them, as their names tell. */
export function deriveWhen(shape: RecordShape): Record<string, string> {
  const own = shape.fields.filter(
    (field) =>
      kindOf(field) === 'date' ||
      (kindOf(field) === 'text' && looksDated(field) === 'perhaps' && !/Time$/.test(field.name)),
  );
  // A mere reference to a record tells nothing of when it was made.
  const hasInfo =
    shape.fields.some(({ name }) => name === '_info') && !/Reference$/.test(shape.schema ?? '');
  const info = hasInfo ? infoFields.filter(({ format }) => format === 'date-time') : [];
  const when: Record<string, string> = {};
  for (const { name } of [...own, ...info]) {
    const spoken = spokenName(name);
    const bare = spoken
      .replaceAll(/\b(?:date|time)\b/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim();
    for (const words of [spoken, bare, `${bare} date`, `date ${bare}`])
      if (bare !== '') when[words] ??= name;
    for (const [pattern, verbs] of said)
      if (pattern.test(bare)) for (const verb of verbs) when[verb] ??= name;
  }
  const names = [...own, ...info].map(({ name }) => name);
  const usual = unsaid.find((name) => names.includes(name));
  return usual === undefined ? when : { ...when, '': usual };
}
