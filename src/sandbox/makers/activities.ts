import authored from '../../../data/sandbox/sales.json' with { type: 'json' };
import { isRecord, type JsonRecord } from '../../text/records.js';
import type { Ground, Maker } from '../ground.js';
import { every } from './amounts.js';
import { Cast, mailOf } from './cast.js';
import { at, dayAgo } from './days.js';
import { turn } from '../turn.js';

const count = 140;

/** Calls, meetings and mails with customers, some of them about an opportunity, an agreement or a ticket. */
export const activities: Maker = (ground, add) => {
  const cast = new Cast(ground);
  const opportunities = ground.all('/sales/opportunities');
  const agreements = ground.all('/finance/agreements');
  for (let index = 0; index < count; index++) {
    const chance = ground.chance(`activity ${index}`);
    const opportunity = every(2, index) ? turn(opportunities, index / 2) : undefined;
    const agreement = every(5, index + 1) ? turn(agreements, index) : undefined;
    const about = (opportunity ?? agreement)?.['company'];
    const customer = cast.company(isRecord(about) ? about['id'] : 0) ?? cast.customer(index * 3);
    const contact = cast.contactOf(customer, index);
    const assigned = cast.member(chance);
    add(null, {
      name: turn(authored.activities, index),
      type: cast.refNth('ActivityTypeReference', '/sales/activities/types', index),
      company: cast.ref('CompanyReference', customer),
      contact: cast.ref('ContactReference', contact),
      phoneNumber: contact?.['defaultPhoneNbr'] ?? customer['phoneNumber'],
      email: mailOf(contact),
      opportunity: cast.ref('OpportunityReference', opportunity),
      agreement: cast.ref('AgreementReference', agreement),
      campaign: every(7, index)
        ? cast.refNth('CampaignReference', '/marketing/campaigns', index)
        : undefined,
      notes: every(3, index) ? turn(authored.notes, index / 3) : undefined,
      assignTo: cast.ref('MemberReference', assigned),
      assignedBy: cast.ref('MemberReference', cast.member(chance)),
      where: cast.refNth('ServiceLocationReference', '/service/locations', index),
      scheduleStatus: cast.refNth('ScheduleStatusReference', '/schedule/statuses', index),
      notifyFlag: every(4, index),
      mobileGuid: chance.uuid(),
      currency: cast.refNth('CurrencyReference', '/finance/currencies', 0),
      ...timing(ground, cast, index, String(assigned['identifier'])),
    });
  }
};

/** Most are past and closed; a tenth lies ahead. */
function timing(ground: Ground, cast: Cast, index: number, by: string): JsonRecord {
  const days = 126 - index;
  const date = dayAgo(ground, days);
  const status = days > 20 ? 2 : every(3, index) ? 1 : 0;
  const start = 13 + (index % 8) / 2;
  const entered = ground.daysAgo(Math.max(days, 0) + 4);
  return {
    status: cast.refNth('ActivityStatusReference', '/sales/activities/statuses', status),
    dateStart: at(date, start),
    dateEnd: at(date, start + (1 + (index % 3)) / 2),
    _info: ground.info(entered, by, ground.daysAgo(Math.max(days, 0))),
  };
}
