import { encodeQuery, pathOf, type ApiRequest } from '../api/request.js';
import type { Catalog } from '../catalog/catalog.js';
import { isRead, type Endpoint } from '../catalog/model.js';
import { recordShape, takesConditions } from '../catalog/record-shape.js';
import type { About, Filters } from '../conditions/explain/explain.js';
import { parseOrderBy } from '../conditions/lists.js';
import { unknownRecords } from '../conditions/shape.js';
import { parseCondition } from '../conditions/parse.js';
import { ConditionSyntaxError } from '../conditions/syntax-error.js';
import { comparisonsOf, literalsOf, type Condition } from '../conditions/tree.js';
import type { Services } from '../services.js';
import { sentTexts } from './sent-filters.js';

/**
 * Which records a request asks for, in plain words; undefined where it does not say, or cannot be read. `asWritten`: it
 * has not been sent yet, and its dates mean another day tomorrow.
 */
export async function requestInWords(
  request: ApiRequest,
  services: Services,
  asWritten = false,
): Promise<string | undefined> {
  const written = filtersOf(request);
  if (written.size === 0) return undefined;
  const catalog = await services.catalog();
  const path = pathOf(request.target);
  const endpoints = catalog.match(path).map(({ endpoint }) => endpoint);
  // The list that a write on the same path belongs to says what its records are.
  const method = isRead({ method: request.method, path }) ? request.method : 'GET';
  const endpoint = endpoints.find((one) => one.method === method) ?? endpoints[0];
  // What chooses among nothing ignores what it is asked for.
  if (endpoint !== undefined && !takesConditions(catalog, endpoint)) return undefined;
  return await inWords(written, endpoint, catalog, asWritten ? undefined : services);
}

/** What `--unless-exists` looks for, in plain words. */
export async function existingInWords(
  path: string,
  conditions: string,
  services: Services,
): Promise<string | undefined> {
  const target = `${path}${encodeQuery([['conditions', conditions]])}`;
  return await requestInWords({ method: 'GET', target, body: undefined }, services);
}

async function inWords(
  written: ReadonlyMap<string, string>,
  endpoint: Endpoint | undefined,
  catalog: Catalog,
  services: Services | undefined,
): Promise<string | undefined> {
  const what = endpoint === undefined ? 'records' : recordsOf(endpoint);
  const filters = readFilters(written, what, services === undefined);
  if (filters === undefined) return undefined;
  const { explainFilters } = await import('../conditions/explain/explain.js');
  const about: About = {
    shape: endpoint === undefined ? unknownRecords : recordShape(catalog, endpoint),
  };
  const conditions = [filters.conditions, filters.childConditions, filters.customFieldConditions];
  if (services === undefined || !conditions.some(hasDate)) return explainFilters(filters, about);
  const { dateWords } = await import('../conditions/explain/date-words.js');
  return explainFilters(filters, { ...about, dates: dateWords(services.clock()) });
}

const names = ['conditions', 'childConditions', 'customFieldConditions', 'orderBy'] as const;

/** The filters of a request by their name; none where one is given twice, since which one a server takes is not known. */
function filtersOf(request: ApiRequest): Map<string, string> {
  const sent = sentTexts(request).filter(({ name }) => name !== 'fields');
  const filters = new Map<string, string>(sent.map(({ name, text }) => [name, text]));
  return filters.size < sent.length ? new Map<string, string>() : filters;
}

/** Told in part, they would mislead: one that cannot be read leaves all untold. */
function readFilters(
  written: ReadonlyMap<string, string>,
  what: string,
  relativeDates: boolean,
): Filters | undefined {
  const filters: Filters = { what };
  try {
    for (const name of names) {
      const text = written.get(name);
      if (text === undefined) continue;
      if (name === 'orderBy') filters.orderBy = parseOrderBy(text);
      else filters[name] = parseCondition(text, { relativeDates });
    }
  } catch (error) {
    if (error instanceof ConditionSyntaxError) return undefined;
    throw error;
  }
  return filters;
}

/** `service tickets`, from the title `List service tickets`. */
function recordsOf({ summary }: Endpoint): string {
  const [, noun = 'records'] =
    /^(?:List|Count|Search) (.+?)(?: of an? .*)?(?: \(basic fields\))?$/.exec(summary) ?? [];
  return noun;
}

function hasDate(condition: Condition | undefined): boolean {
  if (condition === undefined) return false;
  return comparisonsOf(condition)
    .flatMap(literalsOf)
    .some(({ kind }) => kind === 'date');
}
