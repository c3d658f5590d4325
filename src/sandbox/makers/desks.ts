import authored from '../../../data/sandbox/boards.json' with { type: 'json' };
import statusesAuthored from '../../../data/sandbox/statuses.json' with { type: 'json' };
import type { JsonRecord } from '../../text/records.js';
import { collections } from '../records.js';
import { rowOf, type Row } from './authored.js';

/** A service board with all that belongs to it. Ids run through all boards. */
export interface Desk {
  row: Row & { boardId: number };
  department: number;
  leader: number;
  isProject: boolean;
  isInactive: boolean;
  statuses: readonly DeskStatus[];
  types: readonly Named[];
  subTypes: readonly (Named & { type: number })[];
  items: readonly Named[];
  teams: readonly (Named & { leader: number; members: readonly number[] })[];
}

type Named = Row & { name: string; boardId: number };
export type DeskStatus = Named & { sortOrder: number; closedStatus: boolean; setup: JsonRecord };

const setups = new Map<string, JsonRecord>(Object.entries(statusesAuthored));

/** All boards, worked out rather than read: tickets and setup tables point at each other. */
export const desks: readonly Desk[] = plan();

function plan(): Desk[] {
  const last = { status: 0, type: 0, subType: 0, item: 0, team: 0 };
  return authored.map((board, index) => {
    const boardId = index + 1;
    const named = (kind: keyof typeof last, name: string): Named => ({
      id: ++last[kind],
      name,
      boardId,
    });
    const types = Object.keys(board.types).map((name) => named('type', name));
    return {
      row: { ...rowOf(collections.boards, boardId), boardId },
      department: board.department,
      leader: board.leader,
      isProject: board.projectFlag === true,
      isInactive: board.inactive === true,
      statuses: board.statuses.map((name, place) => {
        const setup = setups.get(name) ?? {};
        const closedStatus = setup['closedStatus'] === true;
        return { ...named('status', name), sortOrder: place + 1, closedStatus, setup };
      }),
      types,
      subTypes: Object.entries(board.types).flatMap(([type, names]) =>
        names.map((name) => ({
          ...named('subType', name),
          type: types.find((one) => one.name === type)?.id ?? 0,
        })),
      ),
      items: board.items.map((name) => named('item', name)),
      teams: board.teams.map(({ name, leader, members }) => ({
        ...named('team', name),
        leader,
        members,
      })),
    };
  });
}
