import type { Match } from '../../catalog/path-matcher.js';
import { ApiFault, type Answer } from '../answer.js';
import { amend, stored } from '../amend.js';
import type { SandboxRequest, Special, World } from '../handle.js';
import { collections } from '../records.js';
import { done, idIn, told } from './asked.js';

/** What a step makes of each status that it may be taken from. */
const steps: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  submit: {
    Open: 'PendingApproval',
    Rejected: 'PendingApproval',
    ErrorsCorrected: 'PendingApproval',
    RejectBySecondTier: 'PendingApproval',
  },
  approve: {
    PendingApproval: 'ApprovedByTierOne',
    PendingProjectApproval: 'ApprovedByTierOne',
    ApprovedByTierOne: 'ApprovedByTierTwo',
    ApprovedByTierTwo: 'ReadyToBill',
  },
  reject: {
    PendingApproval: 'Rejected',
    PendingProjectApproval: 'Rejected',
    ApprovedByTierOne: 'RejectBySecondTier',
  },
  reverse: {
    PendingApproval: 'Open',
    PendingProjectApproval: 'Open',
    ApprovedByTierOne: 'PendingApproval',
    ApprovedByTierTwo: 'ApprovedByTierOne',
    ReadyToBill: 'ApprovedByTierTwo',
  },
};

interface Sheets {
  collection: string;
  /** Entries on a sheet have its status. */
  entries: string;
  field: string;
  noun: string;
}

const kinds: readonly Sheets[] = [
  {
    collection: collections.timeSheets,
    entries: collections.timeEntries,
    field: 'timeSheet',
    noun: 'Time sheet',
  },
  {
    collection: '/expense/reports',
    entries: '/expense/entries',
    field: 'expenseReport',
    noun: 'Expense report',
  },
];

/** Time sheets and expense reports go from hand to hand. */
export const sheets: Readonly<Record<string, Special>> = Object.fromEntries(
  kinds.flatMap((kind) =>
    Object.entries(steps).map(([step, from]): [string, Special] => [
      `POST ${kind.collection}/{id}/${step}`,
      (request, match, world) => take(request, match, world, { kind, step, from }),
    ]),
  ),
);

function take(
  request: SandboxRequest,
  match: Match,
  world: World,
  { kind, step, from }: { kind: Sheets; step: string; from: Readonly<Record<string, string>> },
): Answer {
  const { collection, entries, field, noun } = kind;
  const id = idIn(match);
  told(request, match, world);
  return world.store.atomic(() => {
    const { status: known } = stored(collection, id, world).record;
    const before = typeof known === 'string' ? known : 'Open';
    const status = from[before];
    if (status === undefined)
      throw new ApiFault(
        400,
        'InvalidObject',
        `${noun} ${id} is ${before}: it cannot ${verbs[step]}.`,
      );
    amend(collection, id, { status }, world);
    for (const entry of world.store.listBy(entries, `${field}.id`, id))
      amend(entries, entry.id, { status }, world);
    return done(`${noun} ${id} is now ${status}.`);
  });
}

const verbs: Readonly<Record<string, string>> = {
  submit: 'be submitted',
  approve: 'be approved',
  reject: 'be rejected',
  reverse: 'be reversed',
};
