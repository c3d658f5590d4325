import { printCondition } from '../conditions/print.js';
import { buildWhere } from '../conditions/where/where.js';
import type { RecordShape } from '../conditions/shape.js';
import type { Draft, Either, Filter } from './draft.js';

/** Filters of which one is enough; undefined where they are of different parameters, which no `or` joins. */
export function either(choices: Filter[], shape: RecordShape, isDoubt = false): Either | undefined {
  const built = choices.map(({ where }) => buildWhere(where, { ...plain, shape }));
  if (built.some(({ parameter }) => parameter !== 'conditions')) return undefined;
  const terms = built.flatMap(({ condition }) =>
    condition.kind === 'or' ? condition.terms : [condition],
  );
  return { conditions: printCondition({ kind: 'or', terms }), choices, isDoubt };
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
