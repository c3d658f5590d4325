import type { Field } from './model.js';

/** Members that say what a record is, in the order in which a person wants them. */
const telling = [
  'id',
  'identifier',
  'name',
  'summary',
  'firstName',
  'lastName',
  'title',
  'description',
  'text',
  'notes',
  'caption',
  'invoiceNumber',
  'timeStart',
  'board',
  'status',
  'company',
  'priority',
  'owner',
  'ticket',
  'member',
  'contact',
  'date',
  'dateStart',
  'startDate',
  'actualHours',
  'hours',
  'dateCreated',
  'createdBy',
  'type',
  'manager',
  'product',
  'quantity',
  'total',
  'balance',
  'agreement',
  'closedFlag',
  'inactiveFlag',
];

const most = 7;

/** Default columns of a list: `id`, then what names a record and where it stands; references by their name. */
export function defaultColumns(
  fields: readonly Field[],
  referenceFields: (schema: string) => readonly Field[],
): string[] {
  const byName = new Map(fields.map((field) => [field.name, field]));
  const chosen = telling.filter((name) => byName.has(name)).slice(0, most);
  const shown =
    chosen.length > 2
      ? chosen
      : fields
          .filter(({ type, name }) => type !== 'array' && name !== '_info')
          .map(({ name }) => name)
          .slice(0, most);
  return shown.map((name) => columnOf(byName.get(name), name, referenceFields));
}

function columnOf(
  field: Field | undefined,
  name: string,
  referenceFields: (schema: string) => readonly Field[],
): string {
  if (field?.schema === undefined || field.type !== 'object') return name;
  const inner = referenceFields(field.schema).map((one) => one.name);
  const label = ['name', 'identifier', 'summary'].find((one) => inner.includes(one));
  return label === undefined ? name : `${name}.${label}`;
}
