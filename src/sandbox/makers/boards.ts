import setup from '../../../data/sandbox/setup.json' with { type: 'json' };
import type { Maker } from '../ground.js';
import { collections } from '../records.js';

export const boards: Maker = (_ground, add) => {
  for (const name of setup.boards)
    add(null, { name, inactiveFlag: false, projectFlag: name === 'Projects' });
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
