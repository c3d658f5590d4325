import { readParams, sendParams } from './call-params.js';
import type { InputOf, Param } from './define.js';
import type { SavedInput } from './saved-input.js';

const own = { ...readParams, ...sendParams } as const;
const params: Readonly<Record<string, Param>> = own;

/** What is said of one run of a kept call. */
export type ReadFlags = InputOf<typeof own>;

/** How much of a list is wanted: who says one of these anew means none of the saved ones. */
const extents = ['page', 'limit', 'all', 'count'] as const;

/** A kept call with the flags of this run: they replace what has the same name, and clauses of `--where` are added. */
export function overlaid(saved: SavedInput, flags: ReadFlags): Record<string, unknown> {
  const given = Object.fromEntries(Object.entries(flags).filter(isGiven));
  const replaced = new Set(Object.keys(flags.params ?? {}).map((name) => name.toLowerCase()));
  if (extents.some((name) => given[name] !== undefined))
    for (const name of extents) replaced.add(name.toLowerCase());
  const { method, path, data, params: kept = {}, where, ...reads } = saved;
  const isKept = ([name]: readonly [string, unknown]) => !replaced.has(name.toLowerCase());
  const clauses = [...(Array.isArray(where) ? (where as unknown[]) : []), ...(flags.where ?? [])];
  return {
    ...{ method, path, data },
    ...Object.fromEntries(Object.entries(reads).filter(isKept)),
    ...given,
    params: { ...Object.fromEntries(Object.entries(kept).filter(isKept)), ...flags.params },
    where: clauses.length === 0 ? undefined : clauses,
  };
}

function isGiven([name, value]: readonly [string, unknown]): boolean {
  const param = params[name];
  const standard = param !== undefined && 'default' in param ? param.default : undefined;
  return value !== undefined && value !== standard;
}
