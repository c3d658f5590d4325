import type { Catalog } from '../../catalog/catalog.js';
import { belowKnown, idsByList, referenceList } from '../../catalog/reference-lists.js';
import { CancelledError, CwmError, UsageError } from '../../errors/errors.js';
import type { Services } from '../../services.js';
import { isNumber, parseJson } from '../../text/json.js';
import { isRecord, type JsonRecord } from '../../text/records.js';
import { recordSchema } from '../call-body.js';
import { findByName } from '../find-by-name.js';
import type { PreparedCall } from '../prepare-call.js';

/**
 * Looks up what a body refers to by identifier or name alone, in the lists that can be read. Throws UsageError where
 * there is no such record, or more than one: better before the first row is sent than in the middle.
 */
export async function checkReferences(
  { endpoint, request }: Pick<PreparedCall, 'endpoint' | 'request'>,
  services: Services,
): Promise<void> {
  const catalog = await services.catalog();
  const schema = recordSchema(endpoint);
  const members = membersOf(request.body === undefined ? undefined : parseJson(request.body));
  if (schema === null) return;
  const ids = idsByList(catalog, schema, (name) => idIn(members[name]));
  for (const { name, schema: reference } of catalog.fields(schema)) {
    const label = reference === undefined ? undefined : labelOf(members[name]);
    const list = label === undefined ? undefined : referenceList(catalog, reference ?? '');
    const path = list === undefined ? undefined : belowKnown(list, ids);
    if (label === undefined || path === undefined || !isListed(catalog, path, label.key)) continue;
    try {
      await findByName(label.text, { path, labels: [label.key], words: () => [] }, services);
    } catch (error) {
      // Who may not read the list may still be allowed to refer to its records.
      if (!(error instanceof CwmError) || error instanceof CancelledError) throw error;
      if (error instanceof UsageError)
        throw new UsageError(`${name}: ${error.message}`, {
          ...(error.hint === undefined ? {} : { hint: error.hint }),
          cause: error,
        });
    }
  }
}

/** The fields that a body sets, of a record or of the operations on one. */
function membersOf(body: unknown): JsonRecord {
  if (!Array.isArray(body)) return isRecord(body) ? body : {};
  return Object.fromEntries(
    body
      .filter(isRecord)
      .map(({ op, path, value }) => [
        String(path).replace(/^\//, ''),
        op === 'remove' ? null : value,
      ]),
  );
}

/** What a reference says alone, where it is no id. */
function labelOf(value: unknown): { key: string; text: string } | undefined {
  const [[key, text] = [], ...others] = isRecord(value) ? Object.entries(value) : [];
  const isLabel = key === 'identifier' || key === 'name';
  return isLabel && typeof text === 'string' && text.trim() !== '' && others.length === 0
    ? { key, text }
    : undefined;
}

function idIn(value: unknown): string | undefined {
  const id = isRecord(value) ? value['id'] : undefined;
  return isNumber(id) ? String(id) : undefined;
}

function isListed(catalog: Catalog, path: string, key: string): boolean {
  const list = catalog
    .match(path)
    .find(({ endpoint: { method, response } }) => method === 'GET' && response.payload?.list);
  const fields = catalog.fields(list?.endpoint.response.payload?.schema ?? '');
  return fields.some(({ name }) => name === key);
}
