import { ownIdentifier } from '../api/member.js';
import { queryOf, type AddedFilters } from '../api/request.js';
import type { Catalog } from '../catalog/catalog.js';
import type { Endpoint } from '../catalog/model.js';
import { recordShape, takesConditions } from '../catalog/record-shape.js';
import { parseCondition } from '../conditions/parse.js';
import { printCondition, printTerm } from '../conditions/print.js';
import type { RecordShape } from '../conditions/shape.js';
import { ConditionSyntaxError } from '../conditions/syntax-error.js';
import { joined, type Condition } from '../conditions/tree.js';
import { mayHoldDate, type DateReader } from '../conditions/where/date.js';
import { conflictOf, type Conflict } from '../conditions/where/one-member.js';
import { buildWhere, type Built, type WhereRules } from '../conditions/where/where.js';
import { UsageError } from '../errors/errors.js';
import type { Services } from '../services.js';
import { listed } from '../text/nearest.js';
import { isRecord } from '../text/records.js';
import type { CallInput } from './call-params.js';

/** What `--where` adds to the conditions of a list, by the parameter that takes it. */
export async function whereFilters(
  input: CallInput,
  endpoint: Endpoint,
  services: Services,
): Promise<AddedFilters> {
  const { where = [], check } = input;
  if (where.length === 0) return {};
  const catalog = await services.catalog();
  refuseElsewhere(catalog, endpoint);
  const rules = await whereRules(
    { shape: recordShape(catalog, endpoint), check, dates: where.some(mayHoldDate) },
    services,
  );
  const { shape } = rules;
  const built = where.map((text) => buildWhere(text, rules));
  for (const warning of built.flatMap(({ warnings }) => warnings))
    services.report.warn(`--where: ${warning}`);
  warnOfConflicts(built, input, shape, services);
  const parameters = [...new Set(built.map(({ parameter }) => parameter))];
  return Object.fromEntries(
    parameters.map((name) => [name, printAll(built.filter(({ parameter }) => parameter === name))]),
  );
}

/** What clauses are read with; `dates`: one may hold a date. */
export async function whereRules(
  { shape, check, dates }: Pick<WhereRules, 'shape' | 'check'> & { dates: boolean },
  services: Services,
): Promise<WhereRules> {
  // The calendar takes time to load.
  const readDate = dates ? await dateReader(services) : () => undefined;
  return { shape, check, readDate, me: () => ownIdentifier(services.member()) };
}

async function dateReader({ clock }: Services): Promise<DateReader> {
  const { parseDays, parseMoment } = await import('../dates/moment.js');
  return (text, isDay) => (isDay ? parseDays : parseMoment)(text, clock());
}

/** Clauses joined by and, such that another and may follow. */
function printAll(built: readonly Built[]): string {
  const all = joined(
    'and',
    built.flatMap(({ condition }) => (condition.kind === 'and' ? condition.terms : [condition])),
  );
  return all.kind === 'and' ? printCondition(all) : printTerm(all);
}

function refuseElsewhere(catalog: Catalog, endpoint: Endpoint): void {
  const { method, path } = endpoint;
  if (takesConditions(catalog, endpoint)) return;
  throw new UsageError(`--where is for lists; ${method} ${path} is none.`, {
    hint: 'Leave out --where, or call the list that the records are in.',
  });
}

/** A server may test each custom field, and each member of a list, on its own: what no single one meets finds nothing. */
function warnOfConflicts(
  built: readonly Built[],
  input: CallInput,
  shape: RecordShape,
  { report }: Services,
): void {
  for (const name of ['childConditions', 'customFieldConditions'] as const) {
    const clauses = built
      .filter(({ parameter }) => parameter === name)
      .map(({ condition }) => condition);
    if (clauses.length === 0) continue;
    const conflict = conflictOf(
      [...writtenBeside(name, input), ...clauses],
      name === 'childConditions' ? shape : undefined,
    );
    if (conflict !== undefined)
      report.warn(
        `--where: ${spoken(conflict)}, and a server may find no record by more than one of them at a time.`,
      );
  }
}

function spoken({ of, values }: Conflict): string {
  if (of === 'caption') return `${listed(values)} are different custom fields`;
  if (of === 'list') return `${listed(values)} are different lists`;
  return `${of} is compared with ${listed(values)}`;
}

/** Conditions that a parameter is given in writing. Those that cannot be read are refused elsewhere. */
function writtenBeside(
  name: 'childConditions' | 'customFieldConditions',
  { path, params = {}, data, [name]: flag }: CallInput,
): Condition[] {
  const given = [
    ...queryOf(path),
    ...Object.entries(params),
    ...(isRecord(data) ? Object.entries(data) : []),
    [name, flag] as const,
  ];
  return given.flatMap(([key, text]) => {
    if (key.toLowerCase() !== name.toLowerCase() || typeof text !== 'string') return [];
    try {
      return [parseCondition(text, { relativeDates: true })];
    } catch (error) {
      if (error instanceof ConditionSyntaxError) return [];
      throw error;
    }
  });
}
