import authored from '../../../data/sandbox/finance.json' with { type: 'json' };
import type { JsonRecord } from '../../text/records.js';
import type { Ground, Maker } from '../ground.js';
import { apiTime } from '../records.js';
import { cents, every, sum } from './amounts.js';
import { Cast } from './cast.js';
import { drawn, items, type Item } from './catalog.js';
import { dayAgo, plusDays } from './days.js';
import { taxIn } from './finance-setup.js';
import { partiesOf } from './parties.js';
import { turn } from '../turn.js';

const count = 30;
const goods = items.filter(({ category }) => category === 'Hardware' || category === 'Software');

/** What an order, its products and its invoice are made from. */
export interface OrderPlan {
  id: number;
  customer: JsonRecord;
  ordered: Date;
  due: Date;
  done: boolean;
  lines: { item: Item; quantity: number }[];
}

export function orderPlans(ground: Ground, cast: Cast): OrderPlan[] {
  return Array.from({ length: count }, (_, index) => {
    const chance = ground.chance(`order ${index}`);
    const ordered = dayAgo(ground, 5 + (count - index) * 14);
    const due = plusDays(ordered, chance.between(10, 30));
    return {
      id: index + 1,
      customer: cast.customer(index * 4 + 2),
      ordered,
      due,
      done: due < ground.origin.epoch,
      lines: Array.from({ length: chance.between(1, 4) }, () => ({
        ...drawn(goods, 6, chance),
      })),
    };
  });
}

/** What its products cost before tax. */
export function subTotalOf({ lines }: OrderPlan): number {
  return sum(lines.map(({ item, quantity }) => item.price * quantity));
}

export const orders: Maker = (ground, add) => {
  const cast = new Cast(ground);
  let product = 1;
  for (const [index, plan] of orderPlans(ground, cast).entries()) {
    const { customer, ordered, due, done, lines } = plan;
    const subTotal = subTotalOf(plan);
    const { rate } = turn(authored.taxCodes, taxIn(customer['state']));
    const taxTotal = cents((subTotal * rate) / 100);
    const { location, department } = cast.home(index, customer);
    add(null, {
      ...partiesOf(cast, customer, index),
      phone: customer['phoneNumber'],
      phoneExt: every(5, index) ? '21' : undefined,
      email: `orders@${String(customer['identifier']).toLowerCase()}.example`,
      status: cast.refNth('OrderStatusReference', '/sales/orders/statuses', done ? 2 : index % 2),
      orderDate: apiTime(ordered),
      dueDate: apiTime(due),
      ...cast.finance(customer),
      poNumber: every(3, index) ? `PO-${9000 + index}` : undefined,
      location,
      department,
      companyLocation: location,
      salesRep: cast.ref('MemberReference', turn(cast.staff, index)),
      notes: every(4, index) ? 'Deliver all of it at once.' : undefined,
      description: `${lines.length} products for ${String(customer['name'])}`,
      billClosedFlag: done,
      billShippedFlag: every(2, index),
      restrictDownpaymentFlag: every(7, index),
      topCommentFlag: every(5, index),
      bottomCommentFlag: every(6, index),
      productIds: lines.map((_, line) => product + line),
      currency: cast.refNth('CurrencyReference', '/finance/currencies', 0),
      subTotal,
      taxTotal,
      total: cents(subTotal + taxTotal),
      _info: ground.info(ordered, 'jdoe', done ? due : ordered),
    });
    product += lines.length;
  }
};
