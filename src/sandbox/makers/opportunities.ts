import authored from '../../../data/sandbox/sales.json' with { type: 'json' };
import type { JsonRecord } from '../../text/records.js';
import type { Ground, Maker } from '../ground.js';
import { apiTime } from '../records.js';
import { every } from './amounts.js';
import { Cast } from './cast.js';
import { dayAgo, plusDays } from './days.js';
import { partiesOf } from './parties.js';
import { probabilityNamed } from './sales-setup.js';
import { turn } from '../turn.js';

const count = 60;

export const opportunities: Maker = (ground, add) => {
  const cast = new Cast(ground);
  for (let index = 0; index < count; index++) {
    const chance = ground.chance(`opportunity ${index}`);
    const customer = cast.customer(index * 2 + 1);
    const lead = dayAgo(ground, chance.between(10, 400));
    const representative = cast.member(chance);
    const subject = turn(authored.opportunities, index);
    add(null, {
      name: `${subject} for ${String(customer['name'])}`.slice(0, 100),
      type: cast.refNth('OpportunityTypeReference', '/sales/opportunities/types', index),
      rating: cast.refNth('OpportunityRatingReference', '/sales/opportunities/ratings', index),
      campaign: every(4, index)
        ? cast.refNth('CampaignReference', '/marketing/campaigns', index / 4)
        : undefined,
      source: every(3, index) ? turn(authored.sources, index / 3) : undefined,
      notes: every(2, index) ? turn(authored.notes, index / 2) : undefined,
      primarySalesRep: cast.ref('MemberReference', representative),
      secondarySalesRep: every(3, index)
        ? cast.ref('MemberReference', cast.member(chance))
        : undefined,
      ...partiesOf(cast, customer, index),
      technicalContact: cast.ref('ContactReference', cast.contactOf(customer, index + 1)),
      ...place(cast, customer, index),
      ...progress(ground, cast, lead, representative, index),
      customerPO: every(6, index) ? `PO-${7000 + index}` : undefined,
      ...cast.finance(customer),
      currency: cast.refNth('CurrencyReference', '/finance/currencies', every(20, index) ? 1 : 0),
      totalSalesTax: every(3, index) ? 12.5 * (1 + (index % 8)) : 0,
    });
  }
};

function place(cast: Cast, customer: JsonRecord, index: number): JsonRecord {
  const { locationId, departmentId } = cast.home(index, customer);
  return { locationId, businessUnitId: departmentId, companyLocationId: locationId };
}

/** Old ones are decided; those that are open have a stage, its probability and a day to come. */
function progress(
  ground: Ground,
  cast: Cast,
  lead: Date,
  representative: JsonRecord,
  index: number,
): JsonRecord {
  const age = (ground.origin.epoch.getTime() - lead.getTime()) / 86_400_000;
  const closed = age > 150;
  const status = closed ? turn(['Won', 'Won', 'Lost', 'No decision'], index) : 'Open';
  const stage = closed ? 4 : index % 4;
  const percent = closed ? (status === 'Won' ? 100 : 0) : turn(authored.stages, stage).probability;
  const closedDate = plusDays(lead, 90 + (index % 40));
  const changed = closed ? closedDate : plusDays(lead, Math.floor(age / 2));
  return {
    status: cast.refNth(
      'OpportunityStatusReference',
      '/sales/opportunities/statuses',
      authored.statuses.findIndex(({ name }) => name === status),
    ),
    stage: cast.refNth('OpportunityStageReference', '/sales/stages', stage),
    probability: probabilityNamed(percent),
    expectedCloseDate: apiTime(closed ? closedDate : plusDays(lead, 160 + (index % 60))),
    pipelineChangeDate: apiTime(changed),
    dateBecameLead: apiTime(lead),
    closedDate: closed ? apiTime(closedDate) : undefined,
    closedBy: closed ? cast.ref('MemberReference', representative) : undefined,
    _info: ground.info(lead, String(representative['identifier']), changed),
  };
}

export const opportunityNotes: Maker = (ground, add) => {
  for (const [index, { id, record }] of ground.stored('/sales/opportunities').entries()) {
    for (let one = 0; one < 1 + (index % 3); one++) {
      const by = every(4, index) ? 'asmith' : 'jdoe';
      const entered = plusDays(new Date(String(record['dateBecameLead'])), 2 + one * 5);
      add(id, {
        opportunityId: id,
        text: turn(authored.notes, index + one),
        flagged: every(5, index),
        enteredBy: by,
        _info: ground.info(entered, by),
      });
    }
  }
};

export const opportunityContacts: Maker = (ground, add) => {
  for (const [index, { id, record }] of ground.stored('/sales/opportunities').entries()) {
    const role = turn(authored.roles, index);
    add(id, {
      contact: record['contact'],
      company: record['company'],
      role: { id: authored.roles.indexOf(role) + 1, name: role },
      notes: every(4, index) ? 'Prefers to be called in the morning.' : undefined,
      referralFlag: every(6, index),
      opportunityId: id,
    });
  }
};
