import authored from '../../../data/sandbox/agreements.json' with { type: 'json' };
import type { JsonRecord } from '../../text/records.js';
import type { Ground } from '../ground.js';
import { every, sum } from './amounts.js';
import type { Row } from './authored.js';
import type { Cast } from './cast.js';
import { items, type Item } from './catalog.js';
import { dayAgo, plusDays } from './days.js';
import { turn } from '../turn.js';

const count = 60;

/** What an agreement and all that hangs on it are made from, so that their amounts agree. */
export interface AgreementPlan {
  index: number;
  customer: JsonRecord;
  type: (typeof authored.types)[number];
  start: Date;
  /** Without one it runs on. */
  end: Date | undefined;
  cancelled: Date | undefined;
  status: 'Active' | 'Cancelled' | 'Expired' | 'Inactive';
  lines: AgreementLine[];
}

/** An addition. */
export interface AgreementLine {
  item: Item;
  quantity: number;
  lessIncluded: number;
  billCustomer: 'Billable' | 'DoNotBill' | 'NoCharge';
  from: Date;
  cancelled: Date | undefined;
}

export function agreementPlans(ground: Ground, cast: Cast): AgreementPlan[] {
  return Array.from({ length: count }, (_, index) => {
    const chance = ground.chance(`agreement ${index}`);
    const type = turn(authored.types, index + Math.floor(index / cast.customers.length));
    const started = chance.between(40, 1100);
    const start = dayAgo(ground, started);
    const end = endOf(ground, index, start);
    const cancelled =
      every(12, index + 5) && started > 90 ? dayAgo(ground, chance.between(15, 80)) : undefined;
    const lines = type.lines
      // The first has all of them, whatever is drawn: examples begin with it.
      .slice(0, index === 0 ? type.lines.length : chance.between(2, type.lines.length))
      .map((identifier, line): AgreementLine => {
        const later = line > 1 && chance.happens(0.4);
        const from = later ? plusDays(start, chance.between(10, started)) : start;
        const quantity = quantityFor(identifier, chance.between(3, 40));
        return {
          item: items.find((one) => one.identifier === identifier) ?? turn(items, line),
          quantity,
          lessIncluded: quantity > 4 && every(7, index + line) ? 2 : 0,
          billCustomer: billing(index, line),
          from,
          cancelled: every(8, index + line + 4)
            ? new Date(Math.max(from.getTime(), dayAgo(ground, 20 + line * 9).getTime()))
            : undefined,
        };
      });
    const status = statusOf(ground, index, end, cancelled);
    return {
      index,
      customer: cast.customer(index),
      type,
      start,
      end,
      cancelled,
      status,
      lines,
    };
  });
}

export function agreementName({ type, customer }: AgreementPlan): string {
  return `${type.name} - ${String(customer['name'])}`;
}

/** What others refer to: an agreement need not be made for that. */
export function agreementRow(plan: AgreementPlan): Row {
  return { id: plan.index + 1, name: agreementName(plan), type: plan.type.name };
}

/** A few additions are free, or not billed at all. */
function billing(index: number, line: number): AgreementLine['billCustomer'] {
  if (every(13, index + line + 10)) return 'NoCharge';
  return every(17, index + line + 2) ? 'DoNotBill' : 'Billable';
}

/** A user or seat is bought by the dozen; servers, domains and blocks of hours are few. */
function quantityFor(identifier: string, drawn: number): number {
  return /SRV|SERVER|FW|BLK|WEB|FAX|TB/.test(identifier) ? 1 + (drawn % 3) : drawn + 2;
}

/** A fifth runs on, some ends are past, some are weeks away; most ends are the contract's next one. */
function endOf(ground: Ground, index: number, start: Date): Date | undefined {
  if (every(5, index)) return undefined;
  if (every(14, index + 3)) return dayAgo(ground, 12 + index);
  if (every(6, index + 1)) return dayAgo(ground, -(7 + index));
  let end = start;
  while (end <= ground.origin.epoch) end = plusDays(end, 365);
  return plusDays(end, 365 * (index % 2) - 1);
}

function statusOf(
  ground: Ground,
  index: number,
  end: Date | undefined,
  cancelled: Date | undefined,
): AgreementPlan['status'] {
  if (cancelled !== undefined) return 'Cancelled';
  if (end !== undefined && end < ground.origin.epoch) return 'Expired';
  return index === 21 ? 'Inactive' : 'Active';
}

/** What a line costs the customer. */
export function extended({ item, quantity, lessIncluded }: AgreementLine): number {
  return sum([(quantity - lessIncluded) * item.price]);
}

/** What an agreement bills for a cycle that begins at a date. */
export function billedAt({ lines }: AgreementPlan, date: Date): number {
  return sum(
    lines
      .filter(
        ({ billCustomer, from, cancelled }) =>
          billCustomer === 'Billable' &&
          from <= date &&
          (cancelled === undefined || cancelled > date),
      )
      .map(extended),
  );
}
