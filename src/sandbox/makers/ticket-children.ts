import authored from '../../../data/sandbox/work-notes.json' with { type: 'json' };
import { isRecord, type JsonRecord } from '../../text/records.js';
import type { Ground, Maker } from '../ground.js';
import { apiTime, collections } from '../records.js';
import { at, rowNamed } from './authored.js';
import { Linker } from './linker.js';
import { filled, ticketPlans, type TicketPlan } from './ticket-plan.js';
import { enteredBy } from './tickets.js';

/** What was said on tickets: the problem, what was found, and how it ended. */
export const notes: Maker = (ground, add) => {
  const link = new Linker(ground);
  for (const plan of ticketPlans(ground)) {
    for (const note of notesOf(plan, ground, link)) add(plan.id, note);
  }
};

function notesOf(plan: TicketPlan, ground: Ground, link: Linker): JsonRecord[] {
  const { request, day, work, contact, closed, id, mergedInto } = plan;
  const chance = ground.chance(`notes ${id}`);
  const text = (template: string) => filled(template, chance, day);
  const note = (at: number, by: string, words: string, flags: JsonRecord): JsonRecord => ({
    ticketId: id,
    text: words,
    detailDescriptionFlag: false,
    internalAnalysisFlag: false,
    resolutionFlag: false,
    issueFlag: false,
    customerUpdatedFlag: false,
    internalFlag: false,
    externalFlag: true,
    ...flags,
    dateCreated: apiTime(new Date(at)),
    createdBy: by,
    _info: ground.info(new Date(at), by),
  });
  const member = (identifier: unknown) =>
    link.to('MemberReference', rowNamed(collections.members, String(identifier)));
  const byContact = plan.source === 2 || plan.source === 3;
  const found = [
    note(plan.entered, enteredBy(plan), text(request.problem), {
      detailDescriptionFlag: true,
      issueFlag: true,
      sentimentScore: chance.between(-9, 4) / 10,
      ...(byContact
        ? { contact: link.to('ContactReference', contact), customerUpdatedFlag: true }
        : { member: member(plan.source === 4 ? 'rmmlink' : enteredBy(plan)) }),
    }),
  ];
  const [first] = work;
  if (first !== undefined && chance.happens(0.45))
    found.push(
      note(first.end, String(first.member['identifier']), text(request.analysis), {
        internalAnalysisFlag: true,
        internalFlag: true,
        externalFlag: false,
        member: link.to('MemberReference', first.member),
      }),
    );
  if (closed !== undefined && plan.owner !== undefined && plan.status.name !== 'Cancelled') {
    const ending =
      mergedInto === undefined ? text(request.resolution) : `Merged into ticket ${mergedInto.id}.`;
    found.push(
      note(closed, String(plan.owner['identifier']), ending, {
        resolutionFlag: true,
        member: link.to('MemberReference', plan.owner),
        ...(chance.happens(0.3) ? { sentimentScore: chance.between(2, 9) / 10 } : {}),
      }),
    );
  }
  return found;
}

/** The steps of visits and of accounts for new people. */
export const tasks: Maker = (ground, add) => {
  const link = new Linker(ground);
  for (const plan of ticketPlans(ground)) {
    const { desk, subType } = plan.request;
    if (desk.row['name'] !== 'Field Service' && subType['name'] !== 'New User') continue;
    const chance = ground.chance(`tasks ${plan.id}`);
    const isDone = plan.closed !== undefined;
    for (const [index, summary] of authored.tasks.entries()) {
      if (chance.happens(0.4)) continue;
      const closedFlag = isDone || (plan.work.length > 0 && index < 3);
      add(plan.id, {
        ticketId: plan.id,
        summary,
        notes: `${summary}.`,
        closedFlag,
        priority: index + 1,
        member: plan.owner === undefined ? undefined : link.to('MemberReference', plan.owner),
        resolution: closedFlag
          ? at(['Done.', 'Done by phone.', 'Not needed.'], index + plan.id)
          : undefined,
        childScheduleAction: at(['Transfer', 'Delete', 'Done'], index),
        _info: ground.info(new Date(plan.entered), enteredBy(plan)),
      });
    }
  }
};

/** Which of its company's machines a ticket is about. */
export const ticketConfigurations: Maker = (ground, add) => {
  const byCompany = new Map<number, JsonRecord[]>();
  for (const configuration of ground.all('/company/configurations')) {
    const { company } = configuration;
    if (!isRecord(company)) continue;
    const id = Number(company['id']);
    byCompany.set(id, [...(byCompany.get(id) ?? []), configuration]);
  }
  for (const plan of ticketPlans(ground)) {
    const machines = byCompany.get(plan.client.row.id);
    const chance = ground.chance(`configurations ${plan.id}`);
    if (machines === undefined || !chance.happens(0.4)) continue;
    add(plan.id, ground.reference('ConfigurationReference', chance.pick(machines)));
  }
};
