import { UsageError } from '../errors/errors.js';
import type { RowSource } from '../rows/table.js';
import { parseJson } from '../text/json.js';

/** Rows of one call: what an assistant can write, a person can look through, and an answer has room for. */
export const mostRows = 100;

/**
 * The rows of a call as they were given; `command` is the command line that makes the same call. Throws UsageError for
 * none, and for more than one call takes.
 */
export async function rowsGiven(
  each: RowSource | undefined,
  command: string,
): Promise<readonly unknown[] | undefined> {
  if (each === undefined) return undefined;
  const { rows } = await each.read();
  if (rows.length === 0)
    throw new UsageError('each has no rows.', {
      hint: 'Give an object for each call, such as [{"id": 4711}]; leave each out for a single call.',
    });
  if (rows.length > mostRows)
    throw new UsageError(`each has ${rows.length} rows; it takes ${mostRows}.`, {
      hint: `Nothing was sent. Give it ${mostRows} at a time, or send all of a file on the command line: ${command} --each @rows.csv`,
    });
  return rows.map(({ source }) => parseJson(source));
}
