import { UsageError } from '../../errors/errors.js';
import { listed } from '../../text/nearest.js';
import { checkCondition, type FilterName } from '../check/check.js';
import { refuseErrors } from '../check/findings.js';
import { readable, spokenFault, syntaxFault } from '../fault.js';
import { filterable, kindOf, lookUp, type RecordShape } from '../shape.js';
import { ConditionSyntaxError } from '../syntax-error.js';
import type { Finding } from '../check/finding.js';
import { comparisonsOf, joined, literalsOf, type Condition } from '../tree.js';
import { fieldClause, type ClauseRules } from './clause.js';
import type { DateReader } from './date.js';
import { assignedClause, referenceClause } from './reference.js';
import { splitWhere, wordOf, wordsOf, type WhereText, type Word } from './text.js';
import { slashPath } from '../spelling.js';
import { isNull, readsAsDate } from './value.js';

export interface WhereRules {
  shape: RecordShape;
  /** Only asked where `mayHoldDate`. */
  readDate: DateReader;
  /** Identifier of the member that `me` stands for; throws ConfigError where nobody is known. */
  me: () => string;
  /** Refuse misspelt names and values of another kind. */
  check: boolean;
}

export interface Built {
  /** The parameter that takes such a clause. */
  parameter: Exclude<FilterName, 'unlessExists'>;
  condition: Condition;
  /** What is sent though it looks wrong. */
  warnings: string[];
}

/**
 * One `--where`: a field, an operator and a value, which is never read as anything else. Throws UsageError that shows
 * the place.
 */
export function buildWhere(text: string, rules: WhereRules): Built {
  if (text.trim() === '')
    throw new UsageError('--where is empty.', {
      hint: "Write a field, an operator and a value: --where 'status/name = New'. An empty variable may stand there.",
    });
  return readable('--where', text, () => {
    const { findings, ...built } = read(text, rules);
    refuseErrors('--where', text, findings);
    return built;
  });
}

/** What is wrong with one `--where`, for somebody who has just typed its value; undefined where nothing is. */
export function whereFault(text: string, rules: WhereRules): string | undefined {
  try {
    const wrong = read(text, rules).findings.find(({ severity }) => severity === 'error');
    return wrong === undefined ? undefined : spokenFault(wrong);
  } catch (error) {
    if (!(error instanceof ConditionSyntaxError)) throw error;
    return spokenFault(syntaxFault('--where', error));
  }
}

function read(text: string, rules: WhereRules): Built & { findings: Finding[] } {
  const written = splitWhere(text);
  const warnings: string[] = [];
  const words =
    written.operator.kind === 'in' ? wordsOf(written.value) : [wordOf(written.value, written.path)];
  const built = clauseFor(written, words, { ...rules, warn: (one) => warnings.push(one) });
  const clause = { ...built, condition: placed(built.condition, written) };
  const findings = rules.check ? findingsOf(clause, rules.shape) : [];
  warnings.push(...findings.map(spokenFault));
  noteDateWord(written, words, rules.shape, warnings);
  noteSecondClause(written, words, rules.shape, warnings);
  return { ...clause, warnings, findings };
}

/** A clause with the places of what it was built from. */
function placed(condition: Condition, written: WhereText): Condition {
  if ('terms' in condition)
    return { ...condition, terms: condition.terms.map((term) => placed(term, written)) };
  const at = { start: written.at.start, end: written.value.at.end };
  return { ...condition, at, field: { ...condition.field, at: written.at } };
}

/** What is said of a written condition is said of this one too: once, though it may stand for several comparisons. */
function findingsOf(
  { parameter, condition }: Omit<Built, 'warnings'>,
  shape: RecordShape,
): Finding[] {
  const byPlace = new Map<string, Finding>();
  for (const finding of checkCondition(parameter, condition, shape)) {
    const place = `${finding.at.start}-${finding.at.end}`;
    if (!byPlace.has(place)) byPlace.set(place, finding);
  }
  const isUnknown = comparisonsOf(condition).some(
    ({ field }) => parameter === 'conditions' && lookUp(field.path, shape).kind === 'unknown',
  );
  const hint = isUnknown ? takenFor(condition) : undefined;
  return [...byPlace.values()].map((one) =>
    one.severity === 'error' || hint === undefined ? one : { ...one, hint },
  );
}

/** What a value was taken for where no field says what it is. */
function takenFor(condition: Condition): string | undefined {
  const kinds = new Set(
    comparisonsOf(condition).flatMap((one) => literalsOf(one).map(({ kind }) => kindNames[kind])),
  );
  kinds.delete('null');
  if (kinds.size === 0) return undefined;
  const quotes = kinds.size === 1 && kinds.has('text') ? '' : '; in quotes it is text';
  return `Its value is taken for ${listed([...kinds])}${quotes}.`;
}

const kindNames = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  null: 'null',
  date: 'a date',
} as const;

type Rules = WhereRules & { warn: (text: string) => void };

function clauseFor(written: WhereText, words: Word[], rules: Rules): Omit<Built, 'warnings'> {
  const { path, caption, operator } = written;
  const { shape, check } = rules;
  if (caption !== undefined) return customFieldClause(caption, written, words, rules);
  const found = lookUp(path, shape);
  const conditions = (condition: Condition) => ({ parameter: 'conditions', condition }) as const;
  if (found.kind !== 'found' && path.toLowerCase() === 'assigned') {
    const names = shape.fields.map(({ name }) => name);
    if (names.includes('owner') && names.includes('resources'))
      return conditions(assignedClause(operator, words, rules));
    if (names.includes('assignTo'))
      return clauseFor({ ...written, path: 'assignTo' }, words, rules);
    if (check) throw noAssigned(written);
  }
  if (found.kind !== 'found')
    return conditions(fieldClause(path, undefined, operator, words, clauseRules(rules, true)));
  const { field, list } = found;
  const kind = kindOf(field);
  // null alone goes with a list as a whole.
  const isNullCheck = operator.kind === 'compare' && words.every(isNull);
  const isOfList = list !== undefined || (kind === 'list' && !isNullCheck);
  if (found.path === 'customFields' && isOfList && check) throw noCaption(written);
  const parameter = isOfList ? 'childConditions' : 'conditions';
  const takesIn = !isOfList;
  const condition =
    kind === 'reference'
      ? referenceClause(found.path, field, operator, words, { ...rules, takesIn })
      : fieldClause(found.path, field, operator, words, clauseRules(rules, takesIn));
  return { parameter, condition };
}

/** Custom fields are tested by their caption and their value, of which the catalog knows no type. */
function customFieldClause(
  caption: string,
  { operator }: WhereText,
  words: Word[],
  rules: Rules,
): Omit<Built, 'warnings'> {
  const { fields } = rules.shape;
  if (fields.length > 0 && !filterable(rules.shape).some(({ name }) => name === 'customFields'))
    rules.warn('The catalog knows no customFields of these records; it is sent as it is.');
  const value = fieldClause('value', undefined, operator, words, clauseRules(rules, false));
  const named: Condition = {
    kind: 'compare',
    field: { path: 'caption' },
    operator: '=',
    value: { kind: 'string', value: caption },
  };
  const terms = value.kind === 'and' ? value.terms : [value];
  return { parameter: 'customFieldConditions', condition: joined('and', [named, ...terms]) };
}

function clauseRules({ check, readDate, me, shape }: Rules, takesIn: boolean): ClauseRules {
  return { check, readDate, me, isDay: shape.isDay, takesIn };
}

/** `customFields/Day = Monday`: where the catalog knows no type, a word may have been meant as text. */
function noteDateWord(
  { path, caption, operator }: WhereText,
  [word]: readonly Word[],
  shape: RecordShape,
  warnings: string[],
): void {
  const isEqual = operator.kind === 'compare' && /^!?=$/.test(operator.operator);
  if (!isEqual || word === undefined || word.quoted || /\d/.test(word.text)) return;
  if (!readsAsDate(word.text)) return;
  const found = lookUp(path, shape);
  const isUntyped =
    caption !== undefined ||
    found.kind === 'open' ||
    (found.kind === 'found' && kindOf(found.field) === 'any');
  if (!isUntyped) return;
  warnings.push(
    `${word.text} is taken for a date. Write [${word.text}] for it, or "${word.text}" for the text.`,
  );
}

/** `status/name=New and closedFlag=false` is one value here, which is hardly what was meant. */
function noteSecondClause(
  { value: { text } }: WhereText,
  words: readonly Word[],
  shape: RecordShape,
  warnings: string[],
): void {
  if (words.every(({ quoted }) => quoted)) return;
  const [, path] =
    /\s(?:and|or)\s+([a-z_][\w/.]*)\s*(?:[=<>~]|!=|!~|\s(?:not\s+)?(?:contains|like|in)\s)/i.exec(
      text,
    ) ?? [];
  const goesOn = path !== undefined && lookUp(slashPath(path), shape).kind === 'found';
  // Quotes that close before an and, or an and that nothing follows.
  if (!goesOn && !/^(["']).*?\1\s+(?:and|or)\s|\s(?:and|or)$/is.test(text)) return;
  warnings.push(
    `${text} is taken as one value. Clauses that are joined by and have a --where each; for or there is --conditions.`,
  );
}

function noAssigned({ at }: WhereText): ConditionSyntaxError {
  return new ConditionSyntaxError(
    'assigned is for records that have an owner and resources, or assignTo',
    at,
    'Name the field that refers to the member, such as member = me.',
  );
}

function noCaption({ at }: WhereText): ConditionSyntaxError {
  return new ConditionSyntaxError(
    'customFields is a list',
    at,
    'Name the custom field by its caption: customFields/Region = North',
  );
}
