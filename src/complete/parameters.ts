import { listParameters, type Parameter } from '../catalog/model.js';
import { placeholders } from '../catalog/template.js';
import { behind, nothing, pick, type Answer, type Candidate } from './candidate.js';
import { targetOf, type Asked, type Target } from './asked.js';
import { splitPair } from './kept.js';

/** `name=` of the endpoint's placeholders, then of its parameters; behind the equals sign a value. */
export async function completeParameter(written: string, asked: Asked): Promise<Answer> {
  const target = await targetOf(asked);
  if (target === undefined) return nothing;
  const [name, value] = splitPair(written);
  if (value !== undefined) return behind(`${name}=`, await valueOf(name, value, target, asked));
  const given = new Set(
    asked.line.given
      .filter(({ flag }) => flag.wanted.completes === 'parameter')
      .map(({ value: pair = '' }) => splitPair(pair)[0].toLowerCase()),
  );
  const left = offers(target).filter(({ text }) => !given.has(text.slice(0, -1).toLowerCase()));
  return { candidates: pick(name, left) };
}

function offers({ endpoint, values, catalog }: Target): Candidate[] {
  const declared = catalog.parameters(endpoint);
  const byName = new Map(declared.map((one) => [one.name, one]));
  const open = placeholders(endpoint.path).filter((name) => values[name] === undefined);
  const query = declared.filter((one) => one.in === 'query');
  // Those of every list come last: each has a flag of its own.
  const common = new Set<string>(listParameters);
  const own = query.filter(({ name }) => !common.has(name));
  return [
    ...open.map((name) => offer(name, byName.get(name), 'fills the path')),
    ...[...own, ...query.filter((one) => !own.includes(one))].map((one) =>
      offer(one.name, one, one.required ? 'needed' : undefined),
    ),
  ];
}

function offer(
  name: string,
  parameter: Parameter | undefined,
  role: string | undefined,
): Candidate {
  const parts = [parameter?.type, role].filter((part) => part !== undefined);
  return { text: `${name}=`, note: parts.join(', '), open: true };
}

async function valueOf(
  name: string,
  value: string,
  { endpoint, catalog }: Target,
  { local }: Asked,
): Promise<Answer> {
  const parameter = catalog
    .parameters(endpoint)
    .find((one) => one.name.toLowerCase() === name.toLowerCase());
  const dialect = dialects.find((one) => one.toLowerCase() === name.toLowerCase());
  if (dialect !== undefined) {
    const { filterOf } = await import('./filters.js');
    return filterOf(value, dialect, catalog, endpoint, local.now());
  }
  const known = parameter?.allowed ?? parameter?.known ?? [];
  const texts = parameter?.type === 'boolean' ? ['true', 'false'] : known;
  return {
    candidates: pick(
      value,
      texts.map((text) => ({ text })),
    ),
  };
}

const dialects = [
  'conditions',
  'childConditions',
  'customFieldConditions',
  'orderBy',
  'fields',
] as const;
