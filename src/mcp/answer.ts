import type { Result } from '../actions/define.js';
import { toJson } from '../text/json.js';
import { valueOf } from '../text/json-text.js';
import { noDocument } from './documents.js';
import type { ToolAnswer } from './tool.js';

/** A result of few rows, under the name that its tool gives them. */
export async function listAnswer(
  result: Result,
  name: string,
  more: Record<string, unknown> = {},
): Promise<ToolAnswer> {
  const rows = await rowsOf(result);
  const structured = { ...more, total: rows.length, [name]: rows };
  return { structured, text: rows.map((row) => toJson(row)).join('\n') };
}

/** The rows of a result, or its value as the only one. */
export async function rowsOf(result: Result): Promise<unknown[]> {
  switch (result.kind) {
    case 'one':
      return [result.value];
    case 'many':
      return [...result.rows].map(valueOf);
    case 'pages': {
      const rows: unknown[] = [];
      for await (const page of result.pages) rows.push(...page.map(valueOf));
      return rows;
    }
    case 'none':
      return [];
    case 'bytes':
      throw noDocument();
  }
}
