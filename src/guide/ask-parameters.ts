import { recordsOf } from '../actions/resolve-names.js';
import { placeholderTexts } from '../api/request.js';
import type { Endpoint, Parameter } from '../catalog/model.js';
import { parseTemplate, placeholders, splitPath } from '../catalog/template.js';
import { singular, splitCase } from '../catalog/words.js';
import { listed } from '../text/nearest.js';
import { withInputs, type Asking, type Draft, type Step } from './draft.js';
import { faultOf } from './fault-of.js';

/** Asks for what the path and the query of a call need and nobody has given yet. */
export const askParameters: Step = async (draft, asking) => {
  let asked = draft;
  for (const name of missing(draft, asking)) asked = await askParameter(name, asked, asking);
  return asked;
};

/** The parameters that a call cannot do without, in the order in which they are asked for. */
export function neededParameters({ endpoint }: Draft, { catalog }: Asking): string[] {
  const query = catalog
    .parameters(endpoint)
    .filter((one) => one.in === 'query' && one.required)
    .map(({ name }) => name);
  return [...placeholders(endpoint.path), ...query];
}

function missing(draft: Draft, asking: Asking): string[] {
  const given = Object.keys(draft.raw.params).map((name) => name.toLowerCase());
  return neededParameters(draft, asking).filter((name) => !given.includes(name.toLowerCase()));
}

/** Asks for one parameter; what it is already is there to be changed. */
export async function askParameter(name: string, draft: Draft, asking: Asking): Promise<Draft> {
  const { endpoint, raw } = draft;
  const { prompt } = asking.desk;
  const parameter = asking.catalog.parameters(endpoint).find((one) => one.name === name);
  const question = `${nameOf(name, endpoint)}:`;
  const answer = (text: string) =>
    withInputs(draft, { params: { ...raw.params, [name]: text.trim() } });
  const choices = parameter?.type === 'boolean' ? ['true', 'false'] : parameter?.allowed;
  if (choices !== undefined)
    return answer(
      await prompt.select(
        question,
        choices.map((value) => ({ name: value, value })),
      ),
    );
  const labels =
    raw['resolve'] === false
      ? []
      : (recordsOf(asking.catalog, endpoint, name)?.labels.map(labelName) ?? []);
  const text = await prompt.text(
    labels.length === 0 ? question : `${nameOf(name, endpoint)}, or its ${listed(labels, 'or')}:`,
    {
      initial: raw.params[name],
      check: (given) => wrongIn(given, parameter, endpoint, labels.length > 0),
    },
  );
  return answer(text);
}

function wrongIn(
  text: string,
  parameter: Pick<Parameter, 'name' | 'type' | 'in'> | undefined,
  endpoint: Endpoint,
  takesNames: boolean,
): string | undefined {
  if (text.trim() === '') return 'It is needed.';
  if (parameter === undefined) return undefined;
  const { name, type, in: place } = parameter;
  if (type === 'integer' && !takesNames && !/^\s*\d+\s*$/.test(text))
    return 'Write a whole number.';
  if (place !== 'path') return undefined;
  return faultOf(() => {
    placeholderTexts({ endpoint, values: {}, path: '', query: '' }, { [name]: text.trim() });
  });
}

/** `Id of the ticket`, by what stands before it in the path; the words of its own name for all else. */
export function nameOf(name: string, { path }: Endpoint): string {
  const own = splitCase(name).join(' ').toLowerCase();
  const isId = /(?:^|[a-z])id$/i.test(name) && parents.has(name.toLowerCase());
  const above = isId ? nounBefore(name, path) : undefined;
  return sentence(above === undefined ? own : `id of the ${above}`);
}

/** Names of placeholders that say nothing but how far up the record is. */
const parents = new Set(['id', 'parentid', 'grandparentid', 'greatgrandparentid']);

function nounBefore(name: string, path: string): string | undefined {
  const segments = parseTemplate(path);
  const at = segments.findIndex((segment) => segment.kind !== 'static' && segment.name === name);
  const segment = segments[at];
  const before = segment?.kind === 'mixed' ? segment.prefix : splitPath(path)[at - 1];
  const words = splitCase(before ?? '').map((word) =>
    /^[A-Z]{2}/.test(word) ? word : word.toLowerCase(),
  );
  const last = words.pop();
  return last === undefined ? undefined : [...words, singular(last)].join(' ');
}

function labelName(field: string): string {
  return splitCase(field).join(' ').toLowerCase();
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
