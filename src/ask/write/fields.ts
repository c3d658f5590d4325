import type { Catalog } from '../../catalog/catalog.js';
import type { Endpoint, Field } from '../../catalog/model.js';
import { splitCase } from '../../catalog/words.js';
import type { Lore } from '../phrases.js';
import { phrasePattern, plain } from '../phrase-pattern.js';

/** A body's fields by what people call them. */
export interface FieldWords {
  /** Those that a phrase may mean, the likeliest first. */
  find: (phrase: string) => Field[];
  named: (name: string) => Field | undefined;
  /** Source of a pattern for the phrases that the sentence holds. */
  pattern: string;
  fields: readonly Field[];
  membersOf: (schema: string) => readonly Field[];
}

/** What people say of fields, whatever the record: the first that it has is meant. */
const common: Readonly<Record<string, readonly string[]>> = {
  title: ['summary', 'name', 'title', 'description'],
  subject: ['summary', 'name', 'subject'],
  summary: ['summary', 'name', 'description'],
  'due date': ['requiredDate', 'dueDate', 'estimatedEnd'],
  due: ['requiredDate', 'dueDate', 'estimatedEnd', 'dateStart'],
  deadline: ['requiredDate', 'dueDate', 'estimatedEnd'],
  'required by': ['requiredDate'],
  owner: ['owner', 'assignTo', 'manager', 'primarySalesRep', 'salesRep', 'member'],
  assignee: ['owner', 'assignTo', 'member', 'manager', 'primarySalesRep'],
  'assigned to': ['owner', 'assignTo', 'member', 'manager', 'primarySalesRep', 'salesRep'],
  'owned by': ['owner', 'assignTo', 'member'],
  technician: ['owner', 'member', 'assignTo'],
  tech: ['owner', 'member', 'assignTo'],
  engineer: ['owner', 'member', 'assignTo'],
  'managed by': ['manager'],
  'project manager': ['manager'],
  'sales rep': ['primarySalesRep', 'salesRep'],
  'sales representative': ['primarySalesRep', 'salesRep'],
  'account manager': ['territoryManager'],
  'close date': ['expectedCloseDate'],
  'expected close': ['expectedCloseDate'],
  'expected to close': ['expectedCloseDate'],
  closing: ['expectedCloseDate'],
  client: ['company'],
  customer: ['company', 'customerCompany'],
  account: ['company'],
  vendor: ['vendorCompany', 'vendor'],
  supplier: ['vendorCompany', 'vendor'],
  start: ['startDate', 'dateStart', 'timeStart', 'estimatedStart'],
  starts: ['startDate', 'dateStart', 'estimatedStart'],
  starting: ['startDate', 'dateStart', 'estimatedStart'],
  'start date': ['startDate', 'dateStart', 'estimatedStart', 'estimatedStartDate'],
  end: ['endDate', 'dateEnd', 'timeEnd', 'estimatedEnd'],
  ends: ['endDate', 'dateEnd', 'estimatedEnd'],
  ending: ['endDate', 'dateEnd', 'estimatedEnd'],
  expires: ['warrantyExpirationDate', 'expirationDate', 'endDate'],
  'end date': ['endDate', 'dateEnd', 'estimatedEnd'],
  expiry: ['warrantyExpirationDate', 'expirationDate', 'endDate'],
  'expiration date': ['expirationDate', 'warrantyExpirationDate', 'endDate'],
  'warranty end': ['warrantyExpirationDate'],
  'warranty expiry': ['warrantyExpirationDate'],
  budget: ['budgetHours'],
  hours: ['actualHours', 'hours', 'budgetHours'],
  qty: ['quantity'],
  phone: ['phoneNumber', 'defaultPhone', 'officePhone'],
  'phone number': ['phoneNumber', 'defaultPhoneNbr'],
  fax: ['faxNumber'],
  'zip code': ['zip'],
  'postal code': ['zip'],
  postcode: ['zip'],
  street: ['addressLine1'],
  address: ['addressLine1'],
  url: ['website'],
  'job title': ['title'],
  position: ['title'],
  subtype: ['subType', 'subtype'],
  prio: ['priority'],
  'first name': ['firstName'],
  'last name': ['lastName'],
  surname: ['lastName'],
  billing: ['billableOption'],
  asset: ['configuration'],
  note: ['notes'],
  comment: ['notes'],
  details: ['initialDescription', 'notes'],
  'initial description': ['initialDescription'],
  'internal analysis': ['initialInternalAnalysis'],
  description: ['description', 'initialDescription'],
};

/** First words of names that mean something by themselves in a sentence. */
const tooPlain = new Set(
  'is has date no where can do use bill add to at from last default time hide not allow my all type in on of id include send auto by days lead service'.split(
    ' ',
  ),
);

/** Fields that the server alone writes. */
const ownByServer = new Set(['id', '_info', 'mobileGuid', 'connectWiseId']);

/** The fields of a body that an endpoint takes, by what people call them. */
export function fieldWords(
  catalog: Catalog,
  endpoint: Endpoint,
  { lore, text }: { lore: Lore; text: string },
): FieldWords {
  const known = gathered.get(catalog) ?? new Map<number, Gathered>();
  gathered.set(catalog, known);
  const { fields, phrases } = known.get(endpoint.id) ?? gather(catalog, endpoint, lore);
  known.set(endpoint.id, { fields, phrases });
  const words = plain(text);
  const present = [...phrases.keys()].filter((phrase) => words.includes(phrase));
  return {
    find: (phrase) => phrases.get(plain(phrase)) ?? [],
    named: (name) => fields.find((field) => field.name === name),
    pattern: present.length === 0 ? '(?!)' : phrasePattern(present),
    fields,
    membersOf: (name) => catalog.fields(name),
  };
}

interface Gathered {
  fields: readonly Field[];
  phrases: ReadonlyMap<string, Field[]>;
}

const gathered = new WeakMap<Catalog, Map<number, Gathered>>();

function gather(catalog: Catalog, endpoint: Endpoint, lore: Lore): Gathered {
  const schema =
    endpoint.method === 'PATCH' ? endpoint.response.payload?.schema : endpoint.body?.schema;
  const all = catalog.fields(schema ?? '');
  // What a person is reached by stands in a list, and the rest follows from it.
  const reached = all.some(({ name }) => name === 'communicationItems');
  const hasStatus = all.some(({ name, schema: one }) => name === 'status' && one !== undefined);
  const isOwn = (name: string) =>
    ownByServer.has(name) ||
    (reached && name.startsWith('defaultPhone')) ||
    (hasStatus && name === 'closedFlag');
  const fields = all.filter(({ name }) => !isOwn(name));
  const byName = new Map(fields.map((field) => [field.name, field]));
  const phrases = new Map<string, Field[]>();
  const add = (phrase: string, field: Field | undefined) => {
    const at = phrases.get(plain(phrase)) ?? [];
    if (field !== undefined && !at.includes(field)) phrases.set(plain(phrase), [...at, field]);
  };
  for (const field of fields) {
    add(field.name, field);
    add(wordsOf(field.name).join(' '), field);
  }
  const said = { ...lore.fields, ...lore.kinds, ...lore.amounts };
  for (const [phrase, path] of Object.entries(said))
    if (phrase !== '') add(phrase, byName.get(path.split('/')[0] ?? ''));
  for (const [phrase, names] of Object.entries(common))
    add(
      phrase,
      names.map((name) => byName.get(name)).find((one) => one !== undefined),
    );
  for (const [phrase, field] of abbreviations(fields)) if (!phrases.has(phrase)) add(phrase, field);
  return { fields, phrases };
}

/** Beginnings of names that only one field has: `warranty` for warrantyExpirationDate. */
function abbreviations(fields: readonly Field[]): Map<string, Field> {
  const found = new Map<string, Field | undefined>();
  for (const field of fields) {
    const words = wordsOf(field.name);
    for (let length = 1; length < words.length; length++) {
      const start = words.slice(0, length).join(' ');
      if (length === 1 && tooPlain.has(start)) continue;
      found.set(start, found.has(start) ? undefined : field);
    }
  }
  return new Map([...found].flatMap(([start, one]) => (one === undefined ? [] : [[start, one]])));
}

function wordsOf(name: string): string[] {
  return splitCase(name).map((word) => word.toLowerCase());
}
