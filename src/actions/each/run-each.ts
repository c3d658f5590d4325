import type { Entry, SavedCall } from '../../memory/entry.js';
import { escapeBraces, templateOf } from '../../memory/placeholders.js';
import type { RowSource } from '../../rows/table.js';
import type { Services } from '../../services.js';
import { mapTexts } from '../../text/records.js';
import { callParams } from '../call-params.js';
import type { Result } from '../define.js';
import { overlaid, type ReadFlags } from '../overlay.js';
import { parseInput } from '../parse-input.js';
import { afterSuccess, keptAlready } from '../remembered.js';
import { countUse } from '../reuse.js';
import { inputOf } from '../saved-input.js';
import { sendEach } from './call-each.js';
import type { EachInput } from './each-params.js';
import { templateFor } from './row-template.js';

interface EntryRun {
  entry: Entry;
  /** Values of placeholders that are the same in every row. */
  set: Readonly<Record<string, string>>;
  flags: ReadFlags;
}

/** A kept call, made for each row: columns fill the placeholders of their names. It counts as one use. */
export async function runEach(
  { entry, set, flags }: EntryRun,
  each: EachInput & { each: RowSource },
  services: Services,
): Promise<Result> {
  const call = withFlags(entry, flags);
  const { method, path } = call;
  const { check, resolve, dryRun, pageConcurrency } = flags;
  const input = parseInput(callParams, {
    ...{ method, path: templateOf(path), check, resolve, dryRun },
  });
  const how = { check, resolve, dryRun, pageConcurrency, fit: input.fit };
  const toTemplate = (columns: readonly string[]) =>
    Promise.resolve({ ...templateFor(call, columns, new Map(), set), how });
  const result = await sendEach({ input, toTemplate }, each, services);
  const isUse = result.outcomes === undefined || result.outcomes.some(({ ok }) => ok === true);
  if (dryRun || !isUse) return result;
  const counted = await afterSuccess(result, async () => await countUse(entry, services));
  return { ...counted, ...keptAlready };
}

/** A kept call with the flags of this run in it. What they say is meant as it stands, braces too. */
function withFlags({ method, path, params, data }: Entry, flags: ReadFlags): SavedCall {
  const kept: SavedCall = { method, path, params, data };
  const literal = mapTexts(flags, escapeBraces) as ReadFlags;
  const { params: pairs, where, ...reads } = overlaid(inputOf({ ...kept, data: null }), literal);
  const others = Object.entries(reads).filter(([name]) => isRead(name));
  return {
    ...kept,
    params: {
      ...Object.fromEntries(others.map(([name, value]) => [name, joined(value)])),
      ...(pairs as SavedCall['params'] | undefined),
      ...(where === undefined ? {} : { where }),
    },
  };
}

const sending: readonly string[] = [
  'method',
  'path',
  'data',
  'check',
  'resolve',
  'dryRun',
  'pageConcurrency',
];

function isRead(name: string): boolean {
  return !sending.includes(name);
}

/** Names as a kept call has them. */
function joined(value: unknown): unknown {
  return Array.isArray(value) ? value.join(',') : value;
}
