import { resolveEndpoint, type Resolved } from '../catalog/resolve.js';
import { CwmError } from '../errors/errors.js';
import type { Services } from '../services.js';
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
 * The input of a bare GET with the params of the most used entry for its path, which counts the use; any other input as
 * it is. A body is never taken from memory.
 */
export async function withReused(given: CallInput, services: Services): Promise<CallInput> {
  const profile = services.connectionName();
  if (!services.reusesMemory || !isBare(given) || profile === undefined) return given;
  const resolved = await quietly(() => resolveGiven(given, services));
  if (resolved?.endpoint.method !== 'GET' || resolved.query !== '') return given;
  const { path } = writtenCall(resolved, [], given, undefined);
  const found = await tryMemory(services, ({ entries }) => entries.mostUsed('GET', path, profile));
  if (found === undefined) return given;
  const filled = await quietly(() => filledCall({ ...found, data: null }, {}, services));
  if (filled === undefined) return given;
  await tryMemory(services, ({ entries }) => {
    entries.use(found.id, services.now());
  });
  const times = counted(found.usage_count, 'time');
  services.report.note(
    `As kept in ${found.slug} (used ${times}): ${asCommand(filled, services.shell)}`,
  );
  return parseInput(callParams, { ...inputOf(filled), path: given.path });
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

async function resolveGiven({ path, method }: CallInput, services: Services): Promise<Resolved> {
  return resolveEndpoint(await services.catalog(), await ownPath(path, services), method);
}

/** What is wrong with the path the call itself says; a default that does not fit its place is no reason to fail. */
async function quietly<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CwmError) return undefined;
    throw error;
  }
}
