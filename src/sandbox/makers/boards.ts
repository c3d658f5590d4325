import setup from '../../../data/sandbox/setup.json' with { type: 'json' };
import { fillFrom } from '../fill.js';
import type { Maker } from '../ground.js';
import { collections } from '../records.js';

export const boards: Maker = (ground, add) => {
  for (const [index, name] of setup.boards.entries())
    add(null, {
      ...fillFrom('Board', { ground, key: collections.boards, index, noun: 'board', whole: true }),
      name,
      inactiveFlag: false,
      projectFlag: name === 'Projects',
    });
};

export const statuses: Maker = (ground, add) => {
  for (const { id, record } of ground.stored(collections.boards)) {
    for (const [index, status] of setup.statuses.entries()) {
      add(id, {
        ...status,
        board: ground.reference('BoardReference', record),
        sortOrder: index + 1,
        displayOnBoard: true,
        inactive: false,
        defaultFlag: index === 0,
      });
    }
  }
};

export const priorities: Maker = (_ground, add) => {
  for (const [index, priority] of setup.priorities.entries())
    add(null, { ...priority, sortOrder: index + 1, defaultFlag: index === 2 });
};
