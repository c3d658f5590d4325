import type { Rules } from './index.js';

export const memberRules: Rules = {
  unique: ['identifier'],
  derived: ['lastLogin', 'primaryEmail'],
};
