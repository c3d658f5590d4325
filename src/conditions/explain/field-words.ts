import { kindOf, lookUp, type RecordShape, type ValueKind } from '../shape.js';

export interface FieldWords {
  /** `budget hours`, `board name`; what the catalog does not know, and a flag, as it is written. */
  words: string;
  /** As the schema spells it, else as written. */
  path: string;
  kind: ValueKind;
  isDay: boolean;
}

/** A field as words. */
export function fieldWords(path: string, shape: RecordShape): FieldWords {
  const found = lookUp(path.replace(/^_info\/(?=\w+$)/i, ''), shape);
  if (found.kind !== 'found') return { words: path, path, kind: 'any', isDay: shape.isDay(path) };
  const kind = kindOf(found.field);
  const spelt = found.path.replace(/^_info\//, '');
  const words = kind === 'boolean' ? spelt : spelt.split('/').map(camelWords).join(' ');
  return { words, path: spelt, kind, isDay: shape.isDay(found.path) };
}

/** `closedDate` → `closed date`, `slaStatusURL` → `sla status URL`. */
export function camelWords(name: string): string {
  return name
    .replaceAll(/([a-z\d])([A-Z])|([A-Z])([A-Z][a-z])/g, (_all, a = '', b = '', c = '', d = '') =>
      [String(a) + String(c), String(b) + String(d)].join(' '),
    )
    .split(' ')
    .map((word) => (/^[A-Z]{2,}\d*$/.test(word) ? word : word.toLowerCase()))
    .join(' ');
}

/** `a closed date`, `an agreement`, `resources`. */
export function withArticle(words: string): string {
  if (/[^su]s$/.test(words)) return words;
  return `${/^(?:[aeio]|un|up)/i.test(words) ? 'an' : 'a'} ${words}`;
}

/** What records are where a flag is true, and where it is false: an adjective where there is one. */
export const flagMeanings: Record<string, Record<'true' | 'false', string>> = {
  closedflag: { true: 'closed', false: 'open' },
  inactiveflag: { true: 'inactive', false: 'active' },
  inactive: { true: 'inactive', false: 'active' },
  activeflag: { true: 'active', false: 'inactive' },
  deletedflag: { true: 'deleted', false: 'not deleted' },
  cancelledflag: { true: 'cancelled', false: 'not cancelled' },
  canceledflag: { true: 'cancelled', false: 'not cancelled' },
  approved: { true: 'approved', false: 'not approved' },
  defaultflag: { true: 'default', false: 'not default' },
  taxableflag: { true: 'taxable', false: 'not taxable' },
  taxable: { true: 'taxable', false: 'not taxable' },
};

/** How records stand to what they refer to, where "whose" says it worse. */
export const referenceLinks: Record<string, string> = {
  status: 'with status',
  priority: 'with priority',
  board: 'on board',
  department: 'in department',
  phase: 'in phase',
  site: 'at site',
  agreement: 'under agreement',
  type: 'of type',
  subtype: 'of subtype',
  project: 'of project',
  contact: 'of contact',
  company: 'of company',
};

/** What was done to a record at a date that lies behind it. */
export const dateVerbs: Record<string, string> = {
  dateentered: 'entered',
  entereddate: 'entered',
  datecreated: 'created',
  lastupdated: 'last updated',
  closeddate: 'closed',
  dateclosed: 'closed',
  dateresolved: 'resolved',
  datedeleted: 'deleted',
};
