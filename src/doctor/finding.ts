import { CwmError } from '../errors/errors.js';

/** Parts of an installation, in the order in which they are shown. */
export type Area =
  | 'node'
  | 'package'
  | 'command'
  | 'terminal'
  | 'folders'
  | 'log'
  | 'catalog'
  | 'memory'
  | 'keyring'
  | 'profiles'
  | 'proxy'
  | 'connection'
  | 'time'
  | 'assistants';

/** One thing that was looked at. */
export interface Finding {
  area: Area;
  check: string;
  status: 'ok' | 'warn' | 'fail';
  /** What was found, in one line. */
  detail: string;
  /** What to do about it; null where nothing has to be done. */
  cure: string | null;
}

/** A finding whose area is known to whoever asked for it, unless it belongs to another one. */
export type Found = Omit<Finding, 'area'> & { area?: Area };

export function ok(check: string, detail: string): Found {
  return { check, status: 'ok', detail, cure: null };
}

export function warn(check: string, detail: string, cure: string): Found {
  return { check, status: 'warn', detail, cure };
}

export function fail(check: string, detail: string, cure: string): Found {
  return { check, status: 'fail', detail, cure };
}

/** What was in the way of a check, which is a finding too. */
export function failedBy(check: string, error: unknown, cure = unknownCure): Found {
  const detail = error instanceof Error ? error.message : String(error);
  return fail(check, detail, (error instanceof CwmError ? error.hint : undefined) ?? cure);
}

const unknownCure = 'Run it again with --debug; if it stays so, it is worth a bug report.';
