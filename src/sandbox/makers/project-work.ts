import authored from '../../../data/sandbox/projects.json' with { type: 'json' };
import type { JsonRecord } from '../../text/records.js';
import type { Ground, Maker } from '../ground.js';
import { apiTime } from '../records.js';
import { cents, every } from './amounts.js';
import { Cast } from './cast.js';
import { plusDays } from './days.js';
import { hoursOf, projectPlans, type PhasePlan, type ProjectPlan } from './project-plans.js';
import { projectBoard } from './projects.js';
import { turn } from '../turn.js';

export const phases: Maker = (ground, add) => {
  const cast = new Cast(ground);
  const board = projectBoard(ground);
  for (const { project, plan } of planned(ground, cast)) {
    for (const [position, phase] of plan.phases.entries()) {
      const { locationId, departmentId, billingUnit } = cast.home(plan.index, plan.customer);
      const { budgetHours, actualHours } = hoursOf(phase.tickets);
      const begun = actualHours > 0;
      add(Number(project['id']), {
        projectId: project['id'],
        description: phase.description,
        board: cast.ref('ProjectBoardReference', board),
        status: cast.ref(
          'PhaseStatusReference',
          cast.named('/project/phaseStatuses', phaseStatus(phase)),
        ),
        wbsCode: String(position + 1),
        billTime: every(5, position + plan.index) ? 'NoCharge' : 'Billable',
        billExpenses: every(4, position + plan.index) ? 'DoNotBill' : 'Billable',
        billProducts: every(3, position + plan.index) ? 'NoDefault' : 'Billable',
        markAsMilestoneFlag: position === plan.phases.length - 1,
        notes: every(3, position) ? 'Agreed with the customer.' : undefined,
        deadlineDate: apiTime(plusDays(phase.end, 3)),
        billSeparatelyFlag: every(4, plan.index),
        billingMethod: project['billingMethod'],
        budgetHours,
        actualHours,
        scheduledHours: begun ? Math.ceil(budgetHours / 2) : 0,
        scheduledStart: apiTime(phase.start),
        scheduledEnd: apiTime(phase.end),
        actualStart: begun ? apiTime(plusDays(phase.start, 1)) : undefined,
        actualEnd: phaseStatus(phase) === 'Closed' ? apiTime(plusDays(phase.end, 1)) : undefined,
        startDate: apiTime(phase.start),
        endDate: apiTime(phase.end),
        billPhaseClosedFlag: every(2, position),
        billProjectClosedFlag: !every(2, position),
        hourlyRate: every(4, position + plan.index) ? 150 : undefined,
        billingStartDate: begun ? apiTime(phase.start) : undefined,
        poNumber: project['customerPO'],
        estimatedTimeRevenue: cents(budgetHours * 150),
        estimatedTimeCost: cents(budgetHours * 70),
        locationId,
        businessUnitId: departmentId,
        department: billingUnit,
        currency: project['currency'],
        _info: project['_info'],
      });
    }
  }
};

function phaseStatus({ tickets }: PhasePlan): string {
  if (tickets.every(({ closed }) => closed)) return 'Closed';
  return tickets.some(({ begun }) => begun) ? 'In Progress' : 'Open';
}

export const projectNotes: Maker = (ground, add) => {
  for (const [index, { id, record }] of ground.stored('/project/projects').entries()) {
    for (let one = 0; one < 1 + (index % 3); one++) {
      const written = plusDays(new Date(String(record['estimatedStart'])), -10 + one * 4);
      add(id, {
        projectId: id,
        text: turn(authored.notes, index + one),
        flagged: every(4, index + one),
        _info: ground.info(written, 'jdoe'),
      });
    }
  }
};

/** The manager first, then whoever owns tickets of the project, with the hours planned for them. */
export const teamMembers: Maker = (ground, add) => {
  const cast = new Cast(ground);
  for (const { project, plan } of planned(ground, cast)) {
    const hours = new Map<JsonRecord, number>([[plan.manager, 0]]);
    for (const { owner, budgetHours } of plan.phases.flatMap(({ tickets }) => tickets))
      hours.set(owner, (hours.get(owner) ?? 0) + budgetHours);
    for (const [member, planned] of hours) {
      const role = member === plan.manager ? 0 : 1;
      add(Number(project['id']), {
        projectId: project['id'],
        hours: planned,
        member: cast.ref('MemberReference', member),
        projectRole: { id: role + 1, identifier: authored.roles[role]?.name },
        workRole: cast.refNth('WorkRoleReference', '/time/workRoles', role),
        startDate: apiTime(plan.start),
        endDate: apiTime(plan.end),
      });
    }
  }
};

/** The projects as stored, with what they are made from. */
export function planned(ground: Ground, cast: Cast): { project: JsonRecord; plan: ProjectPlan }[] {
  const records = ground.all('/project/projects');
  return projectPlans(ground, cast).map((plan) => ({ project: records[plan.index] ?? {}, plan }));
}
