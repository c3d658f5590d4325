import type { Chance } from '../ground.js';

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** What stands on a device: letters and digits that are not mistaken for each other. */
export function serialNumber(chance: Chance): string {
  let text = '';
  for (let index = 0; index < 10; index++)
    text += letters.charAt(chance.between(0, letters.length - 1));
  return text;
}
