import { printCondition, printTerm } from '../conditions/print.js';
import { buildWhere } from '../conditions/where/where.js';
import type { RecordShape } from '../conditions/shape.js';
import type { Draft, Either, Filter } from './draft.js';
import { parts } from './opposite.js';

/** Filters of which one is enough; undefined where they are of different parameters, which no `or` joins. */
export function either(choices: Filter[], shape: RecordShape, isDoubt = false): Either | undefined {
  const built = choices.map(({ where }) => buildWhere(where, { ...plain, shape }));
  if (built.some(({ parameter }) => parameter !== 'conditions')) return undefined;
  const terms = built.flatMap(({ condition }) =>
    condition.kind === 'or' ? condition.terms : [condition],
  );
  return { conditions: printCondition({ kind: 'or', terms }), choices, isDoubt };
}

/** Clauses joined by and, of which one such group is enough; their dates stay as they are said. */
export function anyOf(
  groups: readonly (readonly string[])[],
  shape: RecordShape,
): Either | undefined {
  const written = groups.map((clauses) => clauses.map((where) => conditionFor(where, shape)));
  if (written.flat().includes(undefined)) return undefined;
  const terms = written.map((all) => (all.length > 1 ? `(${all.join(' and ')})` : all.join('')));
  return { conditions: terms.join(' or '), choices: [], isDoubt: false };
}

function conditionFor(where: string, shape: RecordShape): string | undefined {
  const { path, operator, value } = parts(where);
  if (/^(?:now|today|[+-]\d+[a-z]+)$/.test(value)) return `${path} ${operator} [${value}]`;
  const { parameter, condition } = buildWhere(where, { ...plain, shape });
  return parameter === 'conditions' ? printTerm(condition) : undefined;
}

/** All that a draft has in the language of conditions. */
export function conditionsOf({ conditions, eithers }: Draft): string | undefined {
  const all = [
    ...(conditions === undefined ? [] : [conditions]),
    ...eithers.map((one) => one.conditions),
  ];
  return all.length > 1 ? all.map((one) => `(${one})`).join(' and ') : all[0];
}

const plain = {
  check: false,
  readDate: () => undefined,
  me: () => {
    throw new Error('who somebody is, is asked of a clause alone');
  },
};
