import setup from '../../../data/sandbox/setup.json' with { type: 'json' };
import { fillFrom } from '../fill.js';
import type { Maker } from '../ground.js';
import { collections } from '../records.js';

export const members: Maker = (ground, add) => {
  const approver = ground.reference('MemberReference', { id: 1, ...setup.members[0] });
  for (const [index, member] of setup.members.entries()) {
    add(null, {
      ...fillFrom('Member', {
        ground,
        key: collections.members,
        index,
        noun: 'member',
        whole: true,
      }),
      ...member,
      licenseClass: 'F',
      inactiveFlag: false,
      officeEmail: `${member.identifier}@msp.example`,
      defaultEmail: 'Office',
      dailyCapacity: 8,
      timeApprover: approver,
      expenseApprover: approver,
    });
  }
};
