import { toJson } from '../text/json.js';
import type { ToolAnswer } from './tool.js';

/** An endpoint that was found. */
export interface Hit {
  method: string;
  path: string;
  summary: string;
  /** Arguments of execute_api_call. */
  suggested?: object;
}

/** Endpoints with the call that comes next; `total` is larger where not all of them are shown. */
export function hitsAnswer(
  asked: Record<string, unknown>,
  results: readonly Hit[],
  total = results.length,
): ToolAnswer {
  const lines = results.map(({ method, path, summary, suggested }) =>
    [
      `${method} ${path}: ${summary}`,
      ...(suggested ? [`  execute_api_call ${toJson(suggested)}`] : []),
    ].join('\n'),
  );
  const left = total - results.length;
  const next =
    results[0] === undefined
      ? 'Nothing found: try other words, or list_api_categories.'
      : `Next: get_api_endpoint_details ${toJson({ path: results[0].path, method: results[0].method })}`;
  return {
    structured: { ...asked, total, results },
    text: [
      ...lines,
      ...(left > 0 ? [`${left} more: a larger max_results shows them.`] : []),
      next,
    ].join('\n'),
  };
}
