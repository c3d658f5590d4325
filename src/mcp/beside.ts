import type { Result } from '../actions/define.js';
import type { JsonRecord } from '../text/records.js';
import type { Running } from './session.js';
import { spoken } from './spoken.js';

/** What an answer says beside its records. */
export async function besideOf(
  { reused, keepable }: Result,
  { notices }: Running,
  isFirst: boolean,
): Promise<JsonRecord> {
  const found = isFirst && reused === undefined ? await keepable?.() : undefined;
  const isWorth = found !== undefined && found.call.data === null && hasParams(found.call.params);
  return {
    ...(reused === undefined ? {} : { reused }),
    ...(isWorth ? { can_save: { description: found.description } } : {}),
    ...(notices.length === 0 ? {} : { notices: notices.map(spoken) }),
  };
}

/** An endpoint alone is as short as the name that it would be kept under. */
function hasParams(params: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(params).length > 0;
}

/** What is not in an answer, and how to get it. */
export interface LeftOut {
  /** Fields with a value that no row shows. */
  fields?: number;
  /** Rows that came and do not fit. */
  rows?: number;
  /** How to get those, where they are of no list. */
  others?: string | undefined;
  /** What is cut or missing of a record. */
  parts?: readonly string[];
}

export function leftOutOf({
  fields = 0,
  rows = 0,
  others = 'params.page and pageSize give others',
  parts = [],
}: LeftOut): JsonRecord {
  const hints = [
    ...(fields === 0 ? [] : ['params.fields names others']),
    ...(rows === 0 ? [] : [others]),
    ...(parts.length === 0 ? [] : ['params.fields asks for single ones']),
  ];
  if (hints.length === 0) return {};
  const more = parts.length - mostParts;
  const named = more > 0 ? [...parts.slice(0, mostParts), `and ${more} more`] : parts;
  return {
    left_out: {
      ...(fields === 0 ? {} : { fields }),
      ...(rows === 0 ? {} : { rows }),
      ...(parts.length === 0 ? {} : { parts: named }),
      hint: hints.join('; '),
    },
  };
}

/** Named in what was left out. */
const mostParts = 30;
