import { UsageError } from '../errors/errors.js';
import type { Entry } from '../memory/entry.js';
import { placeholdersOf, type Placeholder } from '../memory/placeholders.js';
import type { Services } from '../services.js';
import { didYouMean, listed, nearest } from '../text/nearest.js';
import { runCall } from './call.js';
import { callParams, readParams, sendParams } from './call-params.js';
import { defineAction } from './define.js';
import { eachParams, refuseWithoutRows } from './each/each-params.js';
import { filledCall } from './fill-entry.js';
import { findEntry } from './find-entry.js';
import { parseInput } from './parse-input.js';
import { afterSuccess, keptAlready, remembered } from './remembered.js';
import { countUse } from './reuse.js';
import { overlaid } from './overlay.js';
import { inputOf } from './saved-input.js';

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
  each: {
    kind: 'rows',
    summary: 'run it for each row of csv or JSON: columns fill the placeholders of their names',
  },
  skipInvalid: eachParams.skipInvalid,
  parallel: eachParams.parallel,
  resume: eachParams.resume,
  failed: eachParams.failed,
} as const;

export const memoryRun = defineAction({
  name: 'memory_run',
  summary: 'Make a call that is kept',
  params,
  async run({ entry: name, set = {}, each, ...given }, services) {
    const { skipInvalid, parallel, resume, failed, ...flags } = given;
    const rows = { skipInvalid, parallel, resume, failed };
    const entry = await findEntry(name, services);
    if (each !== undefined) {
      refuseUnknown(Object.keys(set), placeholdersOf(entry), entry);
      const { runEach } = await import('./each/run-each.js');
      return await runEach({ entry, set, flags }, { ...rows, each }, services);
    }
    refuseWithoutRows(rows);
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
