import { bodyParams } from '../actions/call-body.js';
import { parseInput } from '../actions/parse-input.js';
import { isRecord, type JsonRecord } from '../text/records.js';

/** What is written into a body so far: as the flags of a call say it. */
export interface BodyDraft {
  /** Texts by path. */
  set: Map<string, string>;
  unset: Set<string>;
  /** The rest of the body, below what is set: as `-d` gave it, and lists that a PATCH replaces as a whole. */
  data: unknown;
  file: string | undefined;
  /** What a text stands for, by path: the name of a record, the day that a word means. */
  meanings: Map<string, string>;
}

export function openDraft(given: Record<string, unknown>): BodyDraft {
  const { data, set, setFrom, unset, file } = parseInput(bodyParams, {
    data: given['data'],
    set: given['set'],
    setFrom: given['setFrom'],
    unset: given['unset'],
    file: given['file'],
  });
  return {
    set: new Map([...Object.entries(set ?? {}), ...Object.entries(setFrom ?? {})]),
    unset: new Set(unset),
    data,
    file,
    meanings: new Map(),
  };
}

/**
 * The draft as raw input of a call, every member that makes a body: they replace what was given before. Texts of files
 * are in it as if they had been set.
 */
export function rawOf({ set, unset, data, file }: BodyDraft): Record<string, unknown> {
  const pairs = [...set].map(([path, text]) => `${path}=${text}`);
  return { set: pairs, setFrom: undefined, unset: [...unset], data, file };
}

export function copyDraft(draft: BodyDraft): BodyDraft {
  const { set, unset, meanings } = draft;
  return {
    ...draft,
    set: new Map(set),
    unset: new Set(unset),
    meanings: new Map(meanings),
  };
}

/** A new value for a place, in place of what was there. */
export function put(draft: BodyDraft, path: string, text: string, meaning?: string): void {
  if (!draft.set.has(path)) takeOut(draft, path);
  draft.set.set(path, text);
  if (meaning === undefined) draft.meanings.delete(path);
  else draft.meanings.set(path, meaning);
}

export function putEmpty(draft: BodyDraft, path: string): void {
  takeOut(draft, path);
  draft.unset.add(path);
}

/** A list that a PATCH puts in place of the record's own. */
export function putWhole(draft: BodyDraft, path: string, value: unknown): void {
  takeOut(draft, path);
  draft.data = [...operationsIn(draft), { op: 'replace', path, value }];
}

/** Takes out what was written at a place, into it, and around it. */
export function takeOut(draft: BodyDraft, path: string): void {
  for (const given of draft.set.keys()) if (overlap(given, path)) draft.set.delete(given);
  for (const given of draft.unset) if (overlap(given, path)) draft.unset.delete(given);
  for (const given of draft.meanings.keys()) if (overlap(given, path)) draft.meanings.delete(given);
  if (isRecord(draft.data)) {
    const rest = Object.entries(draft.data).filter(([name]) => name !== path);
    draft.data = rest.length === 0 ? undefined : Object.fromEntries(rest);
  } else if (Array.isArray(draft.data)) {
    const kept = operationsIn(draft).filter((one) => one['path'] !== path);
    draft.data = kept.length === 0 ? undefined : kept;
  }
}

function operationsIn({ data }: BodyDraft): JsonRecord[] {
  return Array.isArray(data) ? data.filter(isRecord) : [];
}

function overlap(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);
}
