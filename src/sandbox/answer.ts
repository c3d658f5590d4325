import { singular } from '../catalog/words.js';
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

  /** `errors` is null where the server says so outright, and absent where there are none. */
  constructor(
    status: number,
    code: string,
    message: string,
    errors: readonly (FieldFault & { resource: string })[] | null = [],
  ) {
    super(message);
    const body: JsonRecord = { code, message };
    if (errors === null || errors.length > 0) body['errors'] = errors;
    this.answer = { status, body };
  }
}

/** What is wrong with a field. */
export interface FieldFault {
  code: string;
  message: string;
  field: string;
}

/** Notes what is wrong with a field; all of it is told at once. */
export type Fault = (code: string, field: string, message: string) => void;

/** A body that is refused, with everything that is wrong with it. */
export function invalidObject(resource: string, faults: readonly FieldFault[]): ApiFault {
  const errors = faults.map(({ code, message, field }) => ({ code, message, resource, field }));
  return new ApiFault(400, 'InvalidObject', `${resource} object is invalid`, errors);
}

/** What messages call the records of a schema: `ticket`. */
export function resourceOf(schema: string): string {
  const name = schema.split('.').at(-1) ?? schema;
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}

/** A field that has to be given and is not. */
export function missing(field: string): FieldFault {
  return { code: 'MissingRequiredField', field, message: `${field} is required` };
}

/** A record that is not there. */
export function notFound(collection: string, id: number): ApiFault {
  const name = singular(collection.split('/').findLast((segment) => segment !== '{}') ?? '');
  return new ApiFault(
    404,
    'NotFound',
    `${name.charAt(0).toUpperCase()}${name.slice(1)} ${id} not found`,
  );
}
