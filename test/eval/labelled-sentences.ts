import { readFileSync } from 'node:fs';
import type { JsonRecord } from '../../src/text/records.js';

/** A sentence, and the request that it asks for. */
export interface Labelled {
  q: string;
  kind: 'filter' | 'record' | 'write';
  persona: string;
  method: string;
  path: string;
  /** Query parameters; `where` are clauses as `--where` takes them. */
  params?: JsonRecord & { where?: string[] };
  data?: unknown;
  /** Parameters that are as right. */
  ok?: NonNullable<Labelled['params']>[];
  /** The order of the rows was asked for. */
  ordered?: boolean;
}

/** The sentences of a file, one a line. */
export function readLabelled(file: string): Labelled[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Labelled);
}
