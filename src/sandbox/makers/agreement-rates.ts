import type { Maker } from '../ground.js';
import { apiTime } from '../records.js';
import { every } from './amounts.js';
import { plusDays } from './days.js';
import { Cast } from './cast.js';
import { turn } from '../turn.js';

/** Rates that an agreement has for a work role. */
export const agreementWorkRoles: Maker = (ground, add) => {
  const cast = new Cast(ground);
  for (const [index, { id, record }] of ground.stored('/finance/agreements').entries()) {
    if (!every(2, index)) continue;
    const start = new Date(String(record['startDate']));
    for (let one = 0; one < 1 + (index % 2); one++) {
      add(id, {
        workRole: cast.refNth('WorkRoleReference', '/time/workRoles', index + one),
        locationId: cast.home(index).locationId,
        rateType: turn(['Custom', 'Multiplier', 'AdjAmount'], index / 2 + one),
        rate: turn([125, 1.5, -10], index / 2 + one),
        limitTo: every(4, index) ? 150 : 0,
        effectiveDate: apiTime(start),
        endingDate: every(6, index) ? apiTime(plusDays(start, 365)) : undefined,
        agreementId: id,
        agreement: cast.ref('AgreementReference', record),
      });
    }
  }
};

/** What an agreement says of a work type: after hours at one and a half, travel not billed. */
export const agreementWorkTypes: Maker = (ground, add) => {
  const cast = new Cast(ground);
  for (const [index, { id, record }] of ground.stored('/finance/agreements').entries()) {
    if (!every(3, index)) continue;
    for (let one = 0; one < 1 + (index % 2); one++) {
      add(id, {
        workType: cast.refNth('WorkTypeReference', '/time/workTypes', index + one),
        locationId: cast.home(index).locationId,
        rateType: one === 0 ? 'Multiplier' : 'Custom',
        billTime: one === 0 ? 'Billable' : 'NoCharge',
        rate: one === 0 ? 1.5 : 0,
        hoursMin: 0.25,
        roundBillHours: 0.25,
        overageRateType: 'Multiplier',
        effectiveDate: record['startDate'],
        agreementId: id,
        agreement: cast.ref('AgreementReference', record),
        company: record['company'],
      });
    }
  }
};
