import type { ApiResponse } from '../api/client.js';
import { unreadableAnswer, type FailureContext } from '../api/failure.js';
import type { Endpoint } from '../catalog/model.js';
import { splitJsonRows } from '../text/json-text.js';
import { parseJson } from '../text/json.js';

/** What a success carried. */
export type Answer =
  | { kind: 'none' }
  /** A document or an image. */
  | { kind: 'bytes'; bytes: Uint8Array }
  /** Objects as JsonText. */
  | { kind: 'rows'; rows: readonly unknown[] }
  | { kind: 'value'; value: unknown };

/** Reads a success: JSON, or bytes where the endpoint has something else to give. Throws for what is neither. */
export function readAnswer(
  response: ApiResponse,
  endpoint: Endpoint | undefined,
  context: FailureContext,
): Answer {
  if (response.body.length === 0) {
    // A list is one though it came without a body.
    const isList = endpoint?.method === 'GET' && endpoint.response.payload?.list === true;
    return isList ? { kind: 'rows', rows: [] } : { kind: 'none' };
  }
  const contentType = String(response.headers['content-type'] ?? '');
  if (!/json/i.test(contentType)) {
    const expected = endpoint?.response.payload?.contentType ?? 'json';
    // A sign-in page in place of records, for one.
    if (expected.includes('json') && /html/i.test(contentType)) {
      throw unreadableAnswer(response, context, 'it is an HTML page', undefined);
    }
    return { kind: 'bytes', bytes: response.body };
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(response.body);
    const rows = /^\s*\[/.test(text) ? splitJsonRows(text) : undefined;
    if (rows !== undefined) return { kind: 'rows', rows };
    const value = parseJson(text);
    return Array.isArray(value) ? { kind: 'rows', rows: value } : { kind: 'value', value };
  } catch (error) {
    throw unreadableAnswer(response, context, 'it is not valid JSON', error);
  }
}
