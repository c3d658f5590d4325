import authored from '../../../data/sandbox/sales.json' with { type: 'json' };
import type { Maker } from '../ground.js';
import { listed } from './listed.js';

export const probabilities = listed(authored.probabilities.map((probability) => ({ probability })));
export const opportunityStatuses = listed(authored.statuses);
export const activityStatuses = listed(authored.activityStatuses);
export const orderStatuses = listed(authored.orderStatuses);
export const salesRoles = listed(authored.roles.map((name) => ({ name })));

export const opportunityTypes = listed(
  authored.types.map((description) => ({ description, inactiveFlag: false })),
);

export const ratings = listed(
  authored.ratings.map((name, index) => ({ name, sortOrder: index + 1 })),
);

export const activityTypes = listed(
  authored.activityTypes.map((type, index) => ({
    ...type,
    defaultFlag: index === 0,
    inactiveFlag: false,
  })),
);

export const stages: Maker = (_ground, add) => {
  for (const [index, { name, probability, color }] of authored.stages.entries())
    add(null, {
      name,
      probability: probabilityNamed(probability),
      color,
      sequenceNumber: index + 1,
    });
};

/** A probability is called by its percentage. */
export function probabilityNamed(percent: number): { id: number; name: string } {
  return { id: authored.probabilities.indexOf(percent) + 1, name: String(percent) };
}
