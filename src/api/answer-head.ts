import { STATUS_CODES } from 'node:http';
import { inertLine } from '../text/sanitize.js';
import type { ApiResponse } from './exchange.js';

/** Headers whose value may let somebody in. */
const secret = /cookie|auth|token|secret|api-?key/i;

/** Status line and headers of an answer, a line each, without what is secret or could drive a terminal. */
export function answerHead({ status, headers }: Pick<ApiResponse, 'status' | 'headers'>): string {
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((one) => `${name}: ${secret.test(name) ? '***' : one}`),
  );
  return [`HTTP ${status} ${STATUS_CODES[status] ?? ''}`.trim(), ...lines]
    .map(inertLine)
    .join('\n');
}
