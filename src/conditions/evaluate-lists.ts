import { isRecord, type JsonRecord } from '../text/records.js';
import { meets, type Semantics } from './evaluate.js';
import { listOn, readerOf, valuesAt } from './read-record.js';
import { comparisonsOf, type Comparison, type Condition } from './tree.js';

/**
 * Whether a record meets `childConditions`: one member can be chosen of each list so that the condition holds. All
 * clauses on a list that are joined by and thus have to be met by the same member, those on another list by one of
 * that list; or leaves the choice. A list without members meets no clause, not even `= null` or `!=`, and neither
 * does a path on which no list lies.
 */
export function meetsChild(
  condition: Condition,
  record: JsonRecord,
  semantics: Semantics = {},
): boolean {
  const lists = new Map<string, Clause[]>();
  const members = new Map<string, unknown[]>();
  for (const comparison of comparisonsOf(condition)) {
    const found = listOn(comparison.field.path, record);
    if (found === undefined) continue;
    const clauses = lists.get(found.list) ?? [];
    lists.set(found.list, [...clauses, { comparison, rest: found.rest }]);
    members.set(found.list, found.members);
  }
  const choices = [...lists].map(([list, clauses]) =>
    choicesAmong(members.get(list) ?? [], clauses, semantics),
  );
  return canHold(condition, [], choices);
}

/** Whether a record meets `customFieldConditions`: one of its custom fields meets all of it. */
export function meetsCustomField(
  condition: Condition,
  record: JsonRecord,
  semantics: Semantics = {},
): boolean {
  return valuesAt(record, ['customFields']).some(
    (field) =>
      isRecord(field) && meets(condition, readerOf(field), { ...semantics, typedByLiteral: true }),
  );
}

interface Clause {
  comparison: Comparison;
  /** The names of its path behind the list. */
  rest: readonly string[];
}

/** What choosing a member can meet; members that meet the same are one choice. */
function choicesAmong(
  members: readonly unknown[],
  clauses: readonly Clause[],
  semantics: Semantics,
): Comparison[][] {
  const choices = new Map<string, Comparison[]>();
  for (const member of members) {
    const met = clauses.filter(({ comparison, rest }) =>
      valuesAt(member, rest).some((value) => meets(comparison, () => value, semantics)),
    );
    choices.set(
      met.map((clause) => clauses.indexOf(clause)).join(),
      met.map(({ comparison }) => comparison),
    );
  }
  return choices.size === 0 ? [[]] : [...choices.values()];
}

/** Whether a choice for each further list makes the condition hold. Gives up where not even all choices at once would. */
function canHold(
  condition: Condition,
  met: readonly Comparison[],
  [choices, ...further]: readonly Comparison[][][],
): boolean {
  const most = new Set([...met, ...(choices ?? []).flat(), ...further.flat(2)]);
  if (!isMet(condition, most)) return false;
  return (
    choices === undefined ||
    choices.some((choice) => canHold(condition, [...met, ...choice], further))
  );
}

function isMet(condition: Condition, met: ReadonlySet<Comparison>): boolean {
  if (!('terms' in condition)) return met.has(condition);
  const { kind, terms } = condition;
  return kind === 'and'
    ? terms.every((term) => isMet(term, met))
    : terms.some((term) => isMet(term, met));
}
