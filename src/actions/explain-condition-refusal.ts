import { pathOf, type ApiRequest } from '../api/request.js';
import type { Catalog } from '../catalog/catalog.js';
import { listOf, shapeFor } from '../catalog/record-shape.js';
import { allFindings } from '../conditions/check/findings.js';
import { parseOrderBy } from '../conditions/lists.js';
import { parseCondition } from '../conditions/parse.js';
import { printCondition } from '../conditions/print.js';
import { spokenFault, type Fault } from '../conditions/fault.js';
import { ConditionSyntaxError } from '../conditions/syntax-error.js';
import { comparisonsOf, type FieldName, type Span } from '../conditions/tree.js';
import { unknownRecords, type RecordShape } from '../conditions/shape.js';
import { ApiError, ConditionRefusedError } from '../errors/errors.js';
import { slashPath } from '../conditions/spelling.js';
import { sentTexts, type SentText } from './sent-filters.js';

/** What in a request the server did not take, and what to do about it. */
interface Explanation {
  hint: string;
  place?: Span & { text: string };
}

/** The error of a request whose conditions the server refused, with the place in what was sent; any other as it is. */
export function explainConditionRefusal(
  error: unknown,
  request: ApiRequest,
  catalog: Catalog,
): unknown {
  if (!(error instanceof ConditionRefusedError)) return error;
  const path = pathOf(request.target);
  const endpoint = catalog
    .match(path)
    .find(({ endpoint: one }) => one.method === request.method)?.endpoint;
  const shapes = endpoint === undefined ? () => unknownRecords : shapeFor(catalog, endpoint);
  const sent = sentTexts(request).filter(({ name }) => name !== 'fields');
  const list = endpoint === undefined ? undefined : listOf(catalog, endpoint);
  const described = (list ?? endpoint)?.path ?? path;
  const explanation =
    namedField(error.message, sent, shapes, described) ??
    firstFinding(sent, shapes) ??
    oneByOne(sent);
  if (explanation === undefined) return error;
  const { message, details, request: failed, cause } = error;
  const about = failed === undefined ? {} : { request: failed };
  return new ApiError(message, { details, ...about, cause, ...explanation });
}

/** The field that the server names. */
function namedField(
  message: string,
  sent: readonly SentText[],
  shapes: (name: SentText['name']) => RecordShape,
  path: string,
): Explanation | undefined {
  const [, name] = /["'`]?([a-z_][\w/.]*)["'`]? is not a recogni[sz]ed name/i.exec(message) ?? [];
  if (name === undefined) return undefined;
  const wanted = slashPath(name).toLowerCase();
  for (const one of sent) {
    const field = fieldsIn(one).find((own) => own.path.toLowerCase() === wanted);
    if (field?.at === undefined) continue;
    const place = { text: one.text, ...field.at };
    const found = allFindings(one.name, one.text, shapes(one.name)).find(
      ({ at }) => at.start >= place.start && at.end <= place.end,
    );
    if (found?.severity === 'error') return { place, hint: spoken(one.name, found) };
    const use = one.name === 'orderBy' ? 'sorted' : 'filtered';
    const hint = `${field.path} cannot be ${use} by here, whatever the records have. Their fields: cwm describe GET ${path}`;
    return { place, hint };
  }
  return undefined;
}

/** The first thing that looks wrong, errors before what is only odd. */
function firstFinding(
  sent: readonly SentText[],
  shapes: (name: SentText['name']) => RecordShape,
): Explanation | undefined {
  const all = sent.flatMap((one) =>
    allFindings(one.name, one.text, shapes(one.name)).map((found) => ({ one, found })),
  );
  const first = all.find(({ found }) => found.severity === 'error') ?? all[0];
  if (first === undefined) return undefined;
  const { one, found } = first;
  return { place: { text: one.text, ...found.at }, hint: spoken(one.name, found) };
}

/** Where nothing is known to be wrong, the comparisons alone tell which one it is. */
function oneByOne(sent: readonly SentText[]): Explanation | undefined {
  const comparisons = sent.flatMap(({ name, text }) =>
    name === 'orderBy' ? [] : comparisonsOf(parseCondition(text)).map((one) => ({ name, one })),
  );
  const [first] = comparisons;
  if (first === undefined || comparisons.length < 2) return undefined;
  return {
    hint: `Nothing in it looks wrong here. Send its ${comparisons.length} comparisons one at a time to see which one is refused, first ${first.name}: ${printCondition(first.one)}`,
  };
}

function fieldsIn({ name, text }: SentText): FieldName[] {
  try {
    return name === 'orderBy'
      ? parseOrderBy(text).map(({ field }) => field)
      : comparisonsOf(parseCondition(text)).map(({ field }) => field);
  } catch (error) {
    if (error instanceof ConditionSyntaxError) return [];
    throw error;
  }
}

function spoken(name: string, fault: Fault): string {
  return `${name}: ${spokenFault(fault)}`;
}
