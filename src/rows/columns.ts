import { UsageError } from '../errors/errors.js';
import { nearFields } from '../text/near-name.js';
import { listed, someOf } from '../text/nearest.js';

/**
 * Finds the column that a name means: the one of that name, else the one that differs only in case, blanks and
 * punctuation: `{ticket_id}` is the column `Ticket ID`. Throws UsageError where there is none, or more than one.
 */
export function findColumn(name: string, columns: readonly string[], said = `{${name}}`): string {
  if (columns.includes(name)) return name;
  const alike = columns.filter((column) => plain(column) === plain(name));
  const [only, ...others] = alike;
  if (only !== undefined && others.length === 0) return only;
  if (others.length > 0)
    throw new UsageError(`${said} could be any of the columns ${quoted(alike)}.`, {
      hint: 'Give the columns names that differ in letters or digits.',
    });
  const near = nearFields(name, columns);
  const hint = [
    near.length === 0 ? undefined : `Did you mean ${listed(near.map(asPlaceholder), 'or')}?`,
    columns.length === 0 ? 'The input has none.' : `Columns: ${someOf(columns, 30)}.`,
  ];
  throw new UsageError(`There is no column for ${said}.`, {
    hint: hint.filter((part) => part !== undefined).join(' '),
  });
}

/** A column as it is written in braces; the letters of its name are what counts. */
export function asPlaceholder(column: string): string {
  const name = column.replaceAll(/[^\w-]+/g, '_').replaceAll(/^_+(?=\w)|(?<=\w)_+$/g, '');
  return `{${name}}`;
}

/** The column that text in braces would mean if its name could stand there. */
export function columnLike(text: string, columns: readonly string[]): string | undefined {
  return columns.find((column) => plain(column) !== '' && plain(column) === plain(text));
}

function plain(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '');
}

function quoted(names: readonly string[]): string {
  return listed(names.map((name) => `"${name}"`));
}
