import type { Special } from '../handle.js';

/** What is no plain read or write of records, by method and template as the catalog has it. */
export const specials: Readonly<Record<string, Special>> = {};
