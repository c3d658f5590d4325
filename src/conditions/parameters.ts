import { UsageError } from '../errors/errors.js';
import { splitList } from '../text/split-list.js';
import { readable } from './fault.js';
import { parseOrderBy } from './lists.js';
import { parseCondition } from './parse.js';
import { printOrderBy } from './print.js';
import { slashFieldPaths } from './spelling.js';

/** The value of a query parameter in the server's spelling, wherever on the command line it came from. */
export function spellParameter(name: string, value: string, check: boolean): string {
  switch (name) {
    case 'conditions':
    case 'unlessExists':
    case 'childConditions':
    case 'customFieldConditions':
      if (check) refuseEmpty(name, value);
      if (check) readable(name, value, () => parseCondition(value));
      return slashFieldPaths(value);
    case 'orderBy':
      return readable(name, value, () => printOrderBy(parseOrderBy(value)));
    case 'fields':
      return splitList(value).map(slashed).join(',');
    case 'page':
    case 'pageSize':
      if (check && !/^[1-9]\d*$/.test(value)) throw notPositive(name, value);
      return value;
    default:
      return value;
  }
}

/** A variable that was empty must not fetch, or meet, every record there is. */
function refuseEmpty(name: string, value: string): void {
  if (value.trim() !== '') return;
  throw new UsageError(`${name} is empty.`, {
    hint: 'Leave it out for all records; an empty variable may stand there.',
  });
}

function slashed(path: string): string {
  return path.replaceAll('.', '/');
}

function notPositive(name: string, value: string): UsageError {
  return new UsageError(`${name} takes a whole number from 1, not "${value}".`, {
    hint: 'Pages count from 1; a page has 25 rows unless told, at most 1000.',
  });
}
