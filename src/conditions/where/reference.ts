import type { Field } from '../../catalog/model.js';
import { listed } from '../../text/nearest.js';
import { tellingNames, type RecordShape } from '../shape.js';
import { ConditionSyntaxError } from '../syntax-error.js';
import { joined, type Condition, type Literal } from '../tree.js';
import { compareAll, matchClause, nullClause, nullInList } from './clause.js';
import type { WhereOperator } from './operators.js';
import type { Word } from './text.js';
import { isMe, isNull } from './value.js';

export interface ReferenceRules {
  shape: RecordShape;
  /** Identifier of the member that `me` stands for; throws where nobody is known. */
  me: () => string;
  takesIn: boolean;
}

/** A comparison with what a field refers to: digits are its id, all else its identifier or name, whichever it has. */
export function referenceClause(
  path: string,
  field: Field,
  operator: WhereOperator,
  words: readonly Word[],
  rules: ReferenceRules,
): Condition {
  const [word] = words;
  if (word === undefined) throw new Error('a clause has a value');
  const members = rules.shape.membersOf(field.schema ?? '').map(({ name }) => name);
  const labels = tellingNames.filter((one) => one !== 'id' && members.includes(one));
  const noLabel = () =>
    new ConditionSyntaxError(
      `${path} has neither an identifier nor a name`,
      word.at,
      `Compare ${path} with an id, or one of its members: ${listed(
        members.filter((one) => one !== '_info').map((one) => `${path}/${one}`),
        'or',
      )}`,
    );
  if (operator.kind === 'match') {
    if (labels.length === 0) throw noLabel();
    const text = textOf(word, field, rules);
    const terms = labels.map((label) => matchClause(`${path}/${label}`, operator, text, word));
    return joined(operator.negated ? 'and' : 'or', terms);
  }
  if (operator.kind === 'compare' && isNull(word)) return nullClause(path, operator.operator, word);
  refuseOrder(path, operator, word);
  const empty = words.find(isNull);
  if (empty !== undefined) throw nullInList(empty);
  const ids = words.filter(isId);
  const names = words.filter((one) => !isId(one));
  if (names.length > 0 && labels.length === 0) throw noLabel();
  const terms: Condition[] = [];
  const add = (member: string, literals: Literal[]) => {
    if (literals.length > 0)
      terms.push(compareAll(`${path}/${member}`, operator, literals, rules.takesIn));
  };
  add(
    'id',
    ids.map(({ text, at }) => ({ kind: 'number', text: text.replace(/^0+(?=\d)/, ''), at })),
  );
  const isOwn = (one: Word) => isMyself(one, field);
  for (const label of labels) {
    // A member's identifier is known for certain: no name is meant.
    const texts = label === 'identifier' ? names : names.filter((one) => !isOwn(one));
    add(
      label,
      texts.map((one) => ({ kind: 'string', value: textOf(one, field, rules), at: one.at })),
    );
  }
  return joined(isNegative(operator) ? 'and' : 'or', terms);
}

/** `assigned` on records that have an owner and resources, a text with the identifiers of members. */
export function assignedClause(
  operator: WhereOperator,
  words: readonly Word[],
  { me }: Pick<ReferenceRules, 'me'>,
): Condition {
  const [word] = words;
  if (word === undefined) throw new Error('a clause has a value');
  if (operator.kind === 'match')
    throw new ConditionSyntaxError(
      `assigned does not go with ${operator.operator}`,
      word.at,
      'It goes with =, != and lists: assigned = me. Otherwise compare owner or resources.',
    );
  refuseOrder('assigned', operator, word);
  const negated = isNegative(operator);
  if (operator.kind === 'compare' && isNull(word)) {
    const empty = ['owner', 'resources'].map((path) => nullClause(path, operator.operator, word));
    return joined(negated ? 'or' : 'and', empty);
  }
  const terms = words.flatMap((one): Condition[] => {
    const value: Literal = { kind: 'string', value: identifierOf(one, me), at: one.at };
    const owner = { path: 'owner/identifier' };
    return [
      { kind: 'compare', field: owner, operator: negated ? '!=' : '=', value },
      { kind: 'match', field: { path: 'resources' }, operator: 'contains', negated, value },
    ];
  });
  return joined(negated ? 'and' : 'or', terms);
}

function identifierOf(word: Word, me: () => string): string {
  const { text, quoted, at } = word;
  if (isNull(word)) throw nullInList(word);
  if (isMe(word)) return me();
  if (quoted || !/\s|^\d+$/.test(text)) return text;
  throw new ConditionSyntaxError(
    `assigned takes the identifier of a member, not "${text}"`,
    at,
    `Write one such as jdoe, or me: resources hold identifiers. For the owner alone: owner = ${text}`,
  );
}

function textOf(word: Word, field: Field, { me }: ReferenceRules): string {
  return isMyself(word, field) ? me() : word.text;
}

function isMyself(word: Word, { schema }: Field): boolean {
  return schema === 'MemberReference' && isMe(word);
}

function isId({ text, quoted }: Word): boolean {
  return !quoted && /^\d+$/.test(text);
}

function isNegative(operator: Exclude<WhereOperator, { kind: 'match' }>): boolean {
  return operator.kind === 'in' ? operator.negated : operator.operator === '!=';
}

function refuseOrder(path: string, operator: WhereOperator, { at }: Word): void {
  if (operator.kind !== 'compare' || operator.operator === '=' || operator.operator === '!=')
    return;
  throw new ConditionSyntaxError(
    `${path} does not go with ${operator.operator}`,
    at,
    `It goes with = and !=, ~ and lists: ${path} = …`,
  );
}
