import authored from '../../../data/sandbox/projects.json' with { type: 'json' };
import type { JsonRecord } from '../../text/records.js';
import type { Ground } from '../ground.js';
import { every, sum } from './amounts.js';
import type { Row } from './authored.js';
import type { Cast } from './cast.js';
import { dayAgo, plusDays } from './days.js';
import { turn } from '../turn.js';

const count = 20;

/** What a project, its phases and its tickets are made from, so that their hours agree. */
export interface ProjectPlan {
  index: number;
  name: string;
  type: string;
  status: 'Open' | 'In Progress' | 'On Hold' | 'Completed';
  customer: JsonRecord;
  manager: JsonRecord;
  start: Date;
  end: Date;
  phases: PhasePlan[];
}

export interface PhasePlan {
  description: string;
  start: Date;
  end: Date;
  tickets: WorkPlan[];
}

export interface WorkPlan {
  summary: string;
  isIssue: boolean;
  closed: boolean;
  begun: boolean;
  budgetHours: number;
  actualHours: number;
  owner: JsonRecord;
}

/** Running projects began weeks ago, planned ones begin in weeks, done ones ended. */
export function projectPlans(ground: Ground, cast: Cast): ProjectPlan[] {
  return Array.from({ length: count }, (_, index) => {
    const { name, type, phases } = turn(authored.projects, index);
    const chance = ground.chance(`project ${index}`);
    const status = turn(
      ['In Progress', 'Completed', 'In Progress', 'Open', 'On Hold'] as const,
      index,
    );
    const begun = { Open: -14, 'In Progress': 40, 'On Hold': 90, Completed: 260 }[status];
    const start = dayAgo(ground, begun + chance.between(0, 12));
    const groups = Object.entries<string[]>(phases);
    const days = 14 + chance.between(0, 7);
    return {
      index,
      name,
      type,
      status,
      customer: cast.customer(index * 3 + 1),
      manager: cast.member(chance),
      start,
      end: plusDays(start, days * groups.length),
      phases: groups.map(([description, summaries], phase): PhasePlan => {
        const from = plusDays(start, days * phase);
        const done = progressOf(status, phase, groups.length);
        const isLast = phase === groups.length - 1;
        const issues = isLast && every(2, index) ? [turn(authored.issues, index / 2)] : [];
        return {
          description,
          start: from,
          end: plusDays(from, days - 1),
          tickets: [...summaries, ...issues].map((summary, nth): WorkPlan => {
            const budgetHours = chance.between(2, 16);
            const closed = done === 'all' || (done === 'some' && nth === 0);
            const begunNow = closed || (done === 'some' && nth === 1);
            const spent = closed ? chance.between(3, 6) / 4 : begunNow ? 0.5 : 0;
            return {
              summary,
              isIssue: nth >= summaries.length,
              closed,
              begun: begunNow,
              budgetHours,
              actualHours: Math.round(budgetHours * spent * 4) / 4,
              owner: cast.member(chance),
            };
          }),
        };
      }),
    };
  });
}

/** What others refer to: a project need not be made for that. */
export function projectRow({ index, name, customer }: ProjectPlan): Row {
  return { id: index + 1, name: `${name} - ${String(customer['name'])}`.slice(0, 100) };
}

function progressOf(
  status: ProjectPlan['status'],
  phase: number,
  phases: number,
): 'all' | 'some' | 'none' {
  if (status === 'Completed') return 'all';
  if (status === 'Open') return 'none';
  const current = Math.floor(phases / 2);
  return phase < current ? 'all' : phase === current ? 'some' : 'none';
}

/** Hours of the work that belongs to a phase or a project. */
export function hoursOf(work: readonly WorkPlan[]): {
  budgetHours: number;
  actualHours: number;
  percentComplete: number;
} {
  const budgetHours = sum(work.map((one) => one.budgetHours));
  const done = sum(work.filter(({ closed }) => closed).map((one) => one.budgetHours));
  return {
    budgetHours,
    actualHours: sum(work.map((one) => one.actualHours)),
    percentComplete: budgetHours === 0 ? 0 : Math.round((done / budgetHours) * 100) / 100,
  };
}
