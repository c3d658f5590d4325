import { UsageError } from '../errors/errors.js';
import type { Entry } from '../memory/entry.js';
import { placeholdersOf, type Placeholder } from '../memory/placeholders.js';
import type { Services } from '../services.js';
import { didYouMean, listed, nearest } from '../text/nearest.js';
import { runCall } from './call.js';
import { callParams, readParams, sendParams } from './call-params.js';
import { defineAction, type InputOf, type Param } from './define.js';
import { filledCall } from './fill-entry.js';
import { findEntry } from './find-entry.js';
import { parseInput } from './parse-input.js';
import { afterSuccess, keptAlready, remembered } from './remembered.js';
import { countUse } from './reuse.js';
import { inputOf, type SavedInput } from './saved-input.js';

const params = {
  entry: {
    kind: 'string',
    required: true,
    summary: 'id or name of the entry',
    completes: 'entry',
  },
  set: { kind: 'pairs', summary: 'the value of a placeholder', completes: 'placeholder' },
  ...readParams,
  ...sendParams,
} as const;

export const memoryRun = defineAction({
  name: 'memory_run',
  summary: 'Make a call that is kept',
  params,
  async run({ entry: name, set = {}, ...flags }, services) {
    const entry = await findEntry(name, services);
    const values = await valuesFor(entry, set, services);
    const filled = await filledCall(entry, values, services);
    const input = parseInput(callParams, overlaid(inputOf(filled), flags));
    const called = await runCall(input, services);
    if (input.dryRun) return called.result;
    const result = await remembered(called, { ...input, save: undefined }, services);
    const counted = await afterSuccess(result, async () => await countUse(entry, services));
    return { ...counted, ...keptAlready };
  },
});

/** A value for every placeholder that needs one: given, or asked for. Throws UsageError naming what is missing or unknown. */
export async function valuesFor(
  entry: Entry,
  given: Readonly<Record<string, string>>,
  services: Services,
): Promise<Record<string, string>> {
  const known = placeholdersOf(entry);
  refuseUnknown(Object.keys(given), known, entry);
  const values = new Map(Object.entries(given));
  const open = known.filter(
    ({ name, default: standard }) => standard === undefined && !values.has(name),
  );
  for (const { name } of services.ask === undefined ? [] : open) {
    const text = await services.ask?.(`${name}:`);
    if (text !== undefined && text.trim() !== '') values.set(name, text.trim());
  }
  const missing = open.map(({ name }) => name).filter((name) => !values.has(name));
  if (missing.length === 0) return Object.fromEntries(values);
  throw new UsageError(`${entry.slug} needs ${listed(missing)}.`, {
    hint: `Give ${missing.length === 1 ? 'it' : 'them'} with ${howToGive(missing, services)}`,
    details: missing.map((name) => ({
      code: 'missing',
      message: `${name} has no value.`,
      field: name,
    })),
  });
}

function howToGive(names: readonly string[], { surface }: Services): string {
  return surface === 'mcp'
    ? `values: {${names.map((name) => `"${name}": "…"`).join(', ')}}`
    : names.map((name) => `--set ${name}=…`).join(' ');
}

function refuseUnknown(
  given: readonly string[],
  known: readonly Placeholder[],
  { slug }: Entry,
): void {
  const names = known.map(({ name }) => name);
  const unknown = given.filter((name) => !names.includes(name));
  const [first] = unknown;
  if (first === undefined) return;
  const near = didYouMean(nearest(first, names));
  throw new UsageError(`${slug} has no placeholder ${listed(unknown)}.`, {
    hint:
      names.length === 0
        ? 'It has none: leave out --set.'
        : [near, `Known: ${listed(names)}.`].filter((part) => part !== undefined).join(' '),
  });
}

/** How much of a list is wanted: who says one of these anew means none of the saved ones. */
const extents = ['page', 'limit', 'all', 'count'] as const;

/** A kept call with the flags of this run: they replace what has the same name, and clauses of `--where` are added. */
function overlaid(
  saved: SavedInput,
  flags: Omit<InputOf<typeof params>, 'entry' | 'set'>,
): Record<string, unknown> {
  const given = Object.fromEntries(Object.entries(flags).filter(isGiven));
  const replaced = new Set(Object.keys(flags.params ?? {}).map((name) => name.toLowerCase()));
  if (extents.some((name) => given[name] !== undefined))
    for (const name of extents) replaced.add(name.toLowerCase());
  const { method, path, data, params: own = {}, where, ...reads } = saved;
  const isKept = ([name]: readonly [string, unknown]) => !replaced.has(name.toLowerCase());
  const clauses = [...(Array.isArray(where) ? (where as unknown[]) : []), ...(flags.where ?? [])];
  return {
    ...{ method, path, data },
    ...Object.fromEntries(Object.entries(reads).filter(isKept)),
    ...given,
    params: { ...Object.fromEntries(Object.entries(own).filter(isKept)), ...flags.params },
    where: clauses.length === 0 ? undefined : clauses,
  };
}

function isGiven([name, value]: readonly [string, unknown]): boolean {
  const param: Param | undefined = (params as Record<string, Param>)[name];
  const standard = param !== undefined && 'default' in param ? param.default : undefined;
  return value !== undefined && value !== standard;
}
