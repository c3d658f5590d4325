import { readRelative } from '../../dates/forms.js';
import type { ValueKind } from '../shape.js';
import { readServerDate } from '../server-date.js';
import type { Literal } from '../tree.js';

/** The literal that was meant for a field of a kind; undefined where it cannot be told. */
export function corrected(literal: Literal, kind: ValueKind): Literal | undefined {
  const text = textOf(literal);
  switch (kind) {
    case 'text':
    case 'enum':
      return { kind: 'string', value: text };
    case 'integer': {
      const [, digits] = /^\s*(-?\d+)(?:\.0*)?\s*$/.exec(text) ?? [];
      return digits === undefined ? undefined : { kind: 'number', text: digits };
    }
    case 'number':
      return /^\s*-?\d+(?:\.\d+)?\s*$/.test(text)
        ? { kind: 'number', text: text.trim() }
        : undefined;
    case 'boolean':
      if (/^\s*(?:true|yes|1)\s*$/i.test(text)) return { kind: 'boolean', value: true };
      return /^\s*(?:false|no|0)\s*$/i.test(text) ? { kind: 'boolean', value: false } : undefined;
    case 'date':
      return isDate(text) ? { kind: 'date', text: text.trim() } : undefined;
    default:
      return undefined;
  }
}

function textOf(literal: Literal): string {
  switch (literal.kind) {
    case 'string':
      return literal.value;
    case 'number':
    case 'date':
      return literal.text;
    case 'boolean':
      return String(literal.value);
    case 'null':
      return 'null';
  }
}

function isDate(text: string): boolean {
  return !Number.isNaN(readServerDate(text)) || readRelative(text) !== undefined;
}
