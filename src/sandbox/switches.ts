/**
 * Where sources disagree on what ConnectWise does, the sandbox can behave either way. The first value of each is what
 * it does unless told.
 */
export const switchValues = {
  /** Status of a request whose clientId header is missing or unknown. */
  clientId: ['401', '400', '403'],
  /** A pageSize above 1000 counts as 1000, or is refused. */
  pageSize: ['cap', 'refuse'],
  /** `_` and `[…]` in a `like` pattern stand for themselves, or are wildcards too. */
  likeSets: ['literal', 'wildcard'],
  /** `*` and `%` after `=` stand for themselves, or are wildcards as after `like`. */
  equals: ['literal', 'wildcard'],
  /** A PATCH of `status/id` changes the reference, or answers 200 and changes nothing. */
  referencePaths: ['apply', 'ignore'],
  /** Names in `fields` and properties in a body that the schema does not have. */
  unknownNames: ['ignore', 'refuse'],
  /** Project tickets are under /project/tickets alone, or under /service/tickets too. */
  projectTickets: ['apart', 'listed'],
} as const;

type SwitchName = keyof typeof switchValues;

export type SandboxSwitches = {
  [Name in SwitchName]: (typeof switchValues)[Name][number];
};

export const defaultSwitches: SandboxSwitches = {
  clientId: '401',
  pageSize: 'cap',
  likeSets: 'literal',
  equals: 'literal',
  referencePaths: 'apply',
  unknownNames: 'ignore',
  projectTickets: 'apart',
};

/** Whether a text is a value that a switch of this name takes. */
export function isSwitchValue(name: string, value: string): boolean {
  const values = new Map<string, readonly string[]>(Object.entries(switchValues)).get(name);
  return values?.includes(value) ?? false;
}
