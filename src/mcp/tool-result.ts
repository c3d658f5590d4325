import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import type { CwmError } from '../errors/errors.js';
import { presentError } from '../errors/present.js';
import { toJson } from '../text/json.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import { fitValue } from './budget.js';
import { cleanJson, cleanText } from './clean.js';
import { spoken } from './spoken.js';
import type { ToolAnswer } from './tool.js';

/** What goes to the client: every text of every answer passes here. */
export function success({ structured, text }: ToolAnswer): CallToolResult {
  const { value, removed } = cleanJson(structured);
  const before = typeof structured['sanitized'] === 'number' ? structured['sanitized'] : 0;
  return {
    content: [{ type: 'text', text: cleanText(text).value }],
    structuredContent: removed === 0 ? value : { ...value, sanitized: before + removed },
  };
}

/** A failure of a tool: what happened and what to do now. No address and no stack: they help nobody here. */
export function failure(error: unknown, redact: (text: string) => string): CallToolResult {
  const { envelope, lines } = presentError(error, { redact });
  const { value: told } = cleanJson(readEnvelope(envelope));
  const { code, message, retryable, hint, ...more } = told;
  const helping = ['status', 'requestId', 'check', 'details']
    .map((name) => [name, more[name]] as const)
    .filter(([, value]) => value !== undefined && value !== null && toJson(value) !== '[]');
  const say = (value: unknown) => (typeof value === 'string' ? spoken(value) : value);
  const said = { message: say(message), hint: say(hint) };
  const whole = { code, ...said, retryable, ...Object.fromEntries(helping) };
  return {
    isError: true,
    content: [
      { type: 'text', text: fitted(cleanText(lines.map(spoken).join('\n')).value) as string },
    ],
    structuredContent: { error: fitted(whole) },
  };
}

/** An answer that is a failure too: why comes first, then all that is known. */
export function partly(
  answer: ToolAnswer,
  why: CwmError,
  redact: (text: string) => string,
): CallToolResult {
  const { content, structuredContent } = success(answer);
  const told = failure(why, redact).structuredContent?.['error'];
  // The answer has them, with all the others.
  const error = Object.fromEntries(
    Object.entries(isRecord(told) ? told : {}).filter(([name]) => name !== 'details'),
  );
  const head = [error['message'], error['hint']].filter((line) => typeof line === 'string');
  return {
    isError: true,
    content: [{ type: 'text', text: head.join('\n') }, ...content],
    structuredContent: { ...structuredContent, error },
  };
}

/** Tokens of a failure. */
const most = 1000;

function fitted(value: unknown): unknown {
  return fitValue(value, most).value;
}

function readEnvelope(envelope: string): JsonRecord {
  const parsed: unknown = JSON.parse(envelope);
  const error = isRecord(parsed) ? parsed['error'] : undefined;
  return isRecord(error) ? error : {};
}
