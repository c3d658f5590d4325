import { encodeQuery } from '../api/request.js';
import type { Catalog } from '../catalog/catalog.js';
import type { Endpoint } from '../catalog/model.js';
import { recordShape } from '../catalog/record-shape.js';
import { resolveEndpoint } from '../catalog/resolve.js';
import { printTerm } from '../conditions/print.js';
import { mayHoldDate } from '../conditions/where/date.js';
import { splitWhere } from '../conditions/where/text.js';
import { buildWhere } from '../conditions/where/where.js';
import { CwmError } from '../errors/errors.js';
import type { SavedCall } from '../memory/entry.js';
import { shownText } from '../memory/placeholders.js';
import type { Services } from '../services.js';
import { decodePercent } from '../text/percent.js';
import { cutAtWord } from '../text/shortened.js';
import { requestInWords } from './request-in-words.js';
import { inputOf } from './saved-input.js';

const longest = 70;

/**
 * A description that a call could be kept under: what the endpoint does, and which records are asked for. Dates are told
 * as they were written, since a relative one means another day tomorrow.
 */
export async function describeCall(call: SavedCall, services: Services): Promise<string> {
  const catalog = await services.catalog();
  const { method, path, params } = call;
  const plain = shownText(path);
  const { endpoint } = resolveEndpoint(catalog, plain, method, false);
  const { where, count } = inputOf(call);
  const texts = new Map(
    Object.entries(params).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, shownText(value)] as const] : [],
    ),
  );
  const clauses = Array.isArray(where) ? where.map((text) => shownText(String(text))) : [];
  for (const [name, condition] of clauses.flatMap(
    (text) => conditionOf(text, endpoint, catalog) ?? [],
  )) {
    const before = texts.get(name);
    texts.set(name, before === undefined ? condition : `(${before}) and ${condition}`);
  }
  const target = `${plain}${encodeQuery([...texts])}`;
  const told = await requestInWords({ method, target, body: undefined }, services, true);
  const values = valuesIn(plain, endpoint.path);
  const beside = values.length === 0 ? '' : ` (${values.join(', ')})`;
  if (told === undefined) return cut(`${titleOf(endpoint, plain)}${beside}`);
  const isCount = count === true || endpoint.path.endsWith('/count');
  // A day that `--where` says begins in the zone of whoever runs it.
  const days = told.replaceAll(' 00:00 UTC', '');
  return cut(`${isCount ? 'number of ' : ''}${days}${beside}`);
}

/** A `--where` as the parameter that takes it and a condition; none for one that cannot be read. */
function conditionOf(
  text: string,
  endpoint: Endpoint,
  catalog: Catalog,
): [[string, string]] | undefined {
  try {
    if (mayHoldDate(text)) {
      const { path, operator, value } = splitWhere(text);
      const sign = operator.kind === 'compare' ? operator.operator : '=';
      return [['conditions', `${path}${sign}[${value.text.replaceAll(/^["'[]|["'\]]$/g, '')}]`]];
    }
    const { parameter, condition } = buildWhere(text, {
      shape: recordShape(catalog, endpoint),
      readDate: () => undefined,
      me: () => 'me',
      check: false,
    });
    return [[parameter, printTerm(condition)]];
  } catch (error) {
    if (error instanceof CwmError) return undefined;
    throw error;
  }
}

function titleOf({ method, summary }: Endpoint, written: string): string {
  return summary === '' ? `${method} ${written}` : summary;
}

/** The ids and names that a path says. */
function valuesIn(written: string, template: string): string[] {
  const own = template.split('/');
  return written
    .split('/')
    .filter((_, index) => own[index]?.startsWith('{') === true)
    .map(decodePercent);
}

/** In sentence case, and not longer than a line; what stands in parentheses is whole or left out. */
function cut(words: string): string {
  const text = cutAtWord(`${words.charAt(0).toUpperCase()}${words.slice(1)}`, longest);
  return text.replace(/ \([^)]*…$/, '…');
}
