import { isRead } from '../catalog/model.js';
import type { Endpoint } from '../catalog/model.js';
import { ApiFault } from './answer.js';

/** What a member's role lets it do, by module. */
export interface Role {
  name: string;
  reads: readonly string[];
  writes: readonly string[];
}

/** A dispatcher: works tickets, looks companies up, and has no business elsewhere. */
export const dispatcher: Role = {
  name: 'Dispatcher',
  reads: ['service', 'company'],
  writes: ['service'],
};

/** What everybody may read: who one is, which system this is, and the lists with fewer fields. */
const forAll = /\/info(?:\/|$)|^\/system\/(?:myMembers|mySecurity|myAccount)(?:\/|$)/i;

/** Refuses what a role does not allow, naming the right that is missing. */
export function refuseForbidden(endpoint: Endpoint, role: Role | undefined): void {
  if (role === undefined) return;
  const { method, path } = endpoint;
  const [, module = ''] = path.toLowerCase().split('/');
  const reads = isRead({ method, path });
  if (reads ? forAll.test(path) || role.reads.includes(module) : role.writes.includes(module))
    return;
  const right = reads ? 'inquire' : rights[method];
  throw new ApiFault(
    403,
    'Security',
    `You do not have security permission to perform this action: ${module} needs the right to ${right}.`,
    null,
  );
}

const rights: Record<Endpoint['method'], string> = {
  GET: 'inquire',
  POST: 'add',
  PUT: 'edit',
  PATCH: 'edit',
  DELETE: 'delete',
};
