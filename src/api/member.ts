import type { Endpoint } from '../catalog/model.js';
import { ConfigError } from '../errors/errors.js';
import { parseJson, toJson } from '../text/json.js';
import { isRecord } from '../text/records.js';
import type { ApiRequest } from './request.js';

export function isMe(text: string): boolean {
  return text.trim().toLowerCase() === 'me';
}

export function ownIdentifier(member: string | undefined): string {
  if (member !== undefined) return member;
  throw new ConfigError('Nobody has said which member "me" is.', {
    hint: 'Set CWM_MEMBER to the identifier of your member, such as CWM_MEMBER=jdoe.',
  });
}

/**
 * A new time entry belongs to the member who writes it: the server takes the API member for the owner otherwise,
 * and refuses it, since API members own no time. Undefined where the body says whose it is, or nobody is known.
 */
export function withOwnMember(
  request: ApiRequest,
  endpoint: Endpoint,
  member: string | undefined,
): ApiRequest | undefined {
  const isNewEntry = endpoint.method === 'POST' && endpoint.path === '/time/entries';
  if (!isNewEntry || member === undefined || request.body === undefined) return undefined;
  const body = parseJson(request.body);
  if (!isRecord(body) || Object.keys(body).some((key) => key.toLowerCase() === 'member'))
    return undefined;
  return { ...request, body: toJson({ ...body, member: { identifier: member } }) };
}
