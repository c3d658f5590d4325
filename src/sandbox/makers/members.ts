import authored from '../../../data/sandbox/members.json' with { type: 'json' };
import type { JsonRecord } from '../../text/records.js';
import { fillFrom } from '../fill.js';
import type { Ground, Maker } from '../ground.js';
import { apiTime, collections } from '../records.js';
import { rowNamed, rowOf, type Row } from './authored.js';
import { phoneIn } from './clients.js';
import { desks } from './desks.js';
import { Linker } from './linker.js';
import cities from '../../../data/sandbox/cities.json' with { type: 'json' };
import { turn } from '../turn.js';

type Authored = (typeof authored)[number];

/** A member whose time is recorded. */
export type Timekeeper = Row & { left: number | undefined; role: string; office: number };

/** No integration, no clerk. */
export const timekeepers: readonly Timekeeper[] = authored.flatMap(
  ({ license, left, role, office }, index) =>
    license === 'A' || license === 'C'
      ? []
      : [{ ...rowOf(collections.members, index + 1), left, role, office }],
);

/** Who works there, no integration. */
export const staff: readonly Row[] = authored.flatMap(({ license, left }, index) =>
  license === 'A' || left !== undefined ? [] : [rowOf(collections.members, index + 1)],
);

export const members: Maker = (ground, add) => {
  const link = new Linker(ground);
  for (const [index, member] of authored.entries()) {
    const chance = ground.chance(`member ${member.identifier}`);
    const hired = ground.daysAgo(chance.between(500, 3600));
    hired.setUTCHours(0, 0, 0, 0);
    const city = turn(cities, member.office - 1);
    const left = member.left === undefined ? undefined : ground.daysAgo(member.left);
    const isApi = member.license === 'A';
    add(null, {
      ...fillFrom('Member', {
        ground,
        key: collections.members,
        index,
        noun: 'member',
        plain: true,
        whole: true,
      }),
      ...unused,
      ...rowOf(collections.members, index + 1),
      middleInitial: chance.happens(0.4) ? chance.pick(['A', 'J', 'M', 'R']) : undefined,
      title: member.title,
      licenseClass: member.license ?? 'F',
      employeeIdentifer: `E${String(100 + index)}`,
      vendorNumber: member.license === 'X' ? 'V-77' : undefined,
      notes: chance.happens(0.2)
        ? turn(['Works from home on Fridays.', 'First aider.'], index)
        : undefined,
      inactiveFlag: left !== undefined,
      inactiveDate: left === undefined ? undefined : apiTime(left),
      lastLogin: isApi ? undefined : apiTime(left ?? ground.daysAgo(chance.next() * 6)),
      officeEmail: `${member.identifier}@msp.example`,
      officePhone: phoneIn(city, 10 + index),
      officeExtension: String(200 + index),
      mobileEmail: chance.happens(0.2) ? `${member.identifier}.cell@msp.example` : undefined,
      mobilePhone: chance.happens(0.7) ? phoneIn(city, 50 + index) : undefined,
      homeEmail: chance.happens(0.2) ? `${member.identifier}@home.example` : undefined,
      homePhone: chance.happens(0.2) ? phoneIn(city, 80 + index) : undefined,
      defaultEmail: index % 8 === 7 ? 'Mobile' : 'Office',
      primaryEmail: `${member.identifier}@msp.example`,
      defaultPhone: index % 6 === 5 ? 'Mobile' : 'Office',
      adminFlag: member.security === 'Admin',
      billableForecast:
        member.department === 'Services' ? 75 : member.department === 'Projects' ? 80 : 0,
      hourlyCost: rateOf(member.role) / 3,
      hourlyRate: rateOf(member.role),
      daysTolerance: 2 + (index % 3),
      minimumHours: member.department === 'Services' ? 7 : 0,
      timeSheetStartDate: apiTime(hired),
      hireDate: apiTime(hired),
      scheduleCapacity: member.capacity ?? 8,
      ...setupOf(member, index, link),
      ...teamsOf(index + 1),
      signature: `${member.firstName} ${member.lastName}, ${member.title}`,
      ldapUserName: chance.happens(0.3) ? member.identifier : undefined,
      mapiName: chance.happens(0.3) ? member.identifier : undefined,
      stsUserAdminUrl: member.license === undefined ? 'https://sign-in.example' : undefined,
      clientId: isApi ? chance.uuid() : undefined,
      customFields: [],
      _info: ground.info(hired, 'jwinter', ground.daysAgo(chance.between(1, 200))),
    });
  }
};

/** What nobody gets to see, and what a member's record never says by itself. */
const unused: JsonRecord = Object.fromEntries(
  ['password', 'token', 'fromMemberRecId', 'fromMemberTemplateRecId'].map(
    (name): [string, undefined] => [name, undefined],
  ),
);

/** What an hour in a role costs a customer. */
export function rateOf(role: string): number {
  return Number(rowNamed(collections.workRoles, role)['hourlyRate']);
}

function setupOf(member: Authored, index: number, link: Linker): JsonRecord {
  const location = link.row('SystemLocationReference', collections.locations, member.office);
  const department = link.to(
    'SystemDepartmentReference',
    rowNamed(collections.departments, member.department),
  );
  const manager = link.row(
    'MemberReference',
    collections.members,
    member.department === 'Services' ? 4 : member.department === 'Projects' ? 14 : 20,
  );
  const type = member.license === 'X' ? 2 : member.license === 'A' ? 3 : 1;
  const calendars =
    member.left === undefined
      ? {
          calendar: link.row('CalendarReference', collections.calendars, index % 4 === 3 ? 2 : 1),
          timeZone: link.to(
            'TimeZoneSetupReference',
            rowNamed('/system/timeZoneSetups', turn(cities, member.office - 1).zone),
          ),
        }
      : {};
  return {
    type: link.row('MemberTypeReference', '/system/members/types', type),
    country: link.row('CountryReference', '/company/countries', 1),
    securityRole: link.to(
      'SecurityRoleReference',
      rowNamed('/system/securityroles', member.security),
    ),
    structureLevel: { id: 3, name: 'Location' },
    securityLocation: location,
    defaultLocation: location,
    defaultDepartment: department,
    reportsTo: manager,
    workRole: link.to('WorkRoleReference', rowNamed(collections.workRoles, member.role)),
    workType: link.row(
      'WorkTypeReference',
      collections.workTypes,
      member.department === 'Admin' ? 5 : 1,
    ),
    timeApprover: manager,
    expenseApprover: link.row('MemberReference', collections.members, 19),
    serviceDefaultLocation: location,
    serviceDefaultDepartment: department,
    serviceDefaultBoard: link.row('BoardReference', collections.boards, 1),
    serviceLocation: link.row(
      'ServiceLocationReference',
      '/service/locations',
      index % 9 === 8 ? 2 : 1,
    ),
    projectDefaultLocation: location,
    projectDefaultDepartment: department,
    projectDefaultBoard: link.row('ProjectBoardReference', collections.boards, 2),
    scheduleDefaultLocation: location,
    scheduleDefaultDepartment: department,
    salesDefaultLocation: location,
    ...calendars,
  };
}

/** The boards' teams that a member is in. */
function teamsOf(id: number): JsonRecord {
  const ids = desks
    .flatMap(({ teams }) => teams.filter((team) => team.members.includes(id)))
    .map((team) => team.id);
  return { teams: ids, serviceBoardTeamIds: ids };
}

const crews = new Map(
  desks.map(({ row, teams }): [number, typeof timekeepers] => {
    const ids = new Set(teams.flatMap(({ members: inTeam }) => inTeam));
    return [row.id, timekeepers.filter(({ id }) => ids.has(id))];
  }),
);

/** Who worked on a board so many days ago; members who left count while they were there. */
export function crewOf(board: number, daysAgo: number): readonly Timekeeper[] {
  return (crews.get(board) ?? []).filter(({ left }) => (left ?? -1) < daysAgo);
}

export const apiMembers: Maker = (ground: Ground, add) => {
  const link = new Linker(ground);
  for (const member of authored.filter(({ license }) => license === 'A')) {
    const location = link.row('SystemLocationReference', collections.locations, member.office);
    add(null, {
      identifier: member.identifier,
      name: `${member.firstName} ${member.lastName}`,
      emailAddress: `${member.identifier}@msp.example`,
      inactiveFlag: false,
      securityRole: link.to(
        'SecurityRoleReference',
        rowNamed('/system/securityroles', member.security),
      ),
      structureLevel: { id: 3, name: 'Location' },
      securityLocation: location,
      defaultLocation: location,
      defaultDepartment: link.to(
        'SystemDepartmentReference',
        rowNamed(collections.departments, member.department),
      ),
      notes: 'Opens tickets for alerts of the monitoring.',
    });
  }
};
