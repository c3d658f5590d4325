import { lazy } from '../text/lazy.js';
import { openReadOnly, type Db } from '../sqlite/open.js';
import { Statements } from '../sqlite/statements.js';
import { catalogFormat } from './format.js';
import type { Endpoint, EndpointSummary, Field, Parameter } from './model.js';
import { loadIndex, loadWordIndex, type SearchIndex } from './search-index.js';
import {
  searchEndpoints,
  type SearchHit,
  type SearchOptions,
  type SearchResult,
} from './search.js';
import { finished } from './unfinished.js';
import { PathMatcher, type Match } from './path-matcher.js';
import { splitPath } from './template.js';

export interface Category {
  category: string;
  module: string;
  endpoints: number;
}

/** A GET that answers a list, and what the list is of. */
export interface List {
  path: string;
  schema: string | null;
  /** What it lists, as its title says: `List notes of a company`. */
  title: string;
}

/** What endpoints take though the definition leaves it out: a report is asked for columns, not fields. */
const undeclared: Readonly<Record<string, readonly Parameter[]>> = {
  'GET /system/reports/{reportName}': [
    { name: 'columns', in: 'query', type: 'string', required: false },
  ],
};

/** What can be asked of a built catalog. Opened read-only; the search index is loaded on first use. */
export class Catalog {
  readonly file: string;
  readonly #db: Db;
  readonly #statements: Statements;
  readonly #matcher = new PathMatcher({
    templates: (module, depth) =>
      this.#statements
        .get('SELECT DISTINCT path FROM endpoints WHERE module = ? AND depth = ?')
        .pluck()
        .all(module, depth) as string[],
    onPath: (template) => this.onPath(template),
    parameters: (endpoint) => this.parameters(endpoint),
  });
  readonly #summaries = new Map<number, EndpointSummary>();
  #index: SearchIndex | undefined;
  readonly #summariesIn = new Map<string | undefined, readonly EndpointSummary[]>();
  #lists: readonly List[] | undefined;

  constructor(file: string) {
    this.file = file;
    this.#db = openReadOnly(file);
    this.#statements = new Statements(this.#db);
    try {
      const format = this.meta('format');
      if (format !== String(catalogFormat)) throw new CatalogFormatError(format);
    } catch (error) {
      this.#db.close();
      throw error;
    }
  }

  meta(name: string): string {
    const value: unknown = this.#statements
      .get('SELECT value FROM meta WHERE name = ?')
      .pluck()
      .get(name);
    return typeof value === 'string' ? value : '';
  }

  /** All operations on the template that a path belongs to, with the values of its placeholders; the likeliest first. */
  match(path: string): Match[] {
    return this.#matcher.match(path);
  }

  onPath(template: string): Endpoint[] {
    return this.#endpoints('WHERE path = ? ORDER BY id', template);
  }

  byOperationId(operationId: string): Endpoint | undefined {
    return this.#endpoints('WHERE operation_id = ? ORDER BY id LIMIT 1', operationId)[0];
  }

  /** The id of an operation, by the template of its path. */
  idOf(method: string, template: string): number | undefined {
    return this.#statements
      .get('SELECT id FROM endpoints WHERE path = ? AND method = ?')
      .pluck()
      .get(template, method) as number | undefined;
  }

  inCategory(category: string): Endpoint[] {
    return this.#endpoints('WHERE category = ? ORDER BY id', category);
  }

  all(): Endpoint[] {
    return this.#endpoints('ORDER BY id');
  }

  /** What names each endpoint, or each of a module. Kept: whoever completes a line asks at every key. */
  summaries(module?: string): readonly EndpointSummary[] {
    const key = module?.toLowerCase();
    let found = this.#summariesIn.get(key);
    if (found === undefined) {
      const where = key === undefined ? '' : 'WHERE module = ?';
      found = this.#statements
        .get(`SELECT ${summaryColumns} FROM endpoints ${where} ORDER BY id`)
        .all(...(key === undefined ? [] : [key])) as EndpointSummary[];
      this.#summariesIn.set(key, found);
    }
    return found;
  }

  /** All lists, read once: less than `all`, whose endpoints take long to read. */
  lists(): readonly List[] {
    this.#lists ??= this.#statements
      .get(
        `SELECT path, json_extract(response, '$.payload.schema') AS schema, summary AS title
         FROM endpoints WHERE method = 'GET' AND json_extract(response, '$.payload.list') = 1 ORDER BY id`,
      )
      .all() as List[];
    return this.#lists;
  }

  paths(): string[] {
    return this.#statements
      .get('SELECT DISTINCT path FROM endpoints ORDER BY id')
      .pluck()
      .all() as string[];
  }

  operationIds(): string[] {
    return this.#statements
      .get('SELECT operation_id FROM endpoints ORDER BY id')
      .pluck()
      .all() as string[];
  }

  modules(): string[] {
    return this.#statements
      .get('SELECT DISTINCT module FROM endpoints ORDER BY module')
      .pluck()
      .all() as string[];
  }

  parameters(endpoint: Endpoint): Parameter[] {
    const rows = this.#statements
      .get(
        'SELECT definition FROM endpoint_parameters JOIN parameters ON id = parameter WHERE endpoint = ? ORDER BY position',
      )
      .pluck()
      .all(endpoint.id) as string[];
    const declared = rows.map((row) => JSON.parse(row) as Parameter);
    return [...declared, ...(undeclared[`${endpoint.method} ${endpoint.path}`] ?? [])];
  }

  /** The fields of a schema in definition order; empty for an unknown one. */
  fields(schema: string): Field[] {
    const rows = this.#statements
      .get('SELECT definition FROM fields WHERE schema = ? ORDER BY position')
      .pluck()
      .all(schema) as string[];
    return rows.map((row) => JSON.parse(row) as Field);
  }

  /** A schema as the definition has it, its `$ref`s untouched. */
  schema(name: string): unknown {
    const row: unknown = this.#statements
      .get('SELECT definition FROM schemas WHERE name = ?')
      .pluck()
      .get(name);
    return typeof row === 'string' ? JSON.parse(row) : undefined;
  }

  related(endpoint: Endpoint): Endpoint[] {
    return this.#endpoints(
      'JOIN related ON related.other = endpoints.id WHERE related.endpoint = ? ORDER BY position',
      endpoint.id,
    );
  }

  /** Categories by name; one that two modules have is one row. */
  categories(): Category[] {
    return this.#statements
      .get(
        `SELECT category, group_concat(module, ', ') AS module, sum(endpoints) AS endpoints
           FROM (${categoryCounts} ORDER BY module) GROUP BY category ORDER BY category`,
      )
      .all() as Category[];
  }

  /** Categories by module and name; one that two modules have is a row of each. */
  categoriesByModule(): Category[] {
    return this.#statements.get(`${categoryCounts} ORDER BY module, category`).all() as Category[];
  }

  search(query: string, options: SearchOptions): SearchResult {
    return searchEndpoints(query, options, {
      index: this.searchIndex(),
      endpoints: (ids) => ids.flatMap((id) => this.#summary(id) ?? []),
      named: (text) => this.#named(text.trim()),
    });
  }

  /**
   * The same for a query that is being typed. What it may become is searched for as well, and the results of each are
   * taken in turns.
   */
  searchTyped(query: string, options: SearchOptions): SearchHit[] {
    const found = finished(query, this.searchIndex()).map((one) => this.search(one, options).hits);
    const hits = new Map<number, SearchHit>();
    for (let place = 0; place < options.limit; place++)
      for (const { [place]: hit } of found)
        if (hit !== undefined && !hits.has(hit.endpoint.id)) hits.set(hit.endpoint.id, hit);
    return [...hits.values()].slice(0, options.limit);
  }

  searchIndex(): SearchIndex {
    const english = lazy(() => this.#stored('english'));
    this.#index ??= loadIndex(this.#stored('resources'), {
      isEnglish: (word) => english().includes(`\n${word}\n`),
      glosses: lazy(() => loadWordIndex(this.#stored('glosses'))),
      fields: lazy(() => loadWordIndex(this.#stored('fields'))),
    });
    return this.#index;
  }

  #stored(name: string): string {
    const data: unknown = this.#statements
      .get('SELECT data FROM search_index WHERE name = ?')
      .pluck()
      .get(name);
    if (typeof data !== 'string') throw new Error(`the search index "${name}" is missing`);
    return data;
  }

  count(table: 'endpoints' | 'endpoint_parameters' | 'schemas'): number {
    return this.#statements.get(`SELECT count(*) FROM ${table}`).pluck().get() as number;
  }

  /** For code that checks the file itself. */
  inspect<T>(look: (db: Db) => T): T {
    return look(this.#db);
  }

  close(): void {
    this.#db.close();
  }

  /** Kept: a search for each letter that is typed meets the same ones again. */
  #summary(id: number): EndpointSummary | undefined {
    const known = this.#summaries.get(id);
    if (known !== undefined) return known;
    const row = this.#statements
      .get(`SELECT ${summaryColumns} FROM endpoints WHERE id = ?`)
      .get(id) as EndpointSummary | undefined;
    if (row !== undefined) this.#summaries.set(id, row);
    return row;
  }

  /** What a query names outright: a title, an operationId, a path or a piece of one without its placeholders. */
  #named(query: string): Endpoint[] {
    if (/\s/.test(query))
      return this.#endpoints('WHERE summary = ? COLLATE NOCASE ORDER BY id', query);
    if (query.includes('/')) {
      const exact = this.match(query).map(({ endpoint }) => endpoint);
      return exact.length > 0 ? exact : this.#withFragment(query);
    }
    const operation = this.byOperationId(query);
    return operation === undefined ? [] : [operation];
  }

  #withFragment(fragment: string): Endpoint[] {
    const wanted = fragment.toLowerCase().replaceAll(/^\/|\/$/g, '');
    const holds = (path: string) =>
      `${path.toLowerCase().replaceAll(/\/\{[^/]*/g, '')}/`.includes(`/${wanted}/`);
    const paths = this.paths().filter(holds);
    paths.sort((a, b) => splitPath(a).length - splitPath(b).length);
    return paths.flatMap((path) => this.onPath(path));
  }

  #endpoints(where: string, ...values: unknown[]): Endpoint[] {
    const rows = this.#statements
      .get(`SELECT ${summaryColumns}, body, response FROM endpoints ${where}`)
      .all(...values) as EndpointRow[];
    return rows.map((row) => ({
      ...row,
      body: row.body === null ? null : (JSON.parse(row.body) as Endpoint['body']),
      response: JSON.parse(row.response) as Endpoint['response'],
    }));
  }
}

const categoryCounts =
  'SELECT category, module, count(*) AS endpoints FROM endpoints GROUP BY category, module';

const summaryColumns = 'id, method, path, operation_id AS operationId, module, category, summary';

type EndpointRow = Omit<Endpoint, 'body' | 'response'> & { body: string | null; response: string };

/** The file is a catalog of another version of cwm. */
export class CatalogFormatError extends Error {
  constructor(format: string) {
    super(`catalog format ${format === '' ? 'unknown' : format}, expected ${catalogFormat}`);
  }
}
