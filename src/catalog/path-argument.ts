import { UsageError } from '../errors/errors.js';

export interface PathArgument {
  /** Starts with a slash; a trailing slash is kept. */
  path: string;
  /** What followed a `?`, without it. */
  query: string;
}

export const ownHostOnly = 'requests go to the profile’s own host alone';

/**
 * A path as people and shells deliver it: with or without leading slash, with the API's own prefix, or
 * rewritten by Git Bash (`C:/Program Files/Git/service/tickets`). What could leave the API is refused.
 */
export function readPathArgument(text: string, modules: readonly string[]): PathArgument {
  const repaired = repairGitBash(text.trim(), modules);
  const [before = '', ...rest] = repaired.split('?');
  refuseUnsafe(before, text);
  const bare = before.replace(/^\/?[^/]+\/apis\/3\.0(?=\/)/i, '');
  return { path: bare.startsWith('/') ? bare : `/${bare}`, query: rest.join('?') };
}

function repairGitBash(text: string, modules: readonly string[]): string {
  if (!/^[a-z]:[\\/]/i.test(text)) return text;
  const found = new RegExp(`[\\\\/](?=(?:${modules.join('|')})(?:[\\\\/?]|$))`, 'i').exec(text);
  if (found === null) {
    throw new UsageError(`"${text}" is a file path, not a path of the API.`, {
      hint: `API paths begin with a module, such as /service/tickets. In Git Bash write it without the leading slash: service/tickets`,
    });
  }
  return text.slice(found.index).replaceAll('\\', '/');
}

function refuseUnsafe(path: string, original: string): void {
  const refuse = (problem: string) =>
    new UsageError(`"${original.slice(0, 200)}" is not a path of the API: ${problem}.`, {
      hint: 'Write a path such as /service/tickets/123/notes.',
    });
  if (path === '' || path === '/') throw refuse('it is empty');
  if (/^['"]/.test(path))
    throw refuse('it begins with a quote; in cmd only double quotes hold a word together');
  if (/^[a-z][a-z0-9+.-]*:/i.test(path)) throw refuse(`it is a full address, and ${ownHostOnly}`);
  if (/^[/\\]{2}/.test(path)) throw refuse(`it names another host, and ${ownHostOnly}`);
  if (path.includes('\\')) throw refuse('it has a backslash');
  if (/[\u0000-\u001f\u007f]/.test(path)) throw refuse('it has a control character');
  if (path.includes('//'))
    throw refuse('a segment of it is empty, perhaps an id that was not filled in');
  if (path.split('/').some((segment) => /^(?:\.|%2e){1,2}$/i.test(segment)))
    throw refuse('it has a segment . or ..');
  if (/%(?:2f|5c|0[0-9a-f]|1[0-9a-f])/i.test(path))
    throw refuse('it has an encoded slash or control character');
  if (path.includes('#')) throw refuse('it has a #; write %23');
}
