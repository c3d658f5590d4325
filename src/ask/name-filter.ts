import type { Field } from '../catalog/model.js';
import { kindOf, lookUp } from '../conditions/shape.js';
import { beginsWith, contains, equals, isOneOf } from './clause.js';
import type { Doubt, Draft, Either, Filter } from './draft.js';
import { either } from './either.js';
import { isUnnamed, withoutLegalForm, type Name } from './names.js';
import type { Subject } from './subject.js';

/** Names as filters of a field. */
export interface NameReading {
  filters: Filter[];
  either?: Either;
  doubts: Doubt[];
  /** What the words became. */
  as: string;
}

/** One of several filters is what a name means. */
interface Meaning {
  choices: Filter[];
  doubt?: Doubt;
}

/** What a field is compared with where it is one of some names, or none of them; undefined where none can be meant. */
export function readNames(
  path: string,
  names: readonly Name[],
  negated: boolean,
  subject: Subject,
): NameReading | undefined {
  const meanings = names.map((name) =>
    meaningOf(ofReference(path, subject), name, negated, subject),
  );
  if (!meanings.every((one) => one !== undefined)) return undefined;
  const doubts = meanings.flatMap(({ doubt }) => (doubt === undefined ? [] : [doubt]));
  const choices = meanings.flatMap((one) => one.choices);
  return reading(joinEquals(choices, path, names, negated), negated, subject, doubts);
}

/** A reference rather than its name alone: what it is compared with is chosen by what it refers to. */
function ofReference(path: string, { shape }: Subject): string {
  const above = path.replace(/\/name$/, '');
  const found = above === path ? undefined : lookUp(above, shape);
  return found?.kind === 'found' && kindOf(found.field) === 'reference' ? above : path;
}

/** Choices as one reading: all where they exclude, one of them where they do not. */
export function reading(
  choices: Filter[],
  negated: boolean,
  { shape }: Subject,
  doubts: Doubt[] = [],
  isDoubt = false,
): NameReading | undefined {
  if (negated || choices.length === 1) {
    const as = choices.map(({ where }) => where).join(' and ');
    return { filters: choices, doubts, as };
  }
  const joined = either(choices, shape, isDoubt);
  if (joined === undefined) return undefined;
  return { filters: [], either: joined, doubts, as: joined.conditions };
}

/** Adds what names are read as; gives what the words became. */
export function addReading(
  draft: Draft,
  { filters, either: one, doubts, as }: NameReading,
): string {
  draft.filters.push(...filters);
  if (one !== undefined) draft.eithers.push(one);
  draft.doubts.push(...doubts);
  return as;
}

/** Several names that are each compared as they are make a list. */
function joinEquals(
  choices: Filter[],
  path: string,
  names: readonly Name[],
  negated: boolean,
): Filter[] {
  const isPlain = choices.every(({ where }, index) => {
    const name = names[index];
    return name !== undefined && where.endsWith(equals('', name.text, negated));
  });
  const target = choices[0]?.where.replace(/ .*$/s, '') ?? path;
  if (names.length < 2 || choices.length !== names.length || !isPlain) return choices;
  const values = names.map(({ text }) => text);
  return [{ where: isOneOf(target, values, negated) }];
}

function meaningOf(
  path: string,
  name: Name,
  negated: boolean,
  subject: Subject,
): Meaning | undefined {
  const named = { field: path, name: name.text };
  const found = lookUp(path, subject.shape);
  if (found.kind !== 'found')
    return path === 'assigned' ? assigned(name, negated, subject) : undefined;
  const { field } = found;
  const one = (where: string, doubt?: Doubt): Meaning => ({
    choices: [{ where, named }],
    ...(doubt !== undefined && { doubt }),
  });
  switch (kindOf(field)) {
    case 'reference':
      if (isUnnamed(name) && somebodys.test(field.schema ?? '')) return undefined;
      return one(referenceClause(found.path, field, name, negated));
    case 'list': {
      const label = listLabel(field, subject);
      if (label === undefined) return undefined;
      return { choices: [{ where: equals(`${found.path}/${label}`, name.text, negated) }] };
    }
    case 'enum': {
      const value = listedValue(name.text, field.allowed ?? []);
      return value === undefined
        ? undefined
        : { choices: [{ where: equals(path, value, negated) }] };
    }
    case 'text':
      if (holdsMember(field)) return memberText(found.path, name, negated);
      return {
        choices: [
          {
            where:
              (wordy.test(field.name) && !name.isQuoted) || name.text.startsWith('@')
                ? contains(found.path, name.text, negated)
                : equals(found.path, name.text, negated),
          },
        ],
      };
    case 'integer':
    case 'number':
      return /^-?\d+(?:\.\d+)?$/.test(name.text)
        ? { choices: [{ where: `${found.path} ${negated ? '!=' : '='} ${name.text}` }] }
        : undefined;
    case 'any':
    case 'boolean':
    case 'date':
      return undefined;
  }
}

/** How people say what a field refers to: companies by how their names begin, members by a part, the rest as it is called. */
function referenceClause(path: string, field: Field, name: Name, negated: boolean): string {
  const { text, isQuoted } = name;
  const schema = field.schema ?? '';
  if (!isQuoted && /^#?\d+$/.test(text) && schema !== 'PriorityReference')
    return `${path} ${negated ? '!=' : '='} ${text.replace('#', '')}`;
  if (isQuoted) return equals(path, text, negated);
  if (schema === 'CompanyReference') return beginsWith(path, withoutLegalForm(text), negated);
  if (schema === 'PriorityReference') return contains(path, priorityText(text), negated);
  if (persons.has(schema))
    return text.includes(' ') ? equals(path, text, negated) : contains(path, text, negated);
  return freelyNamed.test(schema) ? beginsWith(path, text, negated) : equals(path, text, negated);
}

const somebodys = /^(?:Company|Member|SchedulingMember|Contact)Reference$/;

const persons = new Set(['MemberReference', 'ContactReference']);

/** Texts that say more than people do: versions, editions. */
const wordy = /^(?:osType|osInfo|modelNumber)$/;

/** Records whose names are long: people say how they begin, and leave out the Office of a location. */
const freelyNamed =
  /^(?:SystemLocation|Agreement|Project|ProjectPhase|Opportunity|Campaign|Configuration|Ticket|Activity|SalesOrder)Reference$/;

/** Names of priorities say their number: P1 and 1 are Priority 1. */
function priorityText(text: string): string {
  const number = /^(?:p|prio|priority)?\s*#?(\d)$/i.exec(text)?.[1];
  return number === undefined ? text : `Priority ${number}`;
}

function listLabel({ schema }: Field, { shape }: Subject): string | undefined {
  const names = schema === undefined ? [] : shape.membersOf(schema).map(({ name }) => name);
  return ['name', 'identifier'].find((one) => names.includes(one));
}

/** A value as the schema has it: `do not bill` is DoNotBill. */
function listedValue(text: string, allowed: readonly string[]): string | undefined {
  const plain = (one: string) => one.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  return allowed.find((one) => plain(one) === plain(text));
}

/** A text that holds the identifier of a member. */
function holdsMember({ name }: Field): boolean {
  return name.endsWith('By') && name !== 'orderBy';
}

/** Owner or one of the resources, of whom only the identifiers are kept. */
function assigned(name: Name, negated: boolean, { shape }: Subject): Meaning | undefined {
  if (isUnnamed(name)) return undefined;
  const names = shape.fields.map((field) => field.name);
  const named = { field: 'assigned', name: name.text };
  if (names.includes('assignTo')) {
    const where = name.text.includes(' ')
      ? equals('assignTo', name.text, negated)
      : contains('assignTo', name.text, negated);
    return { choices: [{ where, named: { ...named, field: 'assignTo' } }] };
  }
  if (!names.includes('owner') || !names.includes('resources')) return undefined;
  if (name.text.includes(' '))
    return {
      choices: [{ where: equals('owner', name.text, negated), named }],
      doubt: {
        why: `resources are kept by identifier: of "${name.text}" only the owner is compared`,
        weight: 0.9,
      },
    };
  if (name.isQuoted) return { choices: [{ where: equals('assigned', name.text, negated), named }] };
  return {
    choices: ['owner', 'resources'].map((path) => ({
      where: contains(path, name.text, negated),
      named,
    })),
  };
}

function memberText(path: string, name: Name, negated: boolean): Meaning {
  const isIdentifier =
    name.isQuoted || !(name.isProper && /^\p{Lu}\p{Ll}+(?: |$)/u.test(name.text));
  const named = { field: path, name: name.text };
  if (isIdentifier && !name.text.includes(' '))
    return { choices: [{ where: equals(path, name.text, negated), named }] };
  // Identifiers mostly hold the last name.
  const last = name.text.split(' ').at(-1) ?? name.text;
  return {
    choices: [{ where: contains(path, last, negated), named }],
    doubt: { why: `${path} holds identifiers, and "${name.text}" looks like a name`, weight: 0.6 },
  };
}
