import type { JsonRecord } from '../text/records.js';
import type { Answer } from './answer.js';
import type { SandboxRequest, World } from './handle.js';
import { pageOf } from './paging.js';
import { find } from './read.js';
import type { Route } from './routes.js';

/** What points at a record and so keeps it from being deleted: counts by collection, or record by record. */
export function usages(request: SandboxRequest, route: Route, world: World): Answer {
  const { id } = find(route, world.store);
  const target = `${route.collection}/${id}`;
  const byRecord = /\/list\/?$/i.test(route.endpoint.path);
  const found = world.references
    .pointingAt(route.collection)
    .flatMap(({ collection, schema, field }) => {
      const users = world.store
        .select(collection, null, {
          sql: 'json_extract(record, ?) = ?',
          values: [`$.${field}.id`, id],
        })
        .map(({ record }) => record);
      if (users.length === 0) return [];
      const type = schema.split('.').at(-1) ?? schema;
      return byRecord
        ? users.map((user) => usage(type, field, Number(user['id']), nameOf(user), target))
        : [{ ...usage(type, field, undefined, type, target), count: users.length }];
    });
  const page = pageOf(found, request.query, request.url);
  return {
    status: 200,
    body: page.rows,
    headers: page.link === undefined ? {} : { link: page.link },
  };
}

function usage(
  type: string,
  typeKey: string,
  id: number | undefined,
  description: string,
  hyperlink: string,
): JsonRecord {
  return { type, ...(id === undefined ? {} : { id }), description, hyperlink, typeKey };
}

function nameOf(record: JsonRecord): string {
  const name = record['name'] ?? record['summary'] ?? record['identifier'] ?? record['description'];
  return typeof name === 'string' ? name : `Record ${String(record['id'])}`;
}
