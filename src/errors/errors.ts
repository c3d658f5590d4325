import type { ErrorCode } from './exit-codes.js';

/** One entry of a server's `errors[]`, or one thing wrong with an input. */
export interface ErrorDetail {
  code: string;
  message: string;
  resource?: string;
  field?: string;
  allowed?: readonly string[];
  /** What a sentence was read as, where that is not sent. */
  plan?: object;
}

/** The request an error is about; `url` carries no credentials. */
export interface FailedRequest {
  method: string;
  url: string;
  status?: number;
  requestId?: string;
}

/**
 * The text that an error is about, and where in it: from the first character up to but not including `end`, in UTF-16
 * units as JavaScript counts them. Messages count whole characters.
 */
export interface ErrorPlace {
  text: string;
  start: number;
  end: number;
}

export interface ErrorOptions {
  /** Where in what was given it is wrong. */
  place?: ErrorPlace;
  /** What to do now, ideally a command. */
  hint?: string;
  details?: readonly ErrorDetail[];
  request?: FailedRequest;
  /** A command that tells whether a write went through. */
  check?: string;
  cause?: unknown;
}

/** What cwm throws on purpose. Subclasses exist where somebody does something different because of them. */
export class CwmError extends Error {
  readonly code: ErrorCode = 'internal';
  readonly retryable: boolean = false;
  readonly hint: string | undefined;
  readonly details: readonly ErrorDetail[];
  readonly request: FailedRequest | undefined;
  readonly check: string | undefined;
  readonly place: ErrorPlace | undefined;

  constructor(message: string, options: ErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.hint = options.hint;
    this.details = options.details ?? [];
    this.request = options.request;
    this.check = options.check;
    this.place = options.place;
  }
}

/** The command line or the input is wrong; nothing was done. */
export class UsageError extends CwmError {
  override readonly code = 'usage';
}

/** Something that has to be set up is missing: credentials, the catalog. */
export class ConfigError extends CwmError {
  override readonly code = 'config';
}

/** 401 or 403. */
export class AuthError extends CwmError {
  override readonly code = 'auth';
}

/** A record, an endpoint or an entry that does not exist. */
export class NotFoundError extends CwmError {
  override readonly code = 'not_found';
}

/** The API understood the request and refused it (4xx). */
export class ApiError extends CwmError {
  override readonly code = 'api';
}

/** The server did not take conditions or an order: what was sent may show why. */
export class ConditionRefusedError extends ApiError {}

/** The API could not be reached or could not answer; nothing was done. */
export class UnavailableError extends CwmError {
  override readonly code = 'unavailable';
  override readonly retryable: boolean;

  constructor(message: string, options: ErrorOptions & { retryable?: boolean } = {}) {
    super(message, options);
    this.retryable = options.retryable ?? true;
  }
}

/** Refused on this side: not approved, or read-only. */
export class RefusedError extends CwmError {
  override readonly code = 'refused';
}

/** A write left this machine and nobody knows whether it was carried out. */
export class OutcomeUnknownError extends CwmError {
  override readonly code = 'outcome_unknown';
}

export class CancelledError extends CwmError {
  override readonly code: 'cancelled' | 'terminated';

  constructor(signal: 'SIGINT' | 'SIGTERM' = 'SIGINT', options: ErrorOptions = {}) {
    super(signal === 'SIGINT' ? 'Interrupted.' : 'Terminated.', options);
    this.code = signal === 'SIGINT' ? 'cancelled' : 'terminated';
  }
}

/** The cancellation that an aborted signal stands for. */
export function cancelledBy(signal: AbortSignal, options: ErrorOptions = {}): CancelledError {
  const isEnd = signal.reason === 'SIGTERM' || signal.reason === 'SIGHUP';
  return new CancelledError(isEnd ? 'SIGTERM' : 'SIGINT', options);
}

/** This machine failed: disk, permissions. */
export class LocalError extends CwmError {
  override readonly code = 'local';
}

/** The system's keyring cannot be used: another place may do. */
export class KeyringError extends LocalError {}
