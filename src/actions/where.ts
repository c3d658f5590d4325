import { ownIdentifier } from '../api/member.js';
import type { AddedFilters } from '../api/request.js';
import type { Catalog } from '../catalog/catalog.js';
import type { Endpoint } from '../catalog/model.js';
import { recordShape, takesConditions } from '../catalog/record-shape.js';
import { printCondition, printTerm } from '../conditions/print.js';
import { comparisonsOf, joined } from '../conditions/tree.js';
import type { Built } from '../conditions/where/where.js';
import { UsageError } from '../errors/errors.js';
import type { Services } from '../services.js';
import { listed } from '../text/nearest.js';
import type { CallInput } from './call.js';

/** What `--where` adds to the conditions of a list, by the parameter that takes it. */
export async function whereFilters(
  { where = [], check }: CallInput,
  endpoint: Endpoint,
  services: Services,
): Promise<AddedFilters> {
  if (where.length === 0) return {};
  const catalog = await services.catalog();
  refuseElsewhere(catalog, endpoint);
  // Values may be dates, and the calendar takes time to load.
  const { buildWhere } = await import('../conditions/where/where.js');
  const shape = recordShape(catalog, endpoint);
  const me = () => ownIdentifier(services.member());
  const built = where.map((text) => buildWhere(text, { shape, clock: services.clock, me, check }));
  for (const warning of built.flatMap(({ warnings }) => warnings))
    services.report.warn(`--where: ${warning}`);
  warnOfTwoCaptions(built, services);
  const parameters = [...new Set(built.map(({ parameter }) => parameter))];
  return Object.fromEntries(
    parameters.map((name) => [name, printAll(built.filter(({ parameter }) => parameter === name))]),
  );
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

/** The server tests each custom field on its own: none has two captions. */
function warnOfTwoCaptions(built: readonly Built[], { report }: Services): void {
  const captions = built
    .filter(({ parameter }) => parameter === 'customFieldConditions')
    .flatMap(({ condition }) => comparisonsOf(condition))
    .flatMap((one) =>
      one.kind === 'compare' && one.field.path === 'caption' && one.value.kind === 'string'
        ? [one.value.value]
        : [],
    );
  const different = [...new Set(captions)];
  if (different.length < 2) return;
  report.warn(
    `--where: ${listed(different)} are different custom fields, and a server may find no record by more than one of them at a time.`,
  );
}
