import type { Probe } from '../api/probe.js';
import { UsageError } from '../errors/errors.js';
import type { Services } from '../services.js';
import { didYouMean, nearest } from '../text/nearest.js';
import { isRecord } from '../text/records.js';
import { inertLine } from '../text/sanitize.js';
import { openProbeFor, type Draft } from './login-draft.js';

export interface Member {
  identifier: string;
  name: string;
}

/** Members on a page, the most that a server gives. */
const most = 1000;

/** The active members; undefined where these keys may not list them. */
export async function membersFor(draft: Draft, services: Services): Promise<Member[] | undefined> {
  const probe = await openProbeFor(draft, services);
  try {
    return await listMembers(probe);
  } finally {
    probe.close();
  }
}

async function listMembers(probe: Probe): Promise<Member[] | undefined> {
  const query = new URLSearchParams({
    fields: 'identifier,firstName,lastName',
    conditions: 'inactiveFlag=false',
    orderBy: 'identifier',
    pageSize: String(most),
  });
  const outcome = await probe.get(`/system/members?${query.toString()}`);
  if (outcome.kind !== 'answer' || outcome.answer.status !== 200) return undefined;
  try {
    const rows: unknown = JSON.parse(new TextDecoder().decode(outcome.answer.body));
    return Array.isArray(rows) ? rows.filter(isRecord).flatMap(memberOf) : undefined;
  } catch {
    return undefined;
  }
}

function memberOf(row: Record<string, unknown>): Member[] {
  const { identifier, firstName, lastName } = row;
  if (typeof identifier !== 'string') return [];
  const name = [firstName, lastName].filter((part) => typeof part === 'string').join(' ');
  return [{ identifier, name }];
}

/**
 * The identifier of a member as the server writes it. Where the list is not known whole, any will do. Throws UsageError
 * for one that is not in it.
 */
export function knownMember(text: string, members: readonly Member[] | undefined): string {
  const wanted = text.trim().toLowerCase();
  const found = members?.find(({ identifier }) => identifier.toLowerCase() === wanted);
  if (found !== undefined) return found.identifier;
  if (members === undefined || members.length >= most) return text.trim();
  const near = nearest(
    wanted,
    members.map(({ identifier }) => identifier),
  ).map(inertLine);
  throw new UsageError(`--member: there is no active member "${text.trim()}".`, {
    hint: didYouMean(near) ?? 'It is the identifier that the member logs in with, such as jdoe.',
  });
}
