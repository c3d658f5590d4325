import { UsageError } from '../errors/errors.js';
import { splitList } from '../text/split-list.js';
import { readable } from './fault.js';
import { findingsIn, heedFindings, type CheckedName } from './check/findings.js';
import { parseCondition } from './parse.js';
import { parseOrderBy } from './lists.js';
import { printOrderBy } from './print.js';
import type { RecordShape } from './shape.js';
import { slashFieldPaths, slashPath } from './spelling.js';

/** What the spelling of a parameter depends on. */
export interface Spelling {
  /** Check names and values, not the syntax alone. */
  check: boolean;
  /** The records that the value of a parameter is about. */
  shapeFor: (name: CheckedName) => RecordShape;
  /** Replaces relative dates. */
  expand: (name: string, value: string) => string;
  warn: (text: string) => void;
}

/** The value of a query parameter in the server's spelling, wherever on the command line it came from. */
export function spellParameter(name: string, value: string, how: Spelling): string {
  switch (name) {
    case 'conditions':
    case 'unlessExists':
    case 'childConditions':
    case 'customFieldConditions':
      refuseEmpty(name, value);
      if (how.check) refuseFaults(name, value, how);
      else readable(name, value, () => parseCondition(value, { relativeDates: true }));
      return slashFieldPaths(how.expand(name, value));
    case 'orderBy':
      if (how.check) refuseFaults(name, value, how);
      return readable(name, value, () => printOrderBy(parseOrderBy(value)));
    case 'fields':
      if (how.check) refuseFaults(name, value, how);
      return splitList(value).map(slashPath).join(',');
    case 'page':
    case 'pageSize':
      if (how.check && !/^[1-9]\d*$/.test(value)) throw notPositive(name, value);
      return value;
    default:
      return value;
  }
}

function refuseFaults(name: CheckedName, text: string, { shapeFor, warn }: Spelling): void {
  const findings = readable(name, text, () =>
    findingsIn(name, text, shapeFor(name), { relativeDates: true }),
  );
  for (const warning of heedFindings(name, text, findings)) warn(`${name}: ${warning}`);
}

/** A variable that was empty must not fetch, or meet, every record there is. */
function refuseEmpty(name: string, value: string): void {
  if (value.trim() !== '') return;
  throw new UsageError(`${name} is empty.`, {
    hint: 'Leave it out for all records; an empty variable may stand there.',
  });
}

function notPositive(name: string, value: string): UsageError {
  return new UsageError(`${name} takes a whole number from 1, not "${value}".`, {
    hint: 'Pages count from 1; a page has 25 rows unless told, at most 1000.',
  });
}
