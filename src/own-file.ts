import { fileURLToPath } from 'node:url';

/** A file of the package: `data/` and `bin/` lie beside `src/` and beside the built `dist/`. */
export function ownFile(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}
