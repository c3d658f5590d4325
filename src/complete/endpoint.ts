import { methods, type EndpointSummary, type Method } from '../catalog/model.js';
import type { LocalData } from '../local-data.js';
import type { EndpointUsage } from '../memory/usage.js';
import {
  behind,
  byLength,
  nothing,
  pick,
  pickFrom,
  type Answer,
  type Candidate,
} from './candidate.js';
import { methodOf, type Asked } from './asked.js';
import { pathsBelow } from './paths.js';

/** A path segment by segment, or an operationId. */
export async function completeEndpoint(written: string, { line, local }: Asked): Promise<Answer> {
  return await endpoints(written, methodOf(line), local);
}

/** A request as it is sent, in one word or several: its METHOD, then its path. */
export async function completeRequest(written: string, { line, local }: Asked): Promise<Answer> {
  const before = [...line.operands.values()].map((word) => `${word} `).join('');
  const [, start, word, path] = /^(([a-z]+)\s+)(\S*)$/i.exec(before + written) ?? [];
  if (start === undefined || path === undefined)
    return before === ''
      ? {
          candidates: pick(
            written,
            methods.map((text) => ({ text })),
          ),
        }
      : nothing;
  const method = methods.find((one) => one === word?.toUpperCase());
  const found = await endpoints(path.startsWith('/') ? path : `/${path}`, method, local);
  return before === '' ? behind(start, found) : found;
}

async function endpoints(
  written: string,
  method: Method | undefined,
  local: LocalData,
): Promise<Answer> {
  const catalog = await local.catalog();
  if (catalog === undefined) return nothing;
  const isMeant = (one: { method: string }) => method === undefined || one.method === method;
  const [, module] = /^\/?([^/]+)\//.exec(written) ?? [];
  const known = catalog.summaries(module).filter(isMeant);
  const usage = (await local.usage()).filter(isMeant);
  // A module may be written without its slash; what begins nothing yet gets one.
  const paths = pathsBelow(written === '' ? '/' : written, known, usesOf(usage));
  if (written === '' || written.includes('/')) return { candidates: paths };
  return { candidates: [...paths, ...operations(written, known, usage)] };
}

/** How often each path was called. */
function usesOf(usage: readonly EndpointUsage[]): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  for (const { template, count } of usage) uses.set(template, (uses.get(template) ?? 0) + count);
  return uses;
}

/** Operations by the start of their id, else by a piece of it; in each those first that are called here. */
function operations(
  written: string,
  known: readonly EndpointSummary[],
  usage: readonly EndpointUsage[],
): Candidate[] {
  const uses = new Map(
    usage.map(({ method, template, count }) => [`${method} ${template}`, count]),
  );
  const usesOfOne = ({ method, path }: EndpointSummary) => uses.get(`${method} ${path}`) ?? 0;
  const ordered = pickFrom(
    written,
    known,
    ({ operationId }) => operationId,
    (a, b) => usesOfOne(b) - usesOfOne(a) || byLength(a.operationId, b.operationId),
  );
  return ordered.map(({ operationId, summary }) => ({ text: operationId, note: summary }));
}
