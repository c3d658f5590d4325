import { UsageError } from '../errors/errors.js';
import { splitList } from '../text/split-list.js';
import { checkConditions } from './check-syntax.js';
import { slashFieldPaths } from './spelling.js';

/** The value of a query parameter in the server's spelling, wherever on the command line it came from. */
export function spellParameter(name: string, value: string, check: boolean): string {
  switch (name) {
    case 'conditions':
    case 'unlessExists':
    case 'childConditions':
    case 'customFieldConditions':
      if (check) refuseEmpty(name, value);
      if (check) checkConditions(name, value);
      return slashFieldPaths(value);
    case 'orderBy':
      return orderText(splitList(value));
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

/** `id desc, name` however it was split on the way: asc and desc belong to the name before them. */
function orderText(words: readonly string[]): string {
  const parts: string[] = [];
  for (const word of words) {
    const isDirection = /^(?:asc|desc)$/i.test(word);
    if (isDirection && parts.length > 0) parts.push(`${parts.pop() ?? ''} ${word.toLowerCase()}`);
    else parts.push(slashed(word));
  }
  return parts.join(',');
}

function slashed(path: string): string {
  return path.replaceAll('.', '/');
}

function notPositive(name: string, value: string): UsageError {
  return new UsageError(`${name} takes a whole number from 1, not "${value}".`, {
    hint: 'Pages count from 1; a page has 25 rows unless told, at most 1000.',
  });
}
