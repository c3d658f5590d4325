import type { Catalog } from '../catalog/catalog.js';
import { isRead, type Endpoint } from '../catalog/model.js';
import { shapeFor } from '../catalog/record-shape.js';
import { queryOf, type ApiRequest } from '../api/request.js';
import { readable, spokenFaults } from '../conditions/fault.js';
import { checkedName, findingsIn, type CheckedName } from '../conditions/check/findings.js';
import { UsageError } from '../errors/errors.js';
import { parseJson } from '../text/json.js';
import { isRecord } from '../text/records.js';

/** A parameter of a request that names fields, as it is sent. */
export interface SentText {
  name: CheckedName;
  text: string;
}

/** What a request chooses its records by: in the query, and in the body of a search by POST. */
export function sentTexts({ method, target, body }: ApiRequest): SentText[] {
  const [path = ''] = target.split('?');
  const search = method === 'POST' && isRead({ method, path }) ? bodyMembers(body) : [];
  return [...queryOf(target), ...search].flatMap(([given, text]) => {
    const name = checkedName(given);
    return name === undefined || text.trim() === '' ? [] : [{ name, text }];
  });
}

/** Whatever looks wrong in a request that is sent exactly as written, a line each. */
export function doubtsAbout(request: ApiRequest, catalog: Catalog, endpoint: Endpoint): string[] {
  const shapes = shapeFor(catalog, endpoint);
  return sentTexts(request).flatMap(({ name, text }) => {
    try {
      const findings = readable(name, text, () => findingsIn(name, text, shapes(name)));
      return spokenFaults(name, findings);
    } catch (error) {
      if (error instanceof UsageError) return [[error.message, error.hint ?? ''].join(' ').trim()];
      throw error;
    }
  });
}

function bodyMembers(body: string | undefined): [string, string][] {
  const members = body === undefined ? undefined : parseJson(body);
  if (!isRecord(members)) return [];
  return Object.entries(members).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value]] : [],
  );
}
