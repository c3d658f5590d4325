import type { Chance } from '../ground.js';

const hex = '0123456789abcdef';
const serial = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A GUID (version 4). */
export function guid(chance: Chance): string {
  const part = (length: number) => draw(hex, length, chance);
  return `${part(8)}-${part(4)}-4${part(3)}-a${part(3)}-${part(12)}`;
}

/** What stands on a device: letters and digits that are not mistaken for each other. */
export function serialNumber(chance: Chance): string {
  return draw(serial, 10, chance);
}

function draw(letters: string, length: number, chance: Chance): string {
  let text = '';
  for (let index = 0; index < length; index++)
    text += letters.charAt(chance.between(0, letters.length - 1));
  return text;
}
