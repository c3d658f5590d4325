import { splitCase } from '../catalog/words.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import { auditTypeOf, trailOf } from './audited.js';
import type { World } from './handle.js';
import { parentOf } from './homes.js';
import { nounOf } from './generic.js';
import { apiTime } from './records.js';

/** A write that the sandbox has made: without `before` the record is new, without `after` it is gone. */
export interface Change {
  collection: string;
  id: number;
  parent: number | null;
  before: JsonRecord | undefined;
  after: JsonRecord | undefined;
  /** Whoever wrote it wants no callbacks. */
  quiet?: boolean;
}

/** Follows a write inside its transaction: the audit trail gets its lines, and callbacks go out once it is answered. */
export function follow(change: Change, world: World): void {
  world.outbox.push(change);
  const type = auditTypeOf(change.collection);
  if (type !== undefined) {
    const lines = linesOf(change);
    for (const { text, subType } of lines) write(world, type, change.id, subType, text);
    return;
  }
  // What is written below a record is told in that record's trail.
  const above = parentOf(change.collection);
  const owner = above === undefined ? undefined : auditTypeOf(above);
  if (owner === undefined || change.parent === null) return;
  const text = `${capital(nounOf(change.collection))} ${change.id} was ${verbOf(change)}.`;
  write(world, owner, change.parent, capital(verbOf(change)), text);
}

function write(world: World, type: string, id: number, subType: string, text: string): void {
  world.store.insert(trailOf(type), id, () => ({
    text,
    enteredDate: apiTime(world.now()),
    enteredBy: world.member,
    auditType: 'Record',
    auditSubType: subType,
    auditSource: 'API',
  }));
}

function verbOf({ before, after }: Change): 'added' | 'deleted' | 'updated' {
  return before === undefined ? 'added' : after === undefined ? 'deleted' : 'updated';
}

/** One line for each field that changed. That a record was made, its own `_info` says. */
function linesOf({ collection, before, after }: Change): { text: string; subType: string }[] {
  if (before === undefined) return [];
  if (after === undefined)
    return [{ subType: 'Deleted', text: `The ${nounOf(collection)} was deleted.` }];
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .filter((name) => name !== '_info' && shown(before[name]) !== shown(after[name]))
    .map((name) => ({
      subType: 'Updated',
      text: `${capital(splitCase(name).join(' ').toLowerCase())} was changed from ${shown(before[name])} to ${shown(after[name])}.`,
    }));
}

/** A value as a person reads it: a reference by its name. */
function shown(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (!isRecord(value)) return JSON.stringify(value);
  const name = value['name'] ?? value['identifier'] ?? value['summary'] ?? value['id'];
  return JSON.stringify(name ?? value);
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
