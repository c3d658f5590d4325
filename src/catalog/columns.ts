import type { Field } from './model.js';

/** Members that say what a record is, in the order in which a person wants them. */
export const telling = [
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

/** Where the general order tells too little: by schema, in the order in which they are shown. */
const chosenFor: Record<string, readonly string[]> = {
  Company: ['id', 'identifier', 'name', 'status', 'city', 'phoneNumber', 'territory'],
  Contact: ['id', 'firstName', 'lastName', 'company', 'title', 'defaultPhoneNbr', 'inactiveFlag'],
  Member: ['id', 'identifier', 'firstName', 'lastName', 'title', 'officeEmail', 'inactiveFlag'],
  TimeEntry: ['id', 'timeStart', 'actualHours', 'member', 'company', 'ticket', 'notes'],
  ServiceNote: ['id', 'dateCreated', 'createdBy', 'text'],
  ScheduleEntry: ['id', 'name', 'member', 'dateStart', 'dateEnd', 'type', 'status'],
  Invoice: ['id', 'invoiceNumber', 'type', 'company', 'date', 'total', 'balance'],
  Agreement: ['id', 'name', 'type', 'company', 'startDate', 'endDate', 'agreementStatus'],
  Activity: ['id', 'name', 'type', 'status', 'company', 'assignTo', 'dateStart'],
  Opportunity: ['id', 'name', 'stage', 'status', 'company', 'primarySalesRep', 'expectedCloseDate'],
  Project: ['id', 'name', 'status', 'company', 'manager', 'estimatedEnd', 'percentComplete'],
  ExpenseEntry: ['id', 'date', 'amount', 'member', 'company', 'type', 'notes'],
  DocumentInfo: ['id', 'title', 'fileName', 'size', 'owner', 'documentType'],
  CatalogItem: ['id', 'identifier', 'description', 'price', 'cost', 'vendor', 'inactiveFlag'],
  Addition: [
    'id',
    'product',
    'description',
    'quantity',
    'unitPrice',
    'extPrice',
    'agreementStatus',
  ],
  PurchaseOrder: ['id', 'poNumber', 'status', 'vendorCompany', 'poDate', 'total', 'closedFlag'],
};

/** Fields in the order in which a person is likely to want them, for records of a schema. */
export function tellingOrder(schema: string | null): string[] {
  const next = telling.indexOf('owner') + 1;
  const general = [
    ...telling.slice(0, next),
    'closedFlag',
    'inactiveFlag',
    'dateEntered',
    'lastUpdated',
    ...telling.slice(next),
  ];
  return [...new Set([...(chosenFor[schema ?? ''] ?? []), ...general])];
}

/** Default columns of a list: `id`, then what names a record and where it stands; references by their name. */
export function defaultColumns(
  fields: readonly Field[],
  referenceFields: (schema: string) => readonly Field[],
  schema = '',
): string[] {
  const byName = new Map(fields.map((field) => [field.name, field]));
  const order = Object.hasOwn(chosenFor, schema) ? (chosenFor[schema] ?? telling) : telling;
  const chosen = order.filter((name) => byName.has(name)).slice(0, most);
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
