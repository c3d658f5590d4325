import { splitList } from '../text/split-list.js';
import { checkConditions } from './check-syntax.js';
import { slashFieldPaths } from './spelling.js';

/** The value of a query parameter in the server's spelling, wherever on the command line it came from. */
export function spellParameter(name: string, value: string, check: boolean): string {
  switch (name) {
    case 'conditions':
    case 'childConditions':
    case 'customFieldConditions':
      if (check) checkConditions(name, value);
      return slashFieldPaths(value);
    case 'orderBy':
      return orderText(splitList(value));
    case 'fields':
      return splitList(value).map(slashed).join(',');
    default:
      return value;
  }
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
