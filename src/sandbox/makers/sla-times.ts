import type { JsonRecord } from '../../text/records.js';
import { apiMoment } from '../records.js';
import { afterOpen, openMinutes } from './arrivals.js';
import { promised } from './slas.js';
import type { TicketPlan } from './ticket-plan.js';

/** When a ticket was answered, planned and resolved, in the desk's minutes, and whether that is what was promised. */
export function slaTimes(plan: TicketPlan): JsonRecord {
  const { entered, closed, work, owner, sla, status, chance, id } = plan;
  const [respond, planned, resolve] = promised(sla);
  const answered = work[0]?.start ?? (status.name === 'New' ? undefined : (closed ?? plan.taken));
  const planMade = work.length > 1 ? work[0]?.end : closed;
  const isWaiting = status.name === 'Waiting on Customer';
  const waiting = isWaiting
    ? chance.between(30, 4000)
    : chance.happens(0.2)
      ? chance.between(10, 900)
      : 0;
  const by = owner?.['identifier'] ?? 'rmmlink';
  const minutes = (to: number | undefined) => (to === undefined ? 0 : openMinutes(entered, to));
  const [respondMinutes, resPlanMinutes, resolveMinutes] = [answered, planMade, closed].map(
    minutes,
  );
  const stage =
    closed !== undefined
      ? 'Resolved'
      : isWaiting
        ? 'Waiting'
        : answered === undefined
          ? 'Respond'
          : planMade === undefined
            ? 'Plan'
            : 'Resolve';
  const promise = stage === 'Respond' ? respond : stage === 'Plan' ? planned : resolve;
  return {
    dateResponded: time(answered),
    dateResplan: time(planMade),
    dateResolved: time(closed),
    respondMinutes,
    resPlanMinutes,
    resolveMinutes,
    isInSla:
      (respondMinutes ?? 0) <= respond * 60 && (resolveMinutes ?? 0) - waiting <= resolve * 60,
    slaStatus:
      stage === 'Resolved' || stage === 'Waiting'
        ? stage
        : `${stage} by ${clock(afterOpen(entered, promise * 60))}`,
    escalationStartDateUTC: apiMoment(entered),
    escalationLevel: ['Respond', 'Plan', 'Resolve', 'Waiting', 'Resolved'].indexOf(stage),
    minutesBeforeWaiting: isWaiting ? respondMinutes : 0,
    minutesWaiting: waiting,
    respondedSkippedMinutes: id % 9 === 0 ? 60 : 0,
    resplanSkippedMinutes: id % 7 === 0 ? 30 : 0,
    respondedHours: hours(respondMinutes),
    resplanHours: hours(resPlanMinutes),
    resolutionHours: hours(resolveMinutes),
    respondedBy: answered === undefined ? undefined : by,
    resplanBy: planMade === undefined ? undefined : by,
    resolvedBy: closed === undefined ? undefined : by,
  };
}

function time(moment: number | undefined): string | undefined {
  return moment === undefined ? undefined : apiMoment(moment);
}

function hours(minutes: number | undefined): number {
  return Math.round((minutes ?? 0) / 6) / 10;
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** As the screens of the East coast show it: `Mon 11/23 5:00 PM UTC-05`. */
function clock(moment: number): string {
  const local = new Date(moment - 5 * 3_600_000);
  const hour = local.getUTCHours();
  const minute = String(local.getUTCMinutes()).padStart(2, '0');
  const day = `${weekdays[local.getUTCDay()] ?? ''} ${local.getUTCMonth() + 1}/${local.getUTCDate()}`;
  return `${day} ${hour % 12 === 0 ? 12 : hour % 12}:${minute} ${hour < 12 ? 'AM' : 'PM'} UTC-05`;
}
