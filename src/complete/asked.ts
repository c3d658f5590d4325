import { methods, type Endpoint, type Method } from '../catalog/model.js';
import type { Catalog } from '../catalog/catalog.js';
import { resolveEndpoint, type Resolved } from '../catalog/resolve.js';
import type { LocalData } from '../local-data.js';
import { templateOf } from '../memory/placeholders.js';
import type { Line } from './read-words.js';

/** Where a value is asked for. */
export interface Asked {
  line: Line;
  local: LocalData;
}

/** What the line calls so far, or the kept call that it names. */
export interface Target extends Resolved {
  catalog: Catalog;
}

/** The endpoint that a line is about; undefined where it names none that is known. */
export async function targetOf({ line, local }: Asked): Promise<Target | undefined> {
  const catalog = await local.catalog();
  const called = namedCall(line) ?? (await keptCall({ line, local }));
  if (catalog === undefined || called === undefined) return undefined;
  try {
    return { ...resolveEndpoint(catalog, called.path, called.method), catalog };
  } catch {
    // What is half written, or wrong, is no endpoint yet.
    return undefined;
  }
}

/** The METHOD that a line gives. */
export function methodOf({ operands }: Line): Method | undefined {
  const word = operands.get('method')?.toUpperCase();
  return methods.find((one) => one === word);
}

/** The word of a line that stands for something. */
export function wordFor(
  what: 'endpoint' | 'entry',
  { command, operands }: Line,
): string | undefined {
  const operand = command?.operands.find(({ param }) => param.completes === what);
  return operand && operands.get(operand.name);
}

function namedCall(
  line: Line,
): { path: string; method: Endpoint['method'] | undefined } | undefined {
  const path = wordFor('endpoint', line);
  return path === undefined ? undefined : { path, method: methodOf(line) };
}

async function keptCall({ line, local }: Asked) {
  const name = wordFor('entry', line);
  const call = name === undefined ? undefined : await local.keptCall(name);
  return call && { path: templateOf(call.path), method: call.method };
}
