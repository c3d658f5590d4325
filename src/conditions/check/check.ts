import { didYouMean, listed } from '../../text/nearest.js';
import { checkCustomField } from './custom-field.js';
import { infoPath, unknownField, type Unknown } from './name.js';
import { checkValue } from './value.js';
import { doubt, fault, type Finding } from './finding.js';
import { printCondition } from '../print.js';
import { kindOf, lookUp, type RecordShape } from '../shape.js';
import { comparisonsOf, isNullCheck, type Comparison, type Condition, type In } from '../tree.js';

export type { Finding } from './finding.js';

/** The parameters that take a condition. */
export type FilterName =
  'conditions' | 'childConditions' | 'customFieldConditions' | 'unlessExists';

/** Checks names, operators and values of a condition against the records that it chooses among; in text order. */
export function checkCondition(
  name: FilterName,
  condition: Condition,
  shape: RecordShape,
): Finding[] {
  return comparisonsOf(condition)
    .flatMap((comparison) => checkComparison(name, comparison, shape))
    .sort((a, b) => a.at.start - b.at.start);
}

function checkComparison(name: FilterName, comparison: Comparison, shape: RecordShape): Finding[] {
  switch (name) {
    case 'conditions':
    case 'unlessExists':
      return checkOwn(name, comparison, shape);
    case 'childConditions':
      return [...checkChild(comparison, shape), ...refuseIn('--child-conditions', comparison)];
    case 'customFieldConditions':
      return [
        ...checkCustomField(comparison, shape),
        ...refuseIn('--custom-field-conditions', comparison),
      ];
  }
}

/** The parameters that look at the record itself. */
type OwnName = 'conditions' | 'unlessExists';

/** A comparison with a field of the record itself, or of what it refers to. */
function checkOwn(
  name: 'conditions' | 'unlessExists',
  comparison: Comparison,
  shape: RecordShape,
): Finding[] {
  const { field } = comparison;
  const info = infoPath(field);
  if (info !== undefined) return [info];
  if (/^customFields(?:\/|$)/i.test(field.path) && !isNullCheck(comparison))
    return [inCustomFields(name, comparison)];
  const found = lookUp(field.path, shape);
  switch (found.kind) {
    case 'open':
      return [];
    case 'unknown':
      return [unknownHere(comparison, found, shape, name)];
    case 'found':
      return found.list === undefined && !isWholeList(found.field, comparison)
        ? checkValue(comparison, found, shape)
        : [inChild(name, comparison, shape)];
  }
}

/** A comparison with a member of a list that the record has. */
function checkChild(comparison: Comparison, shape: RecordShape): Finding[] {
  const { field } = comparison;
  const info = infoPath(field);
  if (info !== undefined) return [info];
  const found = lookUp(field.path, shape);
  if (found.kind === 'open') return [];
  if (found.kind === 'unknown') {
    const inLists = found.before === '' ? membersOfLists(field.path, shape) : [];
    if (inLists.length === 0) return [unknownHere(comparison, found, shape, 'childConditions')];
    const hint = `Name the list before it: ${listed(inLists, 'or')}.`;
    return [
      doubt(field, `"${field.path}" is not a field that the catalog knows; sent as it is`, hint),
    ];
  }
  if (found.list !== undefined) return checkValue(comparison, found, shape);
  if (kindOf(found.field) === 'list')
    return isWholeList(found.field, comparison) ? [wholeList(comparison, shape)] : [];
  return [inNoList(comparison)];
}

function inNoList(comparison: Comparison): Finding {
  const { field } = comparison;
  const hint = `Write it in --conditions: ${printCondition(comparison)}`;
  return fault(field, `${field.path} is in no list, which --child-conditions is for`, hint);
}

/** An unknown name; where what it may mean goes into another parameter, with that and the whole clause. */
function unknownHere(
  comparison: Comparison,
  unknown: Unknown,
  shape: RecordShape,
  name: 'conditions' | 'unlessExists' | 'childConditions',
): Finding {
  const near = unknown.near.filter((path) => inList(path, shape) === (name === 'childConditions'));
  const [other] = unknown.near;
  if (near.length > 0 || other === undefined)
    return unknownField(comparison.field, { ...unknown, near });
  const meant = withPath(comparison, other);
  const { message, hint = '' } =
    name === 'childConditions' ? inNoList(meant) : inChild(name, meant, shape);
  return unknownField(
    comparison.field,
    unknown,
    `${didYouMean([other]) ?? ''} ${message}. ${hint}`,
  );
}

/** Whether a path leads into a list, or is one of records. */
function inList(path: string, shape: RecordShape): boolean {
  const found = lookUp(path, shape);
  if (found.kind !== 'found') return false;
  return (
    found.list !== undefined || (kindOf(found.field) === 'list' && found.field.schema !== undefined)
  );
}

/** A list of records compared as a whole; whether a list of plain values may be, nobody knows. */
function isWholeList(field: Parameters<typeof kindOf>[0], comparison: Comparison): boolean {
  return kindOf(field) === 'list' && field.schema !== undefined && !isNullCheck(comparison);
}

function inChild(name: OwnName, comparison: Comparison, shape: RecordShape): Finding {
  const { field } = comparison;
  const found = lookUp(field.path, shape);
  const list = found.kind === 'found' ? (found.list ?? found.path) : field.path;
  const paths = memberPaths(comparison, shape);
  const clause = printCondition(withPath(comparison, paths[0] ?? field.path));
  return fault(field, `${list} is a list`, elsewhere(name, '--child-conditions', clause));
}

/** What belongs into another parameter; a POST that looks first has none. */
function elsewhere(name: OwnName, flag: string, clause: string): string {
  return name === 'conditions'
    ? `Write this in ${flag}: ${clause}`
    : `--unless-exists takes conditions alone. Look first with a GET, and write this in ${flag}: ${clause}`;
}

function wholeList(comparison: Comparison, shape: RecordShape): Finding {
  const clauses = memberPaths(comparison, shape).map((path) =>
    printCondition(withPath(comparison, path)),
  );
  const hint = `Compare a member of it: ${listed(clauses, 'or')}`;
  return fault(comparison.field, `${comparison.field.path} is a list`, hint);
}

/** The path itself where it leads to a member of a list; else the telling members of the list that it is. */
function memberPaths({ field }: Comparison, shape: RecordShape): string[] {
  const found = lookUp(field.path, shape);
  if (found.kind !== 'found' || found.list !== undefined || found.field.schema === undefined)
    return [field.path];
  const names = shape.membersOf(found.field.schema).map(({ name }) => name);
  const telling = ['value', 'name', 'id'].filter((name) => names.includes(name));
  return (telling.length > 0 ? telling : names).slice(0, 2).map((name) => `${field.path}/${name}`);
}

function inCustomFields(name: OwnName, comparison: Comparison): Finding {
  const last = comparison.field.path.split('/').slice(1).join('/').toLowerCase();
  const written = printCondition(withPath(comparison, last === 'caption' ? 'caption' : 'value'));
  const clause = last === 'caption' ? `${written} and value=…` : `caption="…" and ${written}`;
  return fault(
    comparison.field,
    'custom fields have conditions of their own',
    elsewhere(name, '--custom-field-conditions', clause),
  );
}

/** `name` where a list of the record has members of that name: `types/name`. */
function membersOfLists(name: string, { fields, membersOf }: RecordShape): string[] {
  return fields.flatMap(({ name: list, type, schema }) =>
    type === 'array' && schema !== undefined && list !== 'customFields'
      ? membersOf(schema)
          .filter((member) => member.name.toLowerCase() === name.toLowerCase())
          .map((member) => `${list}/${member.name}`)
      : [],
  );
}

/** Most values that a hint spells out. */
const mostValues = 12;

/** The vendor's guide has `in` for conditions alone. */
function refuseIn(flag: string, comparison: Comparison): Finding[] {
  if (comparison.kind !== 'in') return [];
  return [fault(comparison, `in does not exist in ${flag}`, `Write ${spelledOut(comparison)}`)];
}

function spelledOut({ field, negated, values }: In): string {
  const one = (value: In['values'][number]) =>
    printCondition({ kind: 'compare', field, operator: negated ? '!=' : '=', value });
  const terms = values.slice(0, mostValues).map(one);
  const more = values.length > mostValues ? ['…'] : [];
  const text = [...terms, ...more].join(negated ? ' and ' : ' or ');
  return terms.length === 1 ? text : `(${text})`;
}

function withPath(comparison: Comparison, path: string): Comparison {
  return { ...comparison, field: { path } };
}
