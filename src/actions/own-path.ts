import { isAddress, withoutOwnAddress } from '../api/own-address.js';
import type { Services } from '../services.js';

/** The path of a target that people may paste as a full address of the profile's own server. */
export async function ownPath(target: string, services: Services): Promise<string> {
  if (!isAddress(target)) return target;
  return withoutOwnAddress(target, (await services.destination()).baseUrl);
}
