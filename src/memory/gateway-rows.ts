import type { Method } from '../catalog/model.js';
import type { Db } from '../sqlite/open.js';
import { parseJson } from '../text/json.js';
import { isRecord } from '../text/records.js';
import { Entries } from './entries.js';
import type { SavedCall } from './entry.js';
import { escapeBraces } from './placeholders.js';
import { Store } from './store.js';

/**
 * Makes entries of the rows that the Python gateway wrote, which stand in `gateway_queries`. Those that say the same
 * become one, with the uses of all. Gives how many could not be read.
 */
export function takeGatewayRows(db: Db): number {
  const store = new Store({ file: db.name, open: () => db });
  const entries = new Entries(store);
  const rows = db.prepare('SELECT * FROM gateway_queries').all() as Record<string, unknown>[];
  let unread = 0;
  for (const row of rows) {
    const call = callOf(row);
    if (call === undefined) {
      unread++;
      continue;
    }
    const { entry } = entries.save(call, {
      description: textOf(row['description']) || `${call.method} ${call.path}`,
      profile: null,
      savedBy: 'import',
      now: timeOf(textOf(row['timestamp'])),
    });
    store
      .get('UPDATE saved_queries SET usage_count = usage_count + ? WHERE id = ?')
      .run(Number(row['usage_count'] ?? 0), entry.id);
  }
  db.exec('DROP TABLE gateway_queries');
  return unread;
}

/** The call of a row; undefined where it cannot be read: without its parameters it would be another call. */
function callOf(row: Record<string, unknown>): SavedCall | undefined {
  try {
    const params = escaped(parseJson(textOf(row['params']) || '{}') ?? {});
    if (!isRecord(params)) return undefined;
    const path = textOf(row['path']);
    return {
      // One that does not exist is refused when it is run.
      method: textOf(row['method']).toUpperCase() as Method,
      path: escapeBraces(path.startsWith('/') ? path : `/${path}`),
      params,
      data: escaped(parseJson(textOf(row['data']) || 'null')),
    };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The gateway knew no placeholders: a brace is a brace. */
function escaped(value: unknown): unknown {
  if (typeof value === 'string') return escapeBraces(value);
  if (Array.isArray(value)) return value.map(escaped);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, escaped(one)]));
}

/** SQLite writes `2025-05-01 12:00:00` and means UTC; a time that cannot be read counts as the oldest. */
function timeOf(text: string): Date {
  const isBare = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/.test(text);
  const time = new Date(isBare ? `${text.replace(' ', 'T')}Z` : text);
  return Number.isNaN(time.getTime()) ? new Date(0) : time;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
