import type { Plan } from '../../src/actions/plan-of-draft.js';
import type { Labelled } from './labelled-sentences.js';

/** How a sentence was read: right; wrong but said to be unsure or with words named; wrong and sure; or its label cannot be sent. */
export interface Scored {
  labelled: Labelled;
  plan: Plan;
  outcome: 'exact' | 'named' | 'silent' | 'unusable';
  /** A change that would be sent and is not the one that was asked for. */
  isWrongWrite: boolean;
  fault?: string;
}

const columns = ['sentences', 'exact', 'named', 'silent', 'wrong writes'] as const;

/** The scores by kind and by who speaks, and every miss with what was expected. */
export function tableOf(scored: readonly Scored[]): string {
  const kinds = grouped(scored, ({ labelled }) => labelled.kind);
  const personas = grouped(scored, ({ labelled }) => labelled.persona);
  const misses = scored.filter(({ outcome }) => outcome !== 'exact');
  return [
    '',
    row('', columns),
    ...[...kinds, ...personas].map(([name, own]) => scoreRow(name, own)),
    scoreRow('together', scored),
    ...misses.flatMap(missLines),
  ].join('\n');
}

function grouped(
  scored: readonly Scored[],
  keyOf: (one: Scored) => string,
): [string, readonly Scored[]][] {
  return [...new Set(scored.map(keyOf))]
    .toSorted()
    .map((key) => [key, scored.filter((one) => keyOf(one) === key)]);
}

function scoreRow(name: string, scored: readonly Scored[]): string {
  const count = (of: Scored['outcome']) => scored.filter(({ outcome }) => outcome === of).length;
  const exact = count('exact');
  const share = scored.length === 0 ? 0 : Math.round((1000 * exact) / scored.length) / 10;
  const wrong = scored.filter(({ isWrongWrite }) => isWrongWrite).length;
  return row(name, [
    String(scored.length),
    `${exact} (${share} %)`,
    ...[count('named'), count('silent'), wrong].map(String),
  ]);
}

function row(name: string, cells: readonly string[]): string {
  return `${name.padEnd(14)}${cells.map((cell) => cell.padStart(14)).join('')}`;
}

function missLines({ labelled, plan, outcome, isWrongWrite, fault }: Scored): string[] {
  const { q, kind, persona, ...expected } = labelled;
  const { method, path, params, data, confidence, unused, explanation } = plan;
  return [
    '',
    `${isWrongWrite ? 'WRONG WRITE' : outcome} (${kind}, ${persona}): ${q}`,
    `  expected ${JSON.stringify(expected)}`,
    `  planned  ${JSON.stringify({ method, path, params, data })}`,
    `  ${confidence}, unused ${JSON.stringify(unused)}: ${explanation}`,
    ...(fault === undefined ? [] : [`  ${fault}`]),
  ];
}
