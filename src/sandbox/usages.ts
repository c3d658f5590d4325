import { splitCase } from '../catalog/words.js';
import type { JsonRecord } from '../text/records.js';
import type { Answer } from './answer.js';
import type { SandboxRequest, World } from './handle.js';
import { pageOf, pagingRules } from './paging.js';
import { find } from './read.js';
import type { Route } from './routes.js';
import { nothingAsked } from './selection.js';

/** What points at a record and so keeps it from being deleted: counts by collection, or record by record. */
export function usages(request: SandboxRequest, route: Route, world: World): Answer {
  const { id } = find(route, world.store);
  const base = request.url.slice(0, request.url.indexOf('/apis/3.0') + '/apis/3.0'.length);
  const target = `${base}${route.collection.replace('{}', String(route.parent))}/${id}`;
  const byRecord = /\/list\/?$/i.test(route.endpoint.path);
  const found = world.references
    .pointingAt(route.collection)
    .flatMap(({ collection, schema, field }): JsonRecord[] => {
      const ids = world.store.ids(collection, null, {
        narrow: { sql: `json_extract(record, '$.${field}.id') = ?`, values: [id], exact: true },
        columns: new Map(),
        where: nothingAsked,
        order: [],
      });
      const users = world.store.some(collection, ids).map(({ record }) => record);
      if (users.length === 0) return [];
      const type = splitCase(schema.split('.').at(-1) ?? schema).join(' ');
      return byRecord
        ? users.map((user) => ({
            ...usage(type, field, nameOf(user, type), target),
            id: Number(user['id']),
          }))
        : [{ ...usage(type, field, type, target), count: users.length }];
    });
  const page = pageOf(found, request.query, request.url, {
    ...pagingRules(request, world.switches),
    forwardOnly: false,
  });
  return {
    status: 200,
    body: page.rows,
    headers: page.link === undefined ? {} : { link: page.link },
  };
}

function usage(type: string, typeKey: string, description: string, hyperlink: string): JsonRecord {
  return { type, description, hyperlink, typeKey };
}

function nameOf(record: JsonRecord, type: string): string {
  const name = record['name'] ?? record['summary'] ?? record['identifier'] ?? record['description'];
  return typeof name === 'string' ? name : `${type} ${String(record['id'])}`;
}
