import type { Row, TableForm } from './table.js';

/** Rows as text in the form that they were read in: of csv with their own header, separator and quotes. */
export function writeBack(rows: readonly Row[], form: TableForm): string {
  const sources = rows.map(({ source }) => source);
  switch (form.kind) {
    case 'csv': {
      const lines = [form.head, ...sources].map((line) => `${line}${form.lineEnd}`);
      return `${form.isMarked ? '\ufeff' : ''}${lines.join('')}`;
    }
    case 'json':
      return sources.length === 0 ? '[]\n' : `[\n  ${sources.join(',\n  ')}\n]\n`;
    case 'ndjson':
      return sources.map((line) => `${line}\n`).join('');
  }
}
