import { resolve } from 'node:path';
import { unreadable } from '../actions/text-file.js';
import type { Context } from '../context.js';
import { UsageError } from '../errors/errors.js';
import type { RowSource } from '../rows/table.js';

/** Rows for a flag that takes `@file | -`. Nothing is read yet: whether they are wanted is for the action to say. */
export function rowSource(text: string, flag: string, context: Context): RowSource {
  const name = /^@(.+)$/s.exec(text)?.[1];
  if (name === undefined && text !== '-')
    throw new UsageError(`${flag} takes '@file' or '-', not "${text}".`, {
      hint: `Write the file's name behind an at sign, in quotes: ${flag} '@tickets.csv'`,
    });
  const file = name === undefined ? undefined : resolve(context.cwd, name);
  const bytes = async (): Promise<Uint8Array> => {
    if (file === undefined) return await context.io.stdin.readAll(context.signal);
    const { readFile } = await import('node:fs/promises');
    return await readFile(file).catch((error: unknown) =>
      Promise.reject(unreadable(file, flag, '@tickets.csv', error)),
    );
  };
  const called = name ?? 'standard input';
  return {
    name: called,
    file,
    async read() {
      if (file === undefined && context.io.stdin.isTerminal)
        throw new UsageError(`${flag} - reads standard input, which is this terminal.`, {
          hint: `Pipe the rows into the command, or name a file: ${flag} '@tickets.csv'`,
        });
      const { readTable } = await import('../rows/read-table.js');
      return await readTable(await bytes(), name ?? 'Standard input');
    },
  };
}
