import { refuseCutOff } from '../catalog/cut-off.js';
import { resolveEndpoint, type Resolved } from '../catalog/resolve.js';
import { CwmError } from '../errors/errors.js';
import type { Entry } from '../memory/entry.js';
import type { Report, Services } from '../services.js';
import { counted } from '../text/counted.js';
import { asCommand } from './as-command.js';
import { callParams, type CallInput } from './call-params.js';
import type { Param, Params } from './define.js';
import { filledCall } from './fill-entry.js';
import { ownPath } from './own-path.js';
import { parseInput } from './parse-input.js';
import { inputOf } from './saved-input.js';
import { tryMemory } from './try-memory.js';
import { writtenCall } from './written-call.js';

/**
 * The input of a bare GET with the params of the most used entry for its path, and that entry; any other input as it
 * is. A body is never taken from memory. `make` makes a call: the entry is first tried without sending anything, since
 * what somebody else wrote is no reason for a bare call to fail.
 */
export async function withReused(
  given: CallInput,
  services: Services,
  make: (input: CallInput, services: Services) => Promise<unknown>,
): Promise<{ input: CallInput; entry?: Entry }> {
  const profile = services.connectionName();
  if (!services.reusesMemory || !isBare(given) || profile === undefined) return { input: given };
  const resolved = await resolveQuietly(given, services);
  if (resolved?.endpoint.method !== 'GET' || resolved.query !== '') return { input: given };
  const { path } = writtenCall(resolved, [], given, undefined);
  const entry = await tryMemory(services, ({ entries }) => entries.mostUsed('GET', path, profile));
  // One without params says what the bare call says.
  if (entry === undefined || Object.keys(entry.params).length === 0) return { input: given };
  const filled = await quietly(async () => {
    // What an entry says, without its body.
    const call = await filledCall({ ...entry, data: null }, {}, services);
    const input = { ...parseInput(callParams, inputOf(call)), path: given.path };
    await make({ ...input, dryRun: true }, { ...services, report: silent });
    return { call, input };
  });
  if (filled === undefined) {
    services.report.note(`Not as kept in ${entry.slug}, which cannot run here as it is.`);
    return { input: given };
  }
  const times = counted(entry.usage_count, 'time');
  services.report.note(
    `As kept in ${entry.slug} (used ${times}): ${asCommand(filled.call, services)}`,
  );
  return { input: filled.input, entry };
}

/** Counts that an entry was used with success. */
export async function countUse({ id }: Entry, services: Services): Promise<void> {
  await tryMemory(services, ({ entries }) => {
    entries.use(id, services.now());
  });
}

/** Nothing but the endpoint. */
function isBare(given: CallInput): boolean {
  const params: Params = callParams;
  return Object.entries(given).every(
    ([name, value]) =>
      name === 'path' ||
      name === 'method' ||
      value === undefined ||
      value === defaultOf(params[name]),
  );
}

function defaultOf(param: Param | undefined): unknown {
  return param !== undefined && 'default' in param ? param.default : undefined;
}

/** What is wrong with the path the call itself says. */
async function resolveQuietly(
  { path, method }: CallInput,
  services: Services,
): Promise<Resolved | undefined> {
  return await quietly(async () => {
    const catalog = await services.catalog();
    const own = await ownPath(path, services);
    refuseCutOff(catalog, own);
    return resolveEndpoint(catalog, own, method);
  });
}

/** Undefined where a call would be refused. */
async function quietly<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CwmError) return undefined;
    throw error;
  }
}

/** For a call that is only tried. */
export const silent: Report = {
  warn: () => undefined,
  note: () => undefined,
  log: () => undefined,
  progress: () => undefined,
};
