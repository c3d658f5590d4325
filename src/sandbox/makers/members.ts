import setup from '../../../data/sandbox/setup.json' with { type: 'json' };
import type { Maker } from '../ground.js';

export const members: Maker = (_ground, add) => {
  for (const member of setup.members) {
    add(null, {
      ...member,
      licenseClass: 'F',
      inactiveFlag: false,
      officeEmail: `${member.identifier}@msp.example`,
      defaultEmail: 'Office',
      dailyCapacity: 8,
    });
  }
};
