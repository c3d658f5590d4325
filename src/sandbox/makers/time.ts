import authored from '../../../data/sandbox/work-notes.json' with { type: 'json' };
import type { JsonRecord } from '../../text/records.js';
import type { Ground, Maker } from '../ground.js';
import { apiMoment, collections } from '../records.js';
import { rowNamed, rowOf } from './authored.js';
import { agreementsOf, type AgreementOf } from './agreements-of.js';
import { clientsOf, ownCompany } from './clients.js';
import { customFields } from './custom-fields.js';
import { madeInTurn } from './in-turn.js';
import { fieldsText, Linker } from './linker.js';
import { rateOf, timekeepers, type Timekeeper } from './members.js';
import { date, sheetPlans, timePlans, type Sheet, type TimePlan } from './time-plan.js';
import { turn } from '../turn.js';

export const timeEntries = madeInTurn((ground) => {
  const sheets = sheetPlans(ground);
  const plans = timePlans(ground, sheets);
  return { count: plans.length, texts: () => entryTexts(plans, sheets, ground) };
});

function* entryTexts(
  plans: readonly TimePlan[],
  sheets: readonly Sheet[],
  ground: Ground,
): Generator<string> {
  const link = new Linker(ground);
  const agreements = agreementsOf(ground);
  const workers = new Map(
    timekeepers.map((member): [number, string] => [member.id, workerText(member, link)]),
  );
  for (const [index, plan] of plans.entries()) {
    const sheet = turn(sheets, plan.sheet - 1);
    const texts = [
      chargedTo(plan, ground, link),
      workers.get(plan.member.id) ?? '',
      fieldsText(hoursOf(plan, index)),
      ...billing(plan, sheet, agreements),
      link.text('timeSheet', 'TimeSheetReference', { id: sheet.id, name: sheet.name }),
      fieldsText({
        mobileGuid: ground.chance(`time ${index}`).uuid(),
        customFields: customFields('TimeEntry', [plan.ticket !== undefined && index % 4 !== 0]),
        _info: ground.info(plan.end, String(plan.member['identifier'])),
      }),
    ];
    yield texts.join(',');
  }
}

function hoursOf(plan: TimePlan, index: number): JsonRecord {
  return {
    timeStart: apiMoment(plan.start),
    timeEnd: apiMoment(plan.end),
    hoursDeduct: plan.deduct,
    actualHours: plan.hours,
    notes: plan.notes,
    internalNotes: index % 5 === 0 ? turn(authored.internal, index) : undefined,
    addToDetailDescriptionFlag: !plan.resolves,
    addToInternalAnalysisFlag: index % 5 === 0,
    addToResolutionFlag: plan.resolves,
    emailResourceFlag: index % 7 === 0,
    emailContactFlag: plan.ticket !== undefined && index % 3 === 0,
    emailCcFlag: index % 11 === 0,
    emailCc: index % 11 === 0 ? 'records@msp.example' : undefined,
    enteredBy: plan.member['identifier'],
    dateEntered: apiMoment(plan.end),
  };
}

/** The ticket or the charge code, and what follows from it. */
function chargedTo({ ticket, chargeCode, member }: TimePlan, ground: Ground, link: Linker): string {
  if (ticket === undefined) {
    const own = turn(clientsOf(ground), ownCompany - 1);
    return fieldsText({
      company: link.to('CompanyReference', own.row),
      companyType: own.type,
      chargeToId: chargeCode,
      chargeToType: 'ChargeCode',
      workType: link.row('WorkTypeReference', collections.workTypes, 5),
      businessUnitId: chargeCode,
      territory: 'Tampa Office',
      ...(chargeCode === 2
        ? { projectActivity: 'Training' }
        : { opportunityRecid: 1 + (member.id % 3) }),
    });
  }
  const { client, request, status, summary, id } = ticket;
  const workType = rowOf(collections.workTypes, workTypeOf(request.desk.row['name']));
  return fieldsText({
    company: link.to('CompanyReference', client.row),
    companyType: client.type,
    chargeToId: id,
    chargeToType: 'ServiceTicket',
    workType: link.to('WorkTypeReference', workType),
    businessUnitId: request.desk.department,
    territory: rowOf(collections.locations, client.city.office)['name'],
    ticket: ground.reference('TicketReference', { id, summary }),
    ticketBoard: request.desk.row['name'],
    ticketStatus: status.name,
    ticketType: request.type['name'],
    ticketSubType: request.subType['name'],
  });
}

function workTypeOf(board: unknown): number {
  return board === 'Field Service' ? 2 : board === 'Night Desk' ? 3 : 1;
}

/** Who worked, in which role, at which office: the same on all entries of a member. */
function workerText(member: Timekeeper, link: Linker): string {
  const { role, office } = member;
  const location = rowOf(collections.locations, office);
  return fieldsText({
    member: link.to('MemberReference', member),
    workRole: link.to('WorkRoleReference', rowNamed(collections.workRoles, role)),
    locationId: office,
    locationName: location['name'],
    location: link.to('OwnerLevelReference', location),
    department: link.row('BillingUnitReference', collections.departments, 1),
    businessGroupDesc: role === 'Technician' ? 'Field' : 'Services',
  });
}

/** What becomes of the hours: recent ones wait for approval, older ones were billed or fall under the agreement. */
function billing(plan: TimePlan, sheet: Sheet, agreements: AgreementOf): string[] {
  const { ticket, hours, member } = plan;
  const hourlyRate = rateOf(member.role);
  const turn = (ticket?.id ?? 0) + member.id;
  const option =
    ticket === undefined || ticket.client.row.id === ownCompany
      ? 'DoNotBill'
      : turn % 17 === 0
        ? 'NoCharge'
        : 'Billable';
  const agreement = option === 'Billable' ? agreements(ticket?.client.row.id ?? 0) : undefined;
  const status = statusOf(sheet.age, option, agreement !== undefined, turn);
  const isBilled = status === 'Billed' || status === 'BilledAgreement';
  const billable = option === 'Billable' && status !== 'WrittenOff' ? hours : 0;
  const invoiced = agreement === undefined ? billable : 0;
  const fields: JsonRecord = {
    billableOption: option,
    hoursBilled: billable,
    invoiceHours: invoiced,
    hourlyRate,
    hourlyCost: (hourlyRate / 3).toFixed(2),
    overageRate: agreement === undefined ? 0 : hourlyRate,
    agreementHours: agreement === undefined ? 0 : billable,
    agreementAmount: agreement === undefined ? 0 : billable * hourlyRate,
    agreementAdjustment: agreement === undefined ? 0 : -billable * hourlyRate,
    adjustment: status === 'WrittenOff' ? -hours * hourlyRate : 0,
    extendedInvoiceAmount: invoiced * hourlyRate,
    invoiceReady: sheet.age > 1 && billable > 0 ? 1 : 0,
    invoiceFlag: isBilled,
    status,
  };
  return agreement === undefined ? [fieldsText(fields)] : [agreement.text, fieldsText(fields)];
}

function statusOf(age: number, option: string, underAgreement: boolean, turn: number): string {
  if (age === 0) return 'Open';
  if (age === 1) return turn % 13 === 0 ? 'Rejected' : 'PendingApproval';
  if (option !== 'Billable') return 'ApprovedByTierTwo';
  if (age < 5) return turn % 5 === 0 ? 'ApprovedByTierOne' : 'ReadyToBill';
  if (turn % 29 === 0) return 'WrittenOff';
  return underAgreement ? 'BilledAgreement' : 'Billed';
}

export const timeSheets: Maker = (ground, add) => {
  const link = new Linker(ground);
  const sheets = sheetPlans(ground);
  const hours = new Map<number, number>();
  for (const plan of timePlans(ground, sheets))
    hours.set(plan.sheet, (hours.get(plan.sheet) ?? 0) + plan.hours);
  const day = 86_400_000;
  for (const { id, member, start, age } of sheets) {
    const year = new Date(start).getUTCFullYear();
    const end = start + 6 * day;
    add(null, {
      member: link.to('MemberReference', member),
      year,
      period: 1 + Math.floor((start - Date.UTC(year, 0, 1)) / (7 * day)),
      dateStart: `${date(start)}T00:00:00Z`,
      dateEnd: `${date(end)}T00:00:00Z`,
      status:
        age === 0
          ? 'Open'
          : age === 1
            ? id % 13 === 0
              ? 'Rejected'
              : 'PendingApproval'
            : 'ApprovedByTierTwo',
      hours: hours.get(id) ?? 0,
      deadline: `${date(end + 3 * day)}T00:00:00Z`,
      _info: ground.info(
        new Date(Math.min(start, ground.origin.epoch.getTime())),
        String(member['identifier']),
      ),
    });
  }
};
