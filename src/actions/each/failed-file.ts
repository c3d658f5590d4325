import { realpath } from 'node:fs/promises';
import { UsageError } from '../../errors/errors.js';
import { openFileOutput } from '../../files/file-output.js';
import type { RowSource, TableForm } from '../../rows/table.js';
import { writeBack } from '../../rows/write-back.js';
import type { Services } from '../../services.js';
import type { FailedRows } from './each-row.js';

/**
 * Makes ready the file of `--failed`, before anything is sent; until it is written an older one stays as it was. Throws
 * where it cannot be written.
 */
export async function openFailedFile(
  written: string,
  { file: input }: RowSource,
  form: TableForm,
  services: Services,
): Promise<FailedRows> {
  const path = services.resolvePath(written);
  if (input !== undefined && (await placeOf(path)) === (await placeOf(input)))
    throw new UsageError('--failed would replace the rows themselves.', {
      hint: 'Name another file.',
    });
  const output = await openFileOutput(path);
  return {
    async write(rows) {
      await output.write(writeBack(rows, form));
      await output.commit();
      if (rows.length > 0) services.report.note(`The rows that failed are in ${written}.`);
    },
    discard: output.discard,
  };
}

async function placeOf(path: string): Promise<string> {
  return await realpath(path).catch(() => path);
}
