import type { Rules } from '../derive.js';

export const memberRules: Rules = {
  unique: ['identifier'],
  derived: ['lastLogin', 'primaryEmail'],
};
