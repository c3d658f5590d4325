import type { Field } from '../catalog/model.js';
import { kindOf, type RecordShape } from '../conditions/shape.js';
import { spokenName } from './spoken-name.js';

type States = Readonly<Record<string, readonly string[]>>;

/** States that the names of fields tell: `inactiveFlag`, and the values of `status`. */
export function deriveStates({ fields }: RecordShape): States {
  const names = new Set(fields.map(({ name }) => spokenName(name)));
  const states = new Map<string, readonly string[]>();
  for (const field of fields)
    for (const [word, clause] of kindOf(field) === 'boolean' ? ofFlag(field) : [])
      if (!states.has(word)) states.set(word, [clause]);
  for (const [word, clause] of ofValues(fields))
    if (!states.has(word) && !names.has(word)) states.set(word, [clause]);
  return Object.fromEntries(states);
}

function ofFlag({ name }: Field): [string, string][] {
  const spoken = spokenName(name).replace(/^is /, '');
  const is = (word: string): [string, string] => [word, `${name} = true`];
  const isNot = (word: string): [string, string] => [word, `${name} = false`];
  const thing = spoken.replace(/^has /, '');
  if (thing !== spoken) return [is(`with ${thing}`), isNot(`without ${thing}`)];
  const opposite = opposites.get(spoken);
  if (opposite !== undefined) return [is(spoken), ...opposite.map(isNot)];
  if (/^(?:do not|disable|no) /.test(spoken)) return [is(spoken)];
  if (!describes(spoken)) return [is(`with ${spoken}`), isNot(`without ${spoken}`)];
  return spoken.includes(' ') ? [is(spoken)] : [is(spoken), ...negated(spoken).map(isNot)];
}

/** Whether words say what something is like, rather than name something that it has. */
function describes(words: string): boolean {
  return words.split(' ').some((word) => describing.has(word) || /(?:ed|able|ive)$/.test(word));
}

/** Values of enumerations that one field alone has, and that are hardly said of anything else. */
function ofValues(fields: readonly Field[]): [string, string][] {
  const all = fields.flatMap((field) =>
    (field.allowed ?? []).map((value) => ({ field, value, word: spokenName(value) })),
  );
  const times = new Map<string, number>();
  for (const { word } of all) times.set(word, (times.get(word) ?? 0) + 1);
  return all
    .filter(({ word }) => times.get(word) === 1 && isUnmistakable(word))
    .map(({ field, value, word }) => [word, `${field.name} = ${value}`]);
}

function isUnmistakable(word: string): boolean {
  return word.includes(' ') ? !/\d|^(?:show|remain|open|closed|all) /.test(word) : describes(word);
}

function negated(word: string): string[] {
  return word.endsWith('ed') || word.endsWith('able') ? [`un${word}`, `non${word}`] : [];
}

const opposites = new Map([
  ['inactive', ['active']],
  ['active', ['inactive']],
  ['disabled', ['enabled']],
  ['public', ['private']],
  ['closed', ['open']],
  ['deleted', ['undeleted']],
]);

const describing = new Set(
  'default primary open overdue done public private internal external custom mobile main recurring running online offline missing required'.split(
    ' ',
  ),
);
