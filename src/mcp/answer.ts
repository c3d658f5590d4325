import type { Result } from '../actions/define.js';
import { valueOf } from '../text/json-text.js';
import { noDocument } from './documents.js';

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
