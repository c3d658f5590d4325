import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { Catalog } from '../../src/catalog/catalog.js';
import { recordShape } from '../../src/catalog/record-shape.js';
import { checkCondition } from '../../src/conditions/check/check.js';
import { parseFieldList, parseOrderBy } from '../../src/conditions/lists.js';
import { parseCondition } from '../../src/conditions/parse.js';
import { printCondition, printOrderBy } from '../../src/conditions/print.js';
import { ConditionSyntaxError } from '../../src/conditions/syntax-error.js';
import type { Comparison, Condition, Literal } from '../../src/conditions/tree.js';
import { literalsOf } from '../../src/conditions/tree.js';
import { readable, unreadable } from './conditions-table.js';

describe('what can be read', () => {
  test.each(readable)('$parameter of $path: $text', ({ text, tree }) => {
    expect(notation(parseCondition(text))).toBe(tree);
  });

  test.each(readable)('$text means the same when it is printed', ({ text, tree }) => {
    expect(notation(parseCondition(printCondition(parseCondition(text))))).toBe(tree);
  });

  test('a hundred parentheses in each other', () => {
    expect(notation(parseCondition(`${'('.repeat(100)}id=1${')'.repeat(100)}`))).toBe('(= id 1)');
  });

  test('a list of ten thousand ids', () => {
    const ids = Array.from({ length: 10_000 }, (_, index) => String(index + 1));
    const condition = parseCondition(`id in (${ids.join(',')})`);
    expect('values' in condition && condition.values.map(bare)).toEqual(ids);
  });

  test('ten thousand comparisons', () => {
    const condition = parseCondition(Array.from({ length: 10_000 }, () => 'id=1').join(' or '));
    expect('terms' in condition && condition.terms.length).toBe(10_000);
  });

  test('a text of a million characters', () => {
    const text = String.raw`a\"`.repeat(333_333);
    expect(parseCondition(`summary="${text}"`)).toMatchObject({ kind: 'compare' });
  });

  test('places cover what they are about, without the parentheses around it', () => {
    const text = ' ( id = 1 or status.name in ("New") ) and summary not like \'x%\' ';
    const condition = parseCondition(text);
    const at = (part: { at?: { start: number; end: number } }) =>
      text.slice(part.at?.start, part.at?.end);
    const [either, unlike] = 'terms' in condition ? condition.terms : [];
    const [first, second] = either !== undefined && 'terms' in either ? either.terms : [];
    expect(at(condition)).toBe(text.trim());
    expect([either, unlike, first, second].map((part) => at(part ?? {}))).toEqual([
      'id = 1 or status.name in ("New")',
      "summary not like 'x%'",
      'id = 1',
      'status.name in ("New")',
    ]);
    expect(at(second !== undefined && 'field' in second ? second.field : {})).toBe('status.name');
  });
});

describe('what cannot be read', () => {
  test.each(unreadable)('$marked', ({ marked, message }) => {
    const error = refusal(() => parseCondition(marked.replaceAll(/[⟦⟧]/g, '')));
    expect({ marked: mark(marked.replaceAll(/[⟦⟧]/g, ''), error), message: error.message }).toEqual(
      { marked, message },
    );
  });

  test('more than a hundred parentheses in each other', () => {
    const { message, at } = refusal(() => parseCondition('('.repeat(100_000)));
    expect({ message, at }).toEqual({
      message: 'more than 100 parentheses in each other',
      at: { start: 100, end: 101 },
    });
  });

  test('a text of a million characters that is not closed', () => {
    const { at } = refusal(() => parseCondition(`summary="${String.raw`a\"`.repeat(333_333)}`));
    expect(at.start).toBe(8);
  });

  test.each(unreadable)('$marked has advice, unless a shell had a part in it', ({ marked }) => {
    const { reason, hint } = refusal(() => parseCondition(marked.replaceAll(/[⟦⟧]/g, '')));
    expect(hint === undefined).toBe(reason !== undefined);
    expect(hint ?? '').not.toMatch(/--(?!where )/);
  });

  test.each([['[banana]'], ['[today]'], ['[-7d]'], ['[last month]']])(
    '%s may stand where dates are replaced later, and is refused elsewhere',
    (date) => {
      expect(notation(parseCondition(`lastUpdated>${date}`, { relativeDates: true }))).toBe(
        `(> lastUpdated ${date})`,
      );
      expect(refusal(() => parseCondition(`lastUpdated>${date}`)).message).toContain(
        'is not a date',
      );
    },
  );
});

describe('what is to be said about it', () => {
  let catalog: Catalog;
  beforeAll(() => {
    catalog = new Catalog(inject('catalogFile'));
  });
  afterAll(() => catalog.close());

  test.each(readable)(
    '$parameter of $path: $text',
    ({ path, parameter, text, findings: expected }) => {
      const endpoint = catalog.match(path).find((one) => one.endpoint.method === 'GET')?.endpoint;
      if (endpoint === undefined) throw new Error(`there is no GET ${path}`);
      const shape = recordShape(catalog, endpoint);
      const found = checkCondition(parameter, parseCondition(text), shape);
      expect(
        found.map(({ severity, message, hint = '', at }, index) => ({
          severity,
          says: one(expected[index]?.says, `${message} ${hint}`),
          at: expected[index]?.at === undefined ? undefined : text.slice(at.start, at.end),
        })),
      ).toEqual(expected);
    },
  );
});

describe('orderBy', () => {
  test.each([
    ['id', 'id'],
    ['id desc', 'id desc'],
    ['ID DESC', 'ID desc'],
    ['company/name asc,id desc', 'company/name asc,id desc'],
    ['company.name,id', 'company/name,id'],
    [' company/name  asc , id ', 'company/name asc,id'],
    // As the shim of Windows PowerShell passes `id desc,summary`.
    ['id desc summary', 'id desc,summary'],
    ['id summary desc', 'id,summary desc'],
    ['id,desc', 'id desc'],
    ['id desc,', 'id desc'],
    ['_info/lastUpdated desc', '_info/lastUpdated desc'],
    ['ascending_order desc', 'ascending_order desc'],
    ['', ''],
  ])('%j is %j', (text, printed) => {
    expect(printOrderBy(parseOrderBy(text))).toBe(printed);
  });

  test.each([
    ['⟦desc⟧', 'expected a field before desc', 'company/name asc,id desc'],
    ['⟦asc⟧ id', 'expected a field before asc', 'company/name asc,id desc'],
    ['id desc ⟦desc⟧', 'expected a field before desc', 'company/name asc,id desc'],
    ['id ⟦descending⟧', 'descending is not a direction', 'Write desc.'],
    ['id ⟦Ascending⟧', 'Ascending is not a direction', 'Write asc.'],
    ['⟦-id⟧', '"-id" is not a field name', 'Write id desc.'],
    ['⟦+id⟧', '"+id" is not a field name', 'Write id asc.'],
    ['⟦id:desc⟧', '"id:desc" is not a field name', 'Write id desc.'],
    ['id,⟦"summary"⟧ desc', '"summary" is not a field name', 'company/name asc,id desc'],
    ['⟦id;summary⟧', '"id;summary" is not a field name', 'company/name'],
    ['⟦company//name⟧', '"company//name" is not a field name', 'company/name asc'],
    ['⟦id=1⟧', '"id=1" is not a field name', 'company/name asc'],
  ])('%s: %s', (marked, message, hint) => {
    const text = marked.replaceAll(/[⟦⟧]/g, '');
    const error = refusal(() => parseOrderBy(text));
    expect({ marked: mark(text, error), message: error.message }).toEqual({ marked, message });
    expect(error.hint).toContain(hint);
  });
});

describe('fields', () => {
  test.each([
    ['id,summary,status/name', ['id', 'summary', 'status/name']],
    ['id, summary', ['id', 'summary']],
    // As the shim of Windows PowerShell passes `id,summary`.
    ['id summary', ['id', 'summary']],
    ['status.name,_info', ['status/name', '_info']],
    ['customFields', ['customFields']],
    [',id,', ['id']],
    ['', []],
  ])('%j', (text, names) => {
    expect(parseFieldList(text).map(({ path }) => path)).toEqual(names);
  });

  test.each([
    ['⟦*⟧', 'Leave fields out'],
    ['id,⟦status/⟧', 'with commas between them'],
    ['⟦id;summary⟧', 'with commas between them'],
    ['⟦"id"⟧', 'with commas between them'],
    ['id,⟦customFields[0]⟧', 'with commas between them'],
    ['⟦{id}⟧', 'with commas between them'],
  ])('%s', (marked, hint) => {
    const text = marked.replaceAll(/[⟦⟧]/g, '');
    const error = refusal(() => parseFieldList(text));
    expect(mark(text, error)).toBe(marked);
    expect(error.hint).toContain(hint);
  });
});

/** A tree in one line: `(and (= status/name "New") (not-in id 1 2))`. */
function notation(condition: Condition): string {
  if ('terms' in condition) return `(${condition.kind} ${condition.terms.map(notation).join(' ')})`;
  const words = [operatorOf(condition), condition.field.path, ...literalsOf(condition).map(bare)];
  return `(${words.join(' ')})`;
}

function operatorOf(comparison: Comparison): string {
  if (comparison.kind === 'compare') return comparison.operator;
  const word = comparison.kind === 'in' ? 'in' : comparison.operator;
  return comparison.negated ? `not-${word}` : word;
}

function bare(literal: Literal): string {
  switch (literal.kind) {
    case 'string':
      return JSON.stringify(literal.value);
    case 'number':
      return literal.text;
    case 'boolean':
      return String(literal.value);
    case 'null':
      return 'null';
    case 'date':
      return `[${literal.text}]`;
  }
}

/** The text with its place marked as the table does. */
function mark(text: string, { at }: ConditionSyntaxError): string {
  return `${text.slice(0, at.start)}⟦${text.slice(at.start, at.end)}⟧${text.slice(at.end)}`;
}

function refusal(read: () => unknown): ConditionSyntaxError {
  try {
    read();
  } catch (error) {
    if (error instanceof ConditionSyntaxError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

/** The piece where the text has it, else the text. */
function one(piece: string | undefined, text: string): string {
  return piece !== undefined && text.includes(piece) ? piece : text;
}
