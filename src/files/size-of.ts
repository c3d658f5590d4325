import { statSync } from 'node:fs';

/** Bytes of a file; none where there is no file. */
export function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
