import { LocalError } from '../errors/errors.js';
import type { Db } from '../sqlite/open.js';
import { counted } from '../text/counted.js';
import { takeGatewayRows } from './gateway-rows.js';
import { steps } from './layout.js';

export interface Upgrade {
  /** Copies the file as it is; gives the copy's name. */
  backup: () => string;
  warn: (text: string) => void;
}

/**
 * Brings a file to the present layout, after a backup where it holds something: one transaction, in which nobody else
 * writes. Throws LocalError for one that a newer cwm wrote.
 */
export function migrate(db: Db, { backup, warn }: Upgrade): void {
  if (layoutOf(db) === steps.length) return;
  refuseNewer(db);
  const work = () => {
    const done = layoutOf(db);
    // Another process may have been quicker.
    refuseNewer(db);
    if (done === steps.length) return;
    const kept = tablesOf(db).length > 0 ? backup() : '';
    const isGateways = done === 0 && tablesOf(db).includes('saved_queries');
    if (isGateways) db.exec('ALTER TABLE saved_queries RENAME TO gateway_queries');
    for (const step of steps.slice(done)) db.exec(step);
    const unread = isGateways ? takeGatewayRows(db) : 0;
    if (unread > 0)
      warn(`${db.name}: ${counted(unread, 'row')} could not be read: see the backup ${kept}.`);
    db.pragma(`user_version = ${steps.length}`);
  };
  db.transaction(work).immediate();
}

/** Whether a file has the tables that its number says, as far as that number is known here. */
export function isLaidOut(db: Db): boolean {
  if (layoutOf(db) !== steps.length) return true;
  const tables = new Set(tablesOf(db));
  return ['saved_queries', 'recent_calls', 'endpoint_usage', 'settings'].every((table) =>
    tables.has(table),
  );
}

function layoutOf(db: Db): number {
  return Number(db.pragma('user_version', { simple: true }));
}

function tablesOf(db: Db): string[] {
  return db
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
    .pluck()
    .all() as string[];
}

function refuseNewer(db: Db): void {
  const found = layoutOf(db);
  if (found <= steps.length) return;
  throw new LocalError(
    `The memory ${db.name} was written by a newer cwm: its layout is ${found}, and this one knows layouts up to ${steps.length}.`,
    {
      hint: 'Update cwm, set CWM_HOME to another folder, or move the file away: memory then begins anew.',
    },
  );
}
