import { UsageError } from '../errors/errors.js';
import { methods, type Method } from '../catalog/model.js';
import { listed } from '../text/nearest.js';

export interface TargetWords {
  method: Method | undefined;
  path: string | undefined;
}

/** The words `[METHOD] [path|operationId]`. Throws UsageError for further ones, which a shell may have split off. */
export function parseOpenTarget(words: readonly string[]): TargetWords {
  // `'GET /service/tickets'` quoted as one word is as clear.
  const quoted = words.length === 1 ? /^\s*([a-z]+)\s+(\/?\S+)\s*$/i.exec(words[0] ?? '') : null;
  const given = quoted === null ? words : quoted.slice(1);
  const [first, ...rest] = given;
  const method = methods.find((one) => one === first?.toUpperCase());
  const [path, ...more] = method === undefined ? given : rest;
  if (more.length === 1 && method === undefined && /^[a-z]+$/i.test(path ?? '')) {
    throw new UsageError(`${path ?? ''} is not a method.`, {
      hint: `Methods: ${listed(methods)}.`,
    });
  }
  if (more.length > 0) throw unexpected(path ?? '', more);
  return { method, path };
}

/** The same with the path that is needed where nobody can be asked for it. */
export function parseTarget(words: readonly string[]): TargetWords {
  const target = parseOpenTarget(words);
  refuseMethodAlone(target);
  return target;
}

export function refuseMethodAlone({ method, path }: { method?: unknown; path?: unknown }): void {
  if (typeof method !== 'string' || path !== undefined) return;
  throw new UsageError(`${method} needs a path or an operationId.`, {
    hint: `For example: ${method} /service/tickets`,
  });
}

function unexpected(path: string, more: readonly string[]): UsageError {
  const [name = 'id', rest = ''] = more;
  const whole = `${path}{${name}}${rest.startsWith('/') ? rest : ''}`;
  const split = path.endsWith('/')
    ? `The path seems cut off: in PowerShell braces end a word. Write it in single quotes: '${whole}'`
    : undefined;
  return new UsageError(
    `Unexpected ${more.length === 1 ? 'word' : 'words'} after the path ${path}: ${more.join(' ')}`,
    {
      hint:
        split ??
        `Put a value with blanks into quotes, and texts within it into single quotes; flags stand after the path: [METHOD] <path|operationId> --conditions "status/name = 'In Progress'" --fields "id,summary"`,
    },
  );
}
