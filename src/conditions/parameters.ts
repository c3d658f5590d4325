import { UsageError } from '../errors/errors.js';
import { splitList } from '../text/split-list.js';
import { readable, spokenFaults } from './fault.js';
import { findingsIn, refuseErrors, type CheckedName } from './check/findings.js';
import { parseCondition } from './parse.js';
import { parseOrderBy } from './lists.js';
import { printOrderBy } from './print.js';
import type { RecordShape } from './shape.js';
import { serverSpelling, slashPath } from './spelling.js';

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

/** Puts the value of a query parameter into the server's spelling; throws UsageError for a bad one. */
export type Spell = (name: string, value: string, said?: string) => string;

/**
 * The value of a query parameter in the server's spelling, wherever on the command line it came from; `said` is what it
 * is called there, such as its flag.
 */
export function spellParameter(name: string, value: string, how: Spelling, said = name): string {
  switch (name) {
    case 'conditions':
    case 'unlessExists':
    case 'childConditions':
    case 'customFieldConditions':
      refuseEmpty(name, value, said);
      if (how.check) refuseFaults(name, value, how, said);
      else readable(said, value, () => parseCondition(value, { relativeDates: true }));
      return serverSpelling(how.expand(name, value));
    case 'orderBy':
      if (how.check) refuseFaults(name, value, how, said);
      return readable(said, value, () => printOrderBy(parseOrderBy(value)));
    case 'fields':
      if (how.check) refuseFaults(name, value, how, said);
      return splitList(value).map(slashPath).join(',');
    case 'page':
    case 'pageSize':
      if (how.check && !/^[1-9]\d*$/.test(value)) throw notPositive(said, value);
      return value;
    default:
      return value;
  }
}

/** Errors are thrown, the first with the further ones as its details; warnings are said. */
function refuseFaults(
  name: CheckedName,
  text: string,
  { shapeFor, warn }: Spelling,
  said: string,
): void {
  const findings = readable(said, text, () =>
    findingsIn(name, text, shapeFor(name), { relativeDates: true }),
  );
  refuseErrors(said, text, findings);
  for (const line of spokenFaults(said, findings)) warn(line);
}

/** A variable that was empty must not fetch, or meet, every record there is. */
function refuseEmpty(name: string, value: string, said: string): void {
  if (value.trim() !== '') return;
  throw new UsageError(`${said} is empty.`, {
    hint:
      name === 'unlessExists'
        ? `Say what makes it the same record: ${said} 'identifier="ACME"'. An empty variable may stand there.`
        : 'Leave it out for all records; an empty variable may stand there.',
  });
}

function notPositive(name: string, value: string): UsageError {
  return new UsageError(`${name} takes a whole number from 1, not "${value}".`, {
    hint: 'Pages count from 1; a page has 25 rows unless told, at most 1000.',
  });
}
