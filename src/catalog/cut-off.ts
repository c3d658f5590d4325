import { UsageError } from '../errors/errors.js';
import type { Catalog } from './catalog.js';
import { readPathArgument } from './path-argument.js';

/** A slash at the end where an id can follow is a variable that was empty, or braces that PowerShell split off. */
export function refuseCutOff(catalog: Catalog, text: string): void {
  if (!/\/\s*(?:\?|$)/.test(text)) return;
  const { path } = readPathArgument(text, catalog.modules());
  const endsSo = catalog.match(path).some(({ endpoint }) => endpoint.path.endsWith('/'));
  if (endsSo || catalog.match(`${path}{id}`).length === 0) return;
  throw new UsageError(`The path ${path} ends where an id belongs.`, {
    hint: `Write the id, in single quotes where a shell could touch it: '${path}123'. For the list leave out the last slash: ${path.slice(0, -1)}`,
  });
}
