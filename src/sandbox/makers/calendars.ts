import authored from '../../../data/sandbox/calendars.json' with { type: 'json' };
import holidaysAuthored from '../../../data/sandbox/holidays.json' with { type: 'json' };
import type { Maker } from '../ground.js';
import { rowsOf } from './authored.js';
import { Linker } from './linker.js';

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

export const calendars: Maker = (ground, add) => {
  const link = new Linker(ground);
  for (const { name, holidayList, open, days } of authored) {
    const hours = weekdays
      .slice(0, days)
      .flatMap((day) => [
        [`${day}StartTime`, open[0]] as const,
        [`${day}EndTime`, open[1]] as const,
      ]);
    add(null, {
      name,
      holidayList:
        holidayList === undefined
          ? undefined
          : link.row('HolidayListReference', '/schedule/holidayLists', holidayList),
      ...Object.fromEntries(hours),
    });
  }
};

/** The holidays of three years, last year's first. */
export const holidays: Maker = (ground, add) => {
  const link = new Linker(ground);
  const thisYear = ground.origin.epoch.getUTCFullYear();
  for (const list of rowsOf('/schedule/holidayLists')) {
    for (const year of [thisYear - 1, thisYear, thisYear + 1]) {
      for (const { name, day, from, closures } of holidaysAuthored) {
        if (closures === true && list.id === 1) continue;
        add(list.id, {
          name,
          allDayFlag: from === undefined,
          date: `${year}-${day}`,
          ...(from === undefined ? {} : { timeStart: from, timeEnd: '17:00:00' }),
          holidayList: link.to('HolidayListReference', list),
        });
      }
    }
  }
};
