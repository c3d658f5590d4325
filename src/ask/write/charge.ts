import type { Setting } from '../draft.js';
import type { Sentence } from '../sentence.js';
import type { World } from '../world.js';
import { takeTarget } from './target.js';

/** What time and expenses are charged to, by the list of its records. */
const chargeable: Readonly<Record<string, string>> = {
  '/service/tickets': 'ServiceTicket',
  '/project/tickets': 'ProjectTicket',
  '/sales/activities': 'Activity',
  '/time/chargeCodes': 'ChargeCode',
};

/** Takes the record that time or an expense is for; undefined where none is named that can be charged. */
export function takeCharge(sentence: Sentence, world: World): Setting[] | undefined {
  return sentence.attempt(() => {
    const target = takeTarget(sentence, world, { after: String.raw`\b(?:to|on|for|in|against)` });
    const type = chargeable[target?.list ?? ''];
    if (target === undefined || type === undefined) return undefined;
    return [
      { path: 'chargeToId', value: target.id },
      { path: 'chargeToType', value: type },
    ];
  });
}
