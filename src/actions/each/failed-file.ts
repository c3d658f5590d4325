import { realpath } from 'node:fs/promises';
import { UsageError } from '../../errors/errors.js';
import { openFileOutput } from '../../files/file-output.js';
import type { Row, RowSource, TableForm } from '../../rows/table.js';
import { writeBack } from '../../rows/write-back.js';
import type { Services } from '../../services.js';

/** Where the rows that failed are written back. */
export interface FailedFile {
  write: (rows: readonly Row[]) => Promise<void>;
  /** An older file of that name stays as it was. */
  discard: () => Promise<void>;
}

/** Makes ready the file of `--failed`, before anything is sent. Throws where it cannot be written. */
export async function openFailedFile(
  written: string,
  { file: input }: RowSource,
  form: TableForm,
  services: Services,
): Promise<FailedFile> {
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
