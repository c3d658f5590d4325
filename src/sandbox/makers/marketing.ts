import authored from '../../../data/sandbox/marketing.json' with { type: 'json' };
import type { Maker } from '../ground.js';
import { apiTime, collections } from '../records.js';
import { cents, every } from './amounts.js';
import { Cast } from './cast.js';
import { dayAgo, plusDays } from './days.js';
import { listed } from './listed.js';
import { turn } from '../turn.js';

const types = Object.entries(authored.types);
const subTypes = types.flatMap(([type, names]) => names.map((name) => ({ type, name })));

export const marketingGroups = listed(authored.groups);

export const campaignTypes = listed(
  types.map(([name], index) => ({ name, defaultFlag: index === 0 })),
);

export const campaignStatuses = listed(
  authored.statuses.map((name, index) => ({
    name,
    defaultFlag: index === 0,
    inactiveFlag: false,
  })),
);

export const campaignSubTypes = listed(
  subTypes.map(({ type, name }) => ({ type: typeNamed(type), name })),
);

export const subTypesOfTypes: Maker = (_ground, add) => {
  for (const { type, name } of subTypes) {
    const { id } = typeNamed(type);
    add(id, { typeId: id, name });
  }
};

function typeNamed(name: string): { id: number; name: string } {
  return { id: types.findIndex(([type]) => type === name) + 1, name };
}

export const campaigns: Maker = (ground, add) => {
  const cast = new Cast(ground);
  for (const [index, { name, type, subType }] of authored.campaigns.entries()) {
    const start = dayAgo(ground, 330 - index * 50);
    const end = plusDays(start, 30);
    const status = start > ground.origin.epoch ? 0 : end > ground.origin.epoch ? 1 : 2;
    const [budgetRevenue, budgetCost] = [4000 + index * 500, 800 + index * 90];
    const ended = status === 2;
    const actualCost = ended ? cents(budgetCost * (0.8 + (index % 4) / 10)) : 0;
    const actualRevenue = ended ? cents(budgetRevenue * (0.6 + (index % 5) / 5)) : 0;
    add(null, {
      name,
      type: typeNamed(type),
      subType: { id: subTypes.findIndex((one) => one.name === subType) + 1, name: subType },
      status: cast.refNth('CampaignStatusReference', '/marketing/campaigns/statuses', status),
      startDate: apiTime(start),
      endDate: apiTime(end),
      locationId: cast.home(index).locationId,
      member: cast.ref('MemberReference', turn(cast.staff, index)),
      inactive: every(4, index + 3),
      inactiveDaysAfterEnd: every(2, index) ? 30 : 60,
      notes: every(2, index) ? turn(authored.notes, index / 2) : undefined,
      defaultGroup: cast.refNth('GroupReference', '/marketing/groups', index),
      marketingManagerDefaultTrackId: every(3, index) ? 1 : undefined,
      opportunityDefaultTrackId: every(4, index) ? 2 : undefined,
      impressions: ended ? 500 + index * 120 : 0,
      budgetRevenue,
      budgetCost,
      budgetGrossMargin: budgetRevenue - budgetCost,
      budgetROI: Math.round(((budgetRevenue - budgetCost) / budgetCost) * 100),
      actualCost,
      actualRevenue,
      actualGrossMargin: cents(actualRevenue - actualCost),
      actualROI: ended ? Math.round(((actualRevenue - actualCost) / actualCost) * 100) : 0,
      emailsSent: ended && type === 'Email' ? 180 + index * 11 : 0,
      _info: ground.info(plusDays(start, -30), 'admin', ended ? end : ground.daysAgo(2)),
    });
  }
};

/** A member of a group has the id of the company. */
export const groupCompanies: Maker = (ground, add) => {
  for (const { id: group } of ground.stored('/marketing/groups')) {
    for (const company of ground.all(collections.companies)) {
      const id = Number(company['id']);
      if ((id + group) % 3 !== 0) continue;
      add(group, {
        groupId: group,
        defaultContactFlag: every(2, id),
        allContactsFlag: every(5, id),
        unsubscribeFlag: every(7, id),
      });
    }
  }
};

export const groupContacts: Maker = (ground, add) => {
  for (const { id: group } of ground.stored('/marketing/groups')) {
    for (const contact of ground.all(collections.contacts)) {
      const id = Number(contact['id']);
      if ((id + group) % 4 !== 0) continue;
      add(group, {
        groupId: group,
        note: every(6, id) ? 'Met at the trade fair' : undefined,
        unsubscribeFlag: every(9, id),
      });
    }
  }
};
