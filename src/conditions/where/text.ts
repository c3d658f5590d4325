import type { Token } from '../lex.js';
import { misreading } from '../misreadings.js';
import { quoteText, unescapeText } from '../quote.js';
import { ConditionSyntaxError } from '../syntax-error.js';
import type { Span } from '../tree.js';
import { slashPath } from '../spelling.js';
import { isWord, whereSpellings, type WhereOperator } from './operators.js';

/** A value, or an element of a list, as it was written. */
export interface Word {
  /** Without the quotes around it. */
  text: string;
  quoted: boolean;
  at: Span;
}

/** The text of a `--where`, taken apart. */
export interface WhereText {
  /** Names with slashes between them. */
  path: string;
  at: Span;
  /** What follows `customFields/`, without quotes. */
  caption?: string;
  operator: WhereOperator;
  /** Up to the end of the text, blanks at its ends taken off. */
  value: { text: string; at: Span };
}

/** Takes `field op value` apart; all that stands after the operator is the value. Throws ConditionSyntaxError. */
export function splitWhere(text: string): WhereText {
  const { end, ...field } = readField(text);
  const [found, spelt] = operatorAt(text, end);
  const start = end + found.length;
  const plain = spelt.toLowerCase().replaceAll(/\s+/g, '');
  const operator = whereSpellings.find((one) => one.text === plain)?.operator;
  if (operator === undefined) throw noOperator(text, field.path, end);
  const rest = text.slice(start);
  const from = start + (rest.length - rest.trimStart().length);
  const value = { text: rest.trim(), at: { start: from, end: from + rest.trim().length } };
  if (value.text === '') throw noValue(text);
  return { ...field, operator, value };
}

/**
 * The value as one word: quotes around the whole of it are taken off, and what is escaped between them is read as a
 * condition has it; all else is as it stands. Throws ConditionSyntaxError where the quotes close in between, as around
 * several values.
 */
export function wordOf(value: WhereText['value'], path: string): Word {
  return unquote(value, `For several values write ${path} in New,Closed`);
}

/**
 * The elements of a list: split at commas that stand in no quotes, with or without parentheses around the list.
 * Throws ConditionSyntaxError where one is missing, or where quotes or parentheses stand around no whole.
 */
export function wordsOf({ text, at }: WhereText['value']): Word[] {
  const [, inner = text] = /^\(([\s\S]*)\)$/.exec(text) ?? [];
  const offset = at.start + (inner.length < text.length ? 1 : 0);
  const words: Word[] = [];
  const element = /\s*(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')\s*(?=,|$)|[^,]*/sy;
  for (;;) {
    const start = element.lastIndex;
    const [all = ''] = element.exec(inner) ?? [];
    const end = start + all.length;
    words.push(elementOf(all, offset + start));
    if (end >= inner.length) return words;
    element.lastIndex = end + 1;
  }
}

function elementOf(all: string, start: number): Word {
  const text = all.trim();
  const from = start + (text === '' ? 0 : all.length - all.trimStart().length);
  const at = { start: from, end: from + text.length };
  if (text === '')
    throw new ConditionSyntaxError(
      'an element of the list is missing',
      at,
      'Write values with commas between them, "" for an empty text: New,Closed',
    );
  const word = unquote({ text, at }, 'Write a comma between values');
  if (word.quoted) return word;
  const message = /^\([^)]*$/.test(text)
    ? 'this ( is never closed'
    : /^[^(]*\)$/.test(text)
      ? 'this ) closes nothing'
      : undefined;
  if (message !== undefined)
    throw new ConditionSyntaxError(
      message,
      at,
      `Write the list in ( ), or without them; as text it stands in quotes: ${quoteText(text)}`,
    );
  if (text.includes('"'))
    throw new ConditionSyntaxError(
      'a quote stands inside a value without quotes',
      at,
      `Put other quotes around it: ${quoteText(text)}. Or a comma between values is missing.`,
    );
  return word;
}

function unquote({ text, at }: WhereText['value'], several: string): Word {
  const mark = text.charAt(0);
  if (text.length < 2 || !/["']/.test(mark) || !text.endsWith(mark))
    return { text, quoted: false, at };
  const inner = text.slice(1, -1);
  if (inner.replaceAll(/\\["'\\]/g, '').includes(mark))
    throw new ConditionSyntaxError(
      'the quotes do not stand around the whole value',
      at,
      `${several}; for a quote in a text write \\${mark}, or put the other kind around it.`,
    );
  return { text: unescapeText(inner), quoted: true, at };
}

/** The longest first, of which others are the beginning. */
const signs = whereSpellings
  .map(({ text }) => text)
  .filter((text) => !isWord(text))
  .sort((a, b) => b.length - a.length);
const words = whereSpellings
  .map(({ text }) => text)
  .filter(isWord)
  .map((text) => text.replace(/^not/, 'not\\s*'));

const symbol = new RegExp(`\\s*(${signs.join('|')})`, 'y');
const word = new RegExp(`\\s+(${words.join('|')})(?=[\\s("']|$)`, 'iy');

/** What stands for the operator with the blanks before it, and without them; empty where there is none. */
function operatorAt(text: string, position: number): [string, string] {
  for (const pattern of [symbol, word]) {
    pattern.lastIndex = position;
    const [all, operator] = pattern.exec(text) ?? [];
    if (all !== undefined && operator !== undefined) return [all, operator];
  }
  return ['', ''];
}

const customField = /\s*customFields\s*[/.]\s*(?:"([^"]+)"|'([^']+)'|([^\s=<>!~"']+))/iy;
const fieldPath = /\s*([a-z_]\w*(?:[/.][a-z_]\w*)*)/iy;

function readField(text: string): Pick<WhereText, 'path' | 'at' | 'caption'> & { end: number } {
  const start = text.length - text.trimStart().length;
  for (const pattern of [customField, fieldPath]) {
    pattern.lastIndex = 0;
    const [all, first, single, bare] = pattern.exec(text) ?? [];
    if (all === undefined) continue;
    const place = { at: { start, end: all.length }, end: all.length };
    if (pattern === fieldPath) return { path: slashPath(first ?? ''), ...place };
    const caption = first ?? single ?? bare ?? '';
    return { path: `customFields/${caption}`, caption, ...place };
  }
  throw noField(text, start);
}

function noField(text: string, start: number): ConditionSyntaxError {
  const [found = ''] = /^\S+/.exec(text.slice(start)) ?? [];
  const at = { start, end: start + found.length };
  return new ConditionSyntaxError(
    `expected a field, found "${found}"`,
    at,
    found.startsWith("'") ? 'cmd keeps single quotes: write --where "status/name = New"' : example,
  );
}

const example = "Write a field, an operator and a value: --where 'status/name = New'";

function noOperator(text: string, path: string, end: number): ConditionSyntaxError {
  const rest = text.slice(end);
  const start = end + (rest.length - rest.trimStart().length);
  const [found = ''] = /^(?:\w+|[^\w\s]+)/.exec(text.slice(start)) ?? [];
  const at = { start, end: start + found.length };
  if (found === '')
    return new ConditionSyntaxError(
      `an operator is missing after ${path}`,
      at,
      `Put all of it in quotes, since shells split at blanks and take < and > for files: --where '${path} = …'`,
    );
  if (/^between$/i.test(found))
    return new ConditionSyntaxError(
      `${found} does not exist here`,
      at,
      `Give --where twice: --where '${path} >= …' --where '${path} <= …'`,
    );
  const token: Token = { kind: 'name', text: found, value: found, position: start };
  const known = found.toLowerCase() === 'not' ? undefined : misreading(undefined, token);
  if (known !== undefined) return new ConditionSyntaxError(known.message, at, known.hint);
  return new ConditionSyntaxError(
    `expected an operator after ${path}, found "${found}"`,
    at,
    'Operators: = != < <= > >= ~ (contains) !~, or eq ne lt le gt ge contains notcontains like notlike in notin. The caption of a custom field that has blanks stands in quotes.',
  );
}

function noValue(text: string): ConditionSyntaxError {
  return new ConditionSyntaxError(
    'a value is missing',
    { start: text.length, end: text.length },
    'Write null for no value, "" for an empty text. An unquoted blank or an empty variable may have cut it off.',
  );
}
