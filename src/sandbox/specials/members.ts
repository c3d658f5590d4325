import { randomBytes } from 'node:crypto';
import type { Match } from '../../catalog/path-matcher.js';
import { isRecord, type JsonRecord } from '../../text/records.js';
import { sandboxCompany } from '../accounts.js';
import { amend, stored } from '../amend.js';
import { ApiFault, type Answer } from '../answer.js';
import type { SandboxRequest, Special, World } from '../handle.js';
import { record } from '../read.js';
import { apiTime, collections, type StoredRecord } from '../records.js';
import { routeOf } from '../routes.js';
import { parsedBody } from '../body.js';
import { idIn, told } from './asked.js';

/** Two templates of the definition, cut off where their pattern begins. */
const byIdentifier = '{memberIdentifier:regex(^(types. |(';

export const members: Readonly<Record<string, Special>> = {
  [`GET /system/members/${byIdentifier}`]: (request, match, world) =>
    memberByName(request, match, world, '/system/members/{id}'),
  [`GET /system/info/members/${byIdentifier}`]: (request, match, world) =>
    memberByName(request, match, world, '/system/info/members/{id}'),
  'POST /system/members/{memberIdentifier}/tokens': mintToken,
  'POST /system/members/{id}/deactivate': deactivate,
};

/** A member by its identifier, as it is shown by its id. */
function memberByName(
  request: SandboxRequest,
  { values }: Match,
  world: World,
  template: string,
): Answer {
  const { id } = namedMember(values['memberIdentifier'], world);
  const endpoint = world.catalog.onPath(template).find(({ method }) => method === 'GET');
  const route =
    endpoint === undefined ? undefined : routeOf({ endpoint, values: { id: String(id) } });
  if (route === undefined) throw new Error(`${template} is no record`);
  return record(request, route, world);
}

function namedMember(identifier: string | undefined, { store }: World): StoredRecord {
  const wanted = identifier?.toLowerCase();
  const found = store
    .list(collections.members)
    .find((member) => String(member.record['identifier']).toLowerCase() === wanted);
  if (found !== undefined) return found;
  throw new ApiFault(404, 'NotFound', `Member ${identifier ?? ''} not found`);
}

const tokenHours = 4;

/** Keys with which whoever has them acts as a member for some hours. */
function mintToken(request: SandboxRequest, { values }: Match, world: World): Answer {
  const userType = request.headers['x-cw-usertype']?.toLowerCase();
  if (userType !== 'integrator' && userType !== 'member')
    throw new ApiFault(
      403,
      'Security',
      'You do not have security permission to make tokens: send the header x-cw-usertype: integrator or member.',
    );
  const { record: member } = namedMember(values['memberIdentifier'], world);
  const body = request.body.length === 0 ? {} : parsedBody(request);
  const named = isRecord(body) ? body['memberIdentifier'] : undefined;
  const identifier = String(member['identifier']);
  if (typeof named === 'string' && named.toLowerCase() !== identifier.toLowerCase())
    throw new ApiFault(400, 'InvalidObject', 'memberIdentifier is not the member of the address.');
  const now = world.now();
  for (const [user, account] of world.accounts)
    if (account.expires !== undefined && account.expires <= now) world.accounts.delete(user);
  const expires = new Date(now.getTime() + tokenHours * 3_600_000);
  const [publicKey = '', privateKey = ''] = [12, 12].map((size) =>
    randomBytes(size).toString('base64url'),
  );
  world.accounts.set(`${sandboxCompany}+${publicKey}`, {
    password: privateKey,
    member: identifier,
    expires,
  });
  return { status: 200, body: { publicKey, privateKey, expiration: apiTime(expires) } };
}

function deactivate(request: SandboxRequest, match: Match, world: World): Answer {
  const { id } = stored(collections.members, idIn(match), world);
  const body: JsonRecord = told(request, match, world);
  return world.store.atomic(() => {
    const changes = { inactiveFlag: true, inactiveDate: apiTime(world.now()) };
    amend(collections.members, id, changes, world);
    return { status: 200, body };
  });
}
