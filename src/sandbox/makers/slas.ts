import authored from '../../../data/sandbox/slas.json' with { type: 'json' };
import type { JsonRecord } from '../../text/records.js';
import type { Maker } from '../ground.js';
import { collections } from '../records.js';
import { Linker } from './linker.js';
import { turn } from '../turn.js';

/** Hours to respond, plan and resolve that an agreement on service promises. */
export function promised(sla: number): readonly [number, number, number] {
  const [respond = 0, plan = 0, resolve = 0] = turn(authored, sla - 1).hours;
  return [respond, plan, resolve];
}

/** The priority that impact and urgency, from 0 (high) to 2 (low), come to. */
export function priorityFor(impact: number, urgency: number): number {
  return Math.min(4, impact + urgency + 1);
}

export const slas: Maker = (ground, add) => {
  const link = new Linker(ground);
  const levels = ['hi', 'med', 'low'];
  const urgencies = ['Hi', 'Med', 'Low'];
  for (const [index, { name, basedOn, calendar, hours, percents }] of authored.entries()) {
    const priorities: JsonRecord = {};
    for (const [impact, level] of levels.entries())
      for (const [urgency, word] of urgencies.entries())
        priorities[`${level}Impact${word}Urgency`] = link.row(
          'PriorityReference',
          '/service/priorities',
          priorityFor(impact, urgency),
        );
    add(null, {
      name,
      basedOn,
      customCalendar: link.row('CalendarReference', collections.calendars, calendar),
      defaultFlag: index === 0,
      applicationOrder: index + 1,
      ...priorities,
      respondHours: hours[0],
      respondPercent: percents[0],
      planWithin: hours[1],
      planWithinPercent: percents[1],
      resolutionHours: hours[2],
      resolutionPercent: percents[2],
    });
  }
};

/** Tighter for the first priorities, wider for the last. */
export const slaPriorities: Maker = (ground, add) => {
  const link = new Linker(ground);
  const widths = [0.25, 0.5, 1, 2];
  for (const [index, { name, hours, percents }] of authored.entries()) {
    for (const [place, width] of widths.entries())
      add(index + 1, {
        priority: link.row('PriorityReference', '/service/priorities', place + 1),
        respondHours: (hours[0] ?? 0) * width,
        respondPercent: percents[0],
        planWithin: (hours[1] ?? 0) * width,
        planWithinPercent: percents[1],
        resolutionHours: (hours[2] ?? 0) * width,
        resolutionPercent: percents[2],
        sla: link.to('SLAReference', { id: index + 1, name }),
      });
  }
};
