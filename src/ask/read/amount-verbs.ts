/**
 * Verbs before an amount, which tell what it is of where no word for it does: `took more than two hours`, `worth over
 * 10k`. Each with the words for amounts that it may mean; without one the unit tells.
 */
const verbs: readonly (readonly [string, readonly string[]])[] = [
  [
    String.raw`takes?|took|taking|taken|lasts?|lasted|lasting|runs?|ran|running|needs?|needed|needing`,
    ['hours', 'duration'],
  ],
  [String.raw`estimated(?:\s+(?:at|to\s+take))?`, ['estimated hours']],
  [String.raw`budgeted(?:\s+(?:at|for))?`, ['budget hours']],
  [
    String.raw`worth|valued(?:\s+at)?|priced(?:\s+at)?|cost(?:s|ing)?|total(?:s|l?ing|l?ed)|(?:comes?|came|coming|amounts?|amount(?:ed|ing)|adds?\s+up|added\s+up|adding\s+up)\s+to`,
    ['money'],
  ],
  [String.raw`us(?:e|es|ed|ing)|with|having|has|have|had`, []],
];

/** A pattern for one of them, with whose it is: `that took us`. */
export const amountVerb = String.raw`(?:(?:that|which|who)\s+(?:(?:have|has|had|is|are|was|were)\s+)?)?(?<verb>${verbs.map(([words]) => words).join('|')})\s+(?:for\s+)?(?:(?:us|me|them|a|an)\s+(?:total\s+of\s+)?)?`;

/** The words for amounts that a verb may mean. */
export function meantBy(verb: string): readonly string[] {
  return verbs.find(([words]) => new RegExp(`^(?:${words})$`, 'i').test(verb.trim()))?.[1] ?? [];
}
