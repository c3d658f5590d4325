import { pathOf, queryOf, type ApiRequest } from '../api/request.js';
import { isRead } from '../catalog/model.js';
import { checkedName, type CheckedName } from '../conditions/check/findings.js';
import { parseJson } from '../text/json.js';
import { isRecord } from '../text/records.js';

/** A parameter of a request that names fields, as it is sent. */
export interface SentText {
  name: CheckedName;
  text: string;
}

/** What a request chooses its records by: in the query, and in the body of a search by POST; not what is empty. */
export function sentTexts({ method, target, body }: ApiRequest): SentText[] {
  const isSearch = method === 'POST' && isRead({ method, path: pathOf(target) });
  return [...queryOf(target), ...(isSearch ? bodyMembers(body) : [])].flatMap(([given, text]) => {
    const name = checkedName(given);
    return name === undefined || text.trim() === '' ? [] : [{ name, text }];
  });
}

function bodyMembers(body: string | undefined): [string, string][] {
  const members = body === undefined ? undefined : parseJson(body);
  if (!isRecord(members)) return [];
  return Object.entries(members).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value]] : [],
  );
}
