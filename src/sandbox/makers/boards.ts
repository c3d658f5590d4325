import { fillFrom } from '../fill.js';
import type { Maker } from '../ground.js';
import { collections } from '../records.js';
import { rowOf } from './authored.js';
import { desks } from './desks.js';
import { Linker } from './linker.js';
import { turn } from '../turn.js';

export const boards: Maker = (ground, add) => {
  const link = new Linker(ground);
  const member = (id: number) => link.row('MemberReference', collections.members, id);
  for (const [index, desk] of desks.entries()) {
    const byName = (name: string) => desk.statuses.find((status) => status.name === name);
    const closed = byName('Closed') ?? turn(desk.statuses, 0);
    add(null, {
      ...fillFrom('Board', {
        ground,
        key: collections.boards,
        index,
        noun: 'board',
        plain: true,
      }),
      name: desk.row['name'],
      location: link.row('SystemLocationReference', collections.locations, index === 3 ? 2 : 1),
      department: link.row('SystemDepartmentReference', collections.departments, desk.department),
      inactiveFlag: desk.isInactive,
      projectFlag: desk.isProject,
      dispatchMember: member(3),
      serviceManagerMember: member(desk.leader),
      dutyManagerMember: member(4),
      oncallMember: member(6),
      workRole: link.row('WorkRoleReference', collections.workRoles, index === 3 ? 3 : 1),
      workType: link.row('WorkTypeReference', collections.workTypes, index === 3 ? 2 : 1),
      billTime: desk.isProject ? 'NoDefault' : 'Billable',
      billExpense: index === 2 ? 'DoNotBill' : 'Billable',
      billProduct: index === 2 ? 'DoNotBill' : 'Billable',
      autoCloseStatus: link.to('ServiceStatusReference', closed),
      emailConnectorReopenStatus: link.to('ServiceStatusReference', turn(desk.statuses, 1)),
      notifyEmailFrom: `${String(desk.row['name']).replaceAll(' ', '').toLowerCase()}@msp.example`,
      notifyEmailFromName: `Brindlewick ${String(desk.row['name'])}`,
      emailConnectorReopenDaysLimit: 7 + index,
      emailConnectorReopenDaysClosedLimit: 14 + index,
      autoAssignLimitAmount: 5 + index,
    });
  }
};

export const statuses: Maker = (ground, add) => {
  const link = new Linker(ground);
  for (const { row, statuses: own } of desks) {
    for (const { name, sortOrder, closedStatus, setup } of own)
      add(row.id, {
        name,
        board: link.to('BoardReference', row),
        sortOrder,
        displayOnBoard: true,
        inactive: false,
        closedStatus,
        timeEntryNotAllowed: false,
        roundRobinCatchall: name === 'In Progress',
        defaultFlag: sortOrder === 1,
        customerPortalFlag: false,
        customStatusIndicatorName: name === 'New' ? 'Unread' : undefined,
        saveTimeAsNote: closedStatus,
        ...setup,
      });
  }
};

export const types: Maker = (ground, add) => {
  const link = new Linker(ground);
  for (const { row, department, types: own } of desks) {
    for (const [index, { name }] of own.entries())
      add(row.id, {
        name,
        category: /Security|Maintenance|Backup|Implementation/.test(name)
          ? 'Proactive'
          : 'Reactive',
        defaultFlag: index === 0,
        inactiveFlag: name === 'Telephone',
        requestForChangeFlag: name === 'Account',
        integrationXref: `T-${name.slice(0, 4).toUpperCase()}`,
        board: link.to('BoardReference', row),
        location: link.row('SystemLocationReference', collections.locations, 1),
        department: link.row('SystemDepartmentReference', collections.departments, department),
      });
  }
};

export const subTypes: Maker = (ground, add) => {
  const link = new Linker(ground);
  for (const { row, subTypes: own } of desks) {
    for (const { name, type } of own)
      add(row.id, {
        name,
        inactiveFlag: name === 'Voicemail',
        typeAssociationIds: [type],
        addAllTypesFlag: false,
        removeAllTypesFlag: false,
        board: link.to('BoardReference', row),
      });
  }
};

export const items: Maker = (ground, add) => {
  const link = new Linker(ground);
  for (const { row, items: own } of desks) {
    for (const { name } of own)
      add(row.id, {
        name,
        inactiveFlag: name === 'Delivery',
        board: link.to('BoardReference', row),
      });
  }
};

/** Which sub-types an item goes with: each with all of its board. */
export const itemAssociations: Maker = (ground, add) => {
  const link = new Linker(ground);
  for (const { row, items: own, subTypes: subs } of desks) {
    for (const item of own)
      add(item.id, {
        subTypeAssociationIds: subs.map(({ id }) => id),
        addAllSubTypesFlag: false,
        removeAllSubTypesFlag: false,
        item: link.to('ServiceItemReference', item),
        board: link.to('BoardReference', row),
      });
  }
};

/** Every combination of type, sub-type and item that a board allows. */
export const associations: Maker = (ground, add) => {
  const link = new Linker(ground);
  for (const { row, types: own, subTypes: subs, items: all } of desks) {
    for (const sub of subs) {
      const type = own.find(({ id }) => id === sub.type);
      if (type === undefined) continue;
      for (const item of all)
        add(row.id, {
          type: link.to('ServiceTypeReference', type),
          subType: link.to('ServiceSubTypeReference', sub),
          item: link.to('ServiceItemReference', item),
          board: link.to('BoardReference', row),
        });
    }
  }
};

export const teams: Maker = (ground, add) => {
  const link = new Linker(ground);
  for (const { row, department, teams: own } of desks) {
    for (const [index, team] of own.entries())
      add(row.id, {
        name: team.name,
        teamLeader: link.row('MemberReference', collections.members, team.leader),
        members: team.members,
        defaultFlag: index === 0,
        notifyOnTicketDelete: row.id === 1,
        defaultRoundRobinFlag: index === 0,
        roundRobinFlag: row.id !== 2,
        boardId: row.id,
        locationId: index + 1,
        businessUnitId: department,
      });
  }
};

/** The same teams without their boards. */
export const serviceTeams: Maker = (ground, add) => {
  const link = new Linker(ground);
  for (const { row, department, teams: own } of desks) {
    for (const [index, team] of own.entries())
      add(null, {
        name: team.name,
        leader: link.row('MemberReference', collections.members, team.leader),
        location: link.to('SystemLocationReference', rowOf(collections.locations, index + 1)),
        department: link.row('SystemDepartmentReference', collections.departments, department),
        deleteNotifyFlag: row.id === 1,
      });
  }
};
