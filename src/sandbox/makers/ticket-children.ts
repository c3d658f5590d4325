import authored from '../../../data/sandbox/work-notes.json' with { type: 'json' };
import { isRecord, type JsonRecord } from '../../text/records.js';
import type { Ground, Maker } from '../ground.js';
import { collections } from '../records.js';
import { rowNamed } from './authored.js';
import { fieldsText, Linker } from './linker.js';
import { filled, ticketPlans, type TicketPlan } from './ticket-plan.js';
import { enteredBy } from './tickets.js';
import { turn } from '../turn.js';

/** What was said on tickets: the problem, what was found, and how it ended. */
export const notes: Maker = (ground, add) => {
  const link = new Linker(ground);
  for (const plan of ticketPlans(ground)) {
    for (const note of notesOf(plan, ground, link)) add.text(plan.id, note);
  }
};

function notesOf(plan: TicketPlan, ground: Ground, link: Linker): string[] {
  const { request, day, work, contact, closed, id, mergedInto } = plan;
  const chance = ground.chance(`notes ${id}`);
  const text = (template: string) => filled(template, chance, day);
  const note = (time: number, by: string, words: string, kind: Kind, more: string): string => {
    const info = ground.info(time, by);
    const own = fieldsText({ ticketId: id, text: words, ...kinds[kind] });
    const stamp = { dateCreated: info['dateEntered'], createdBy: by, _info: info };
    return `${own},${more},${fieldsText(stamp)}`;
  };
  const member = (identifier: string) =>
    link.text('member', 'MemberReference', rowNamed(collections.members, identifier));
  const caller = () =>
    `${link.text('contact', 'ContactReference', contact)},"customerUpdatedFlag":true`;
  const author = plan.source === 2 || plan.source === 3 ? caller() : member(enteredBy(plan));
  const mood = chance.between(-9, 4) / 10;
  const found = [
    note(
      plan.entered,
      enteredBy(plan),
      text(request.problem),
      'discussion',
      `${author},"sentimentScore":${mood}`,
    ),
  ];
  const [first] = work;
  if (first !== undefined && chance.happens(0.45)) {
    const by = String(first.member['identifier']);
    found.push(note(first.end, by, text(request.analysis), 'internal', member(by)));
  }
  if (closed !== undefined && plan.owner !== undefined && plan.status.name !== 'Cancelled') {
    const by = String(plan.owner['identifier']);
    const ending =
      mergedInto === undefined ? text(request.resolution) : `Merged into ticket ${mergedInto.id}.`;
    found.push(note(closed, by, ending, 'resolution', member(by)));
  }
  return found;
}

type Kind = keyof typeof kinds;

/** The tabs that a note stands on. */
const kinds = {
  discussion: {
    detailDescriptionFlag: true,
    internalAnalysisFlag: false,
    resolutionFlag: false,
    issueFlag: true,
    internalFlag: false,
    externalFlag: true,
  },
  internal: {
    detailDescriptionFlag: false,
    internalAnalysisFlag: true,
    resolutionFlag: false,
    issueFlag: false,
    internalFlag: true,
    externalFlag: false,
  },
  resolution: {
    detailDescriptionFlag: false,
    internalAnalysisFlag: false,
    resolutionFlag: true,
    issueFlag: false,
    internalFlag: false,
    externalFlag: true,
  },
};

/** The steps of what takes several. */
export const tasks: Maker = (ground, add) => {
  const link = new Linker(ground);
  for (const plan of ticketPlans(ground)) {
    if (!hasSteps(plan)) continue;
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
          ? turn(['Done.', 'Done by phone.', 'Not needed.'], index + plan.id)
          : undefined,
        childScheduleAction: turn(['Transfer', 'Delete', 'Done'], index),
        _info: ground.info(plan.entered, enteredBy(plan)),
      });
    }
  }
};

/** Visits, accounts for new people, and some others. */
function hasSteps({ request: { desk, subType }, id }: TicketPlan): boolean {
  return desk.row['name'] === 'Field Service' || subType['name'] === 'New User' || id % 20 === 1;
}

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
