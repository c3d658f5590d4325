import type { JsonRecord } from '../text/records.js';

/** What the sandbox answers: a status, a body (none for 204) and headers of its own. */
export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** An error body as ConnectWise writes it; thrown anywhere below the server. */
export class ApiFault extends Error {
  readonly answer: Answer;

  constructor(status: number, code: string, message: string, errors: readonly FieldFault[] = []) {
    super(message);
    const body: JsonRecord = { code, message };
    if (errors.length > 0) body['errors'] = errors;
    this.answer = { status, body };
  }
}

export interface FieldFault {
  code: string;
  message: string;
  resource: string;
  field: string;
}
