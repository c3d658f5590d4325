import { codeOf } from '../errors/code-of.js';
import { UsageError } from '../errors/errors.js';
import { decodeText } from '../text/decode.js';

/** The text of a file that `flag` or a question named. Throws UsageError where it cannot be read. */
export async function readTextFile(file: string, flag: string): Promise<string> {
  const { readFile } = await import('node:fs/promises');
  return decodeText(
    await readFile(file).catch((error: unknown) =>
      Promise.reject(unreadable(file, flag, '@body.json', error)),
    ),
    file,
  );
}

/** The error for a file that `flag` named; `example` is what it could have been given. */
export function unreadable(file: string, flag: string, example: string, error: unknown): Error {
  const isMissing = codeOf(error) === 'ENOENT';
  const message = isMissing
    ? `${flag}: there is no file ${file}.`
    : `${flag}: ${file} could not be read.`;
  return new UsageError(message, {
    hint: `Check the path; ${flag} '${example}' reads ${example.slice(1)} of the current folder.`,
    cause: error,
  });
}
