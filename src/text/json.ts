import { LosslessNumber, parse, stringify } from 'lossless-json';

/**
 * A number literal that a JavaScript number would change: above 2^53, `1.0`, `1e3`, more than 17 digits.
 * The pattern also meets such text inside strings, which only costs the slower parser.
 */
const fragileNumber = /\d[\d.]{15}|\d\.\d*0(?!\d)|\d[eE]|0\.0{6}|-0(?![.\d])/;

/**
 * Parses JSON so that printing it again gives the digits that were read: numbers that JavaScript would
 * change become LosslessNumber. A repeated key keeps its last value, as in JSON.parse. Throws SyntaxError.
 */
export function parseJson(text: string): unknown {
  const bare = text.startsWith('\ufeff') ? text.slice(1) : text;
  if (!fragileNumber.test(bare)) return JSON.parse(bare);
  return parse(bare, undefined, {
    parseNumber: exactNumber,
    onDuplicateKey: ({ newValue }) => newValue,
  });
}

/** What is wrong with a text that is no JSON, and where: "line 3, column 17: …". JSON.parse does not always tell the place. */
export function jsonFault(text: string): string {
  let message = 'it cannot be read';
  try {
    parse(text, undefined, { onDuplicateKey: ({ newValue }) => newValue });
  } catch (error) {
    if (error instanceof RangeError) message = 'it is nested too deep';
    else if (error instanceof Error) message = error.message;
  }
  const position = Number(/ at position (\d+)$/.exec(message)?.[1] ?? text.length);
  const before = text.slice(0, position);
  const column = before.length - before.lastIndexOf('\n');
  return `line ${before.split('\n').length}, column ${column}: ${message.replace(/ at position \d+$/, '')}`;
}

/** JSON text of a value that may hold LosslessNumber. */
export function toJson(value: unknown, indent?: number): string {
  return stringify(value, undefined, indent) ?? 'null';
}

/** A number, however many digits it has. */
export function isNumber(value: unknown): boolean {
  return typeof value === 'number' || isExactNumber(value);
}

export function isExactNumber(value: unknown): value is LosslessNumber {
  return value instanceof LosslessNumber;
}

/** The same value with ordinary numbers, for code that computes (JMESPath). */
export function plainNumbers(value: unknown): unknown {
  if (isExactNumber(value)) return Number(value.value);
  if (Array.isArray(value)) return value.map(plainNumbers);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, plainNumbers(member)]),
  );
}

/** The number of a literal: an ordinary one where that prints the same digits. */
export function exactNumber(literal: string): unknown {
  const number = Number(literal);
  return String(number) === literal ? number : new LosslessNumber(literal);
}
