import { toJson } from '../text/json.js';
import type { ToolAnswer } from './tool.js';

/** An endpoint that was found. */
export interface Hit {
  method: string;
  path: string;
  summary: string;
  /** Arguments of execute_api_call. */
  suggested?: object;
  /** Words of the sentence that the suggested call leaves out. */
  not_understood?: readonly string[];
}

/** A kept call, as run_fast_memory takes it. */
export interface Kept {
  query_id: string;
  description: string;
}

/** Endpoints with the call that comes next; `total` is larger where not all of them are shown. */
export function hitsAnswer(
  asked: Record<string, unknown>,
  results: readonly Hit[],
  { total = results.length, kept = [] }: { total?: number; kept?: readonly Kept[] } = {},
): ToolAnswer {
  const lines = results.map(({ method, path, summary, suggested, not_understood: left = [] }) =>
    [
      `${method} ${path}: ${summary}`,
      ...(suggested ? [`  execute_api_call ${toJson(suggested)}`] : []),
      ...(left.length > 0 ? [`  not understood: ${left.join(', ')}`] : []),
    ].join('\n'),
  );
  const keptLines = kept.map(
    ({ query_id: id, description }) =>
      `Kept: run_fast_memory ${toJson({ query_id: id })} ${description}`,
  );
  const left = total - results.length;
  const next =
    results[0] === undefined
      ? 'Nothing found: try other words, or list_api_categories.'
      : `Next: get_api_endpoint_details ${toJson({ path: results[0].path, method: results[0].method })}`;
  return {
    structured: { ...asked, total, results, ...(kept.length > 0 && { kept }) },
    text: [
      ...keptLines,
      ...lines,
      ...(left > 0 ? [`${left} more: a larger max_results shows them.`] : []),
      next,
    ].join('\n'),
  };
}
