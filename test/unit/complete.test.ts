import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { Catalog } from '../../src/catalog/catalog.js';
import { tellingOrder } from '../../src/catalog/columns.js';
import { recordShape } from '../../src/catalog/record-shape.js';
import { complete } from '../../src/conditions/complete/complete.js';
import type {
  Candidate,
  CompleteOptions,
  Completion,
} from '../../src/conditions/complete/completion.js';
import { isKeyword, tokenize } from '../../src/conditions/lex.js';
import type { RecordShape } from '../../src/conditions/shape.js';

type Dialect = CompleteOptions['dialect'];

const dialects: Dialect[] = [
  'conditions',
  'childConditions',
  'customFieldConditions',
  'where',
  'orderBy',
  'fields',
];

let catalog: Catalog;
let tickets: RecordShape;
let contacts: RecordShape;
beforeAll(() => {
  catalog = new Catalog(inject('catalogFile'));
  tickets = shapeOf('/service/tickets');
  contacts = shapeOf('/company/contacts');
});
afterAll(() => catalog.close());

function shapeOf(path: string): RecordShape {
  const endpoint = catalog.all().find((one) => one.method === 'GET' && one.path === path);
  if (endpoint === undefined) throw new Error(`the catalog has no ${path}`);
  return recordShape(catalog, endpoint);
}

/** Completes where `|` stands. */
function at(marked: string, dialect: Dialect = 'conditions', shape = tickets): Completion {
  const cursor = marked.indexOf('|');
  const text = marked.slice(0, cursor) + marked.slice(cursor + 1);
  const order = tellingOrder(shape.schema);
  return complete(text, cursor, shape, { dialect, order, today: '2026-01-31' });
}

const texts = ({ candidates }: Completion) => candidates.map(({ text }) => text);

/** The text with the candidate in its place. */
function apply(text: string, { from, to }: Completion, candidate: Candidate): string {
  return text.slice(0, from) + candidate.text + text.slice(to);
}

describe('a field', () => {
  test.each([
    ['comp|', ['company/', 'company/identifier', 'company/name', 'company/id']],
    ['company/|', ['company/identifier', 'company/name', 'company/id']],
    ['company/na|', ['company/name']],
    ['Company.Na|', ['company.name']],
    ['closedF|', ['closedFlag']],
    ['CLOSEDf|', ['closedFlag']],
    ['closedFlag=false and summ|', ['summary']],
    ['(closedFlag=false or (summ|', ['summary']],
    ['sumary|', ['summary']],
    ['companyName|', ['company/name']],
    ['compnay/|', ['company/']],
    ['config|', ['configuration/', 'configuration/id']],
  ])('%s', (marked, expected) => {
    expect(texts(at(marked)).slice(0, expected.length)).toEqual(expected);
  });

  test('comes with the ones a person is likely to want first', () => {
    expect(texts(at('|')).slice(0, 5)).toEqual(['id', 'summary', 'board/', 'status/', 'company/']);
    expect(texts(at('|')).at(-1)).toBe('(');
    expect(texts(at('|')).length).toBeLessThanOrEqual(50);
  });

  test('is never a list, a whole reference or _info in conditions', () => {
    const all = 'abcdefghijklmnopqrstuvwxyz_'
      .split('')
      .flatMap((letter) => texts(at(`${letter}|`)));
    for (const name of ['company', 'customFields', 'customFields/', '_info', 'integratorTags'])
      expect(all).not.toContain(name);
    expect(all).toEqual(expect.arrayContaining(['lastUpdated', 'dateEntered', 'updatedBy']));
  });

  test('tells what it holds', () => {
    const notes = Object.fromEntries<string | undefined>(
      ['summ|', 'closedF|', 'comp|', 'sever|', 'dateRes|'].map((marked) => {
        const [first] = at(marked).candidates;
        return [first?.text ?? '', first?.note];
      }),
    );
    expect(notes).toEqual({
      summary: 'text, at most 100',
      closedFlag: 'true or false',
      'company/': 'identifier, name or id',
      severity: 'one of Low, Medium, High',
      dateResolved: 'a date',
    });
  });
});

describe('an operator suits what the field holds', () => {
  test.each([
    ['closedFlag |', ['=', '!=']],
    ['status/name |', ['=', '!=', 'contains', 'not contains', 'like']],
    ['lastUpdated |', ['=', '!=', '<', '<=', '>', '>=']],
    ['severity |', ['=', '!=', 'in', 'not in']],
    ['id |', ['=', '!=', '<', '<=', '>', '>=', 'in', 'not in']],
    ['id !|', ['!=']],
    ['summary con|', ['contains', 'not contains']],
    ['summary no|', ['not contains', 'not like', 'not in']],
    ['summary not |', ['contains', 'like', 'in']],
    ['summary NOT C|', ['contains']],
    ['company |', ['=', '!=']],
    ['nobodyKnows |', ['=', '!=', '<', '<=', '>', '>=', 'contains']],
  ])('%s', (marked, expected) => {
    expect(texts(at(marked)).slice(0, expected.length)).toEqual(expected);
  });

  test('is not in for lists and custom fields', () => {
    expect(texts(at('types/id |', 'childConditions', contacts))).not.toContain('in');
    expect(texts(at('value |', 'customFieldConditions'))).not.toContain('in');
  });
});

describe('a value', () => {
  test.each([
    ['severity=|', ['"Low"', '"Medium"', '"High"', 'null']],
    ['severity="m|', ['"Medium"']],
    ["severity='m|", ["'Medium'"]],
    ['severity="M|edium" and id=1', ['"Medium"']],
    ['severity=hi|', ['"High"']],
    ['severity in ("Low", |', ['"Low"', '"Medium"', '"High"']],
    ['closedFlag=|', ['true', 'false', 'null']],
    ['closedFlag = F|', ['false']],
    ['lastUpdated > |', ['[today]', '[yesterday]', '[-7d]']],
    ['lastUpdated > [to|', ['[today]']],
    ['lastUpdated > [2|', ['[2026-01-31]']],
    ['summary=|', ['"', 'null']],
    ['summary like |', ['"']],
    ['company=|', ['null']],
    ['id<|', []],
  ])('%s', (marked, expected) => {
    expect(texts(at(marked)).slice(0, expected.length)).toEqual(expected);
  });

  test('is told in words where no list can hold it', () => {
    const expects = (marked: string) => at(marked).expects;
    expect(expects('id<|')).toBe('a whole number');
    expect(expects('summary="pri|')).toBe('text in quotes');
    expect(expects('summary like "|')).toBe('text in quotes, % for any letters');
  });

  test('replaces the word that the cursor stands in', () => {
    const text = 'severity="Low" and id=1';
    const found = at('severity="L|ow" and id=1');
    expect(found.candidates.map((one) => apply(text, found, one))).toContain(
      'severity="Low" and id=1',
    );
    expect(at('severity="M|')).toMatchObject({ from: 9, to: 11 });
  });

  test('does not swallow what stands behind an open quote', () => {
    const found = at('severity="M| and id=1');
    expect(found.candidates.map((one) => apply('severity="M and id=1', found, one))).toEqual([
      'severity="Medium" and id=1',
    ]);
  });
});

describe('what joins', () => {
  test.each([
    ['id=1 |', ['and', 'or']],
    ['id=1 a|', ['and']],
    ['(id=1 |', ['and', 'or', ')']],
    ['(id=1)|', ['and', 'or']],
    ['status/name="New" |', ['and', 'or']],
    ['id in |', ['(']],
    ['id in (1|', []],
    ['severity in ("Low"|', [',', ')']],
    ['severity in ("Low") |', ['and', 'or']],
  ])('%s', (marked, expected) => {
    expect(texts(at(marked))).toEqual(expected);
  });
});

describe('childConditions', () => {
  test.each([
    ['|', ['communicationItems/', 'types/', '(']],
    ['comm|', ['communicationItems/', 'communicationItems/id', 'communicationItems/value']],
    ['types/|', ['types/name', 'types/id']],
    ['communicationItems/communicationType=|', ['"Email"', '"Fax"', '"Phone"', 'null']],
    ['company/|', []],
  ])('%s', (marked, expected) => {
    expect(texts(at(marked, 'childConditions', contacts)).slice(0, expected.length)).toEqual(
      expected,
    );
  });

  test('paths are not offered in conditions', () => {
    expect(texts(at('types/|', 'conditions', contacts))).toEqual([]);
  });
});

describe('customFieldConditions', () => {
  test.each([
    ['|', ['caption', 'value', '(']],
    ['caption |', ['=', '!=', 'contains']],
    ['caption=|', ['"', 'null']],
    ['caption="Tier" |', ['and', 'or']],
    ['caption="Tier" and v|', ['value']],
    ['value=|', ['"', 'null', 'true', 'false', '[today]']],
  ])('%s', (marked, expected) => {
    expect(texts(at(marked, 'customFieldConditions')).slice(0, expected.length)).toEqual(expected);
  });
});

describe('--where', () => {
  test.each([
    ['comp|', ['company', 'company/', 'company/identifier', 'company/name', 'company/id']],
    ['assi|', ['assigned']],
    ['customF|', ['customFields/']],
    ['assigned |', ['=']],
    ['assigned=|', ['me', 'null']],
    ['owner=|', ['me', 'null']],
    ['owner = m|', ['me']],
    ['company=|', ['null']],
    ['company.na|', ['company.name']],
    ['summary |', ['=', '!=', '~', '!~', 'contains', 'notcontains', 'like']],
    ['summary not|', ['notcontains', 'notlike', 'notin']],
    ['closedFlag |', ['=', '!=', 'eq', 'ne']],
    ['closedFlag=|', ['true', 'false', 'null']],
    ['severity eq |', ['Low', 'Medium', 'High', 'null']],
    ['severity=h|', ['High']],
    ['severity in Low, |', ['Low', 'Medium', 'High']],
    ['severity in (Low,m|', ['Medium']],
    ['dateResolved >= |', ['today', 'yesterday', '-7d']],
    ['dateResolved > last|', ['last week', 'last month']],
    ['summary ~ and |', []],
    ['lastU|', ['lastUpdated']],
  ])('%s', (marked, expected) => {
    expect(texts(at(marked, 'where')).slice(0, expected.length)).toEqual(expected);
  });

  test('tells that a reference is compared with its identifier, name or id', () => {
    const [equals] = at('company |', 'where').candidates;
    expect(equals).toEqual({ text: '=', kind: 'operator', note: 'identifier, name or id' });
    expect(at('company=|', 'where').expects).toBe('its identifier, name or id');
  });

  test('has assigned only where a record has an owner and resources', () => {
    expect(texts(at('assi|', 'where', contacts))).not.toContain('assigned');
  });

  test('goes through lists', () => {
    expect(texts(at('types/|', 'where', contacts))).toEqual(['types/name', 'types/id']);
  });
});

describe('orderBy', () => {
  test.each([
    ['comp|', ['company/', 'company/identifier', 'company/name', 'company/id']],
    ['id |', ['asc', 'desc', ',']],
    ['id d|', ['desc']],
    ['id desc |', [',']],
    ['id desc,summ|', ['summary']],
    ['id,|', ['summary', 'board/']],
  ])('%s', (marked, expected) => {
    expect(texts(at(marked, 'orderBy')).slice(0, expected.length)).toEqual(expected);
  });
});

describe('fields', () => {
  test.each([
    ['id,stat|', ['status', 'status/', 'status/name', 'status/id']],
    ['customF|', ['customFields']],
    ['_i|', ['_info']],
    ['id |', [',', 'summary', 'board', 'board/']],
    ['lastUp|', []],
  ])('%s', (marked, expected) => {
    expect(texts(at(marked, 'fields')).slice(0, expected.length)).toEqual(expected);
  });
});

test('of records that nobody knows nothing is offered but what always is', () => {
  const unknown = { ...tickets, schema: null, fields: [] };
  expect(texts(at('some|', 'fields', unknown))).toEqual([]);
  expect(texts(at('thing |', 'conditions', unknown))).toContain('contains');
});

/** Pieces that make half-written conditions. */
const fragment = fc.oneof(
  fc.constantFrom(
    ...['id', 'company/', 'company/name', 'severity', 'and', 'or', 'not', 'in', 'like', '='],
    ...['(', ')', ',', '"', "'", '[', ']', '[today]', '"New"', '!', '<', '\\', '/', '.', 'null'],
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const scraps = fc
  .array(fragment, { maxLength: 14 })
  .chain((parts) => fc.constantFrom(parts.join(' '), parts.join('')));

test('nothing that is written makes it fail, and the cursor is in what is replaced', () => {
  fc.assert(
    fc.property(scraps, fc.nat(80), fc.constantFrom(...dialects), (text, place, dialect) => {
      const cursor = Math.min(place, text.length);
      const { from, to, candidates } = complete(text, cursor, tickets, { dialect });
      expect(from).toBeGreaterThanOrEqual(0);
      expect(from).toBeLessThanOrEqual(cursor);
      expect(to).toBeGreaterThanOrEqual(cursor);
      expect(to).toBeLessThanOrEqual(text.length);
      expect(candidates.length).toBeLessThanOrEqual(50);
      expect(candidates.every((one) => one.text !== '')).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('a path of fifty thousand names offers nothing', () => {
  const long = 'x/'.repeat(50_000);
  for (const dialect of dialects) {
    const { candidates } = complete(long, long.length, tickets, { dialect });
    expect(candidates).toEqual([]);
  }
});

test.each([Number.NaN, -5, 1e9, 1.5])('a cursor of %s is brought into the text', (cursor) => {
  const { from, to } = complete('id=1', cursor, tickets, { dialect: 'conditions' });
  expect(from).toBeLessThanOrEqual(to);
  expect(to).toBeLessThanOrEqual(4);
});

const comparison = fc.constantFrom(
  ...['summary contains "a \\" b"', "status/name = 'New'", 'severity not in ("Low","High")'],
  ...['id>=12', 'COMPANY.id in (1, 2)', 'closedFlag=false', 'lastUpdated > [-7d]'],
  ...['contact/name != null', 'summary not like "%x%"', 'actualHours<1.5'],
);
const condition = fc.letrec<{ any: string; joined: string }>((tie) => ({
  joined: fc
    .tuple(tie('any'), fc.constantFrom(' and ', ' or ', ' AND '), tie('any'))
    .map((parts) => parts.join('')),
  any: fc.oneof(
    { depthSize: 'small' },
    comparison,
    tie('joined'),
    tie('joined').map((inner) => `(${inner})`),
  ),
})).any;

/** A condition cut somewhere, with what stood behind the cut. */
const cut = condition.chain((text) =>
  fc.nat(text.length - 1).map((cursor) => ({ text, cursor, prefix: text.slice(0, cursor) })),
);

test('a field or an operator taken leads to a text of words of the language', () => {
  fc.assert(
    fc.property(cut, ({ prefix }) => {
      const found = complete(prefix, prefix.length, tickets, { dialect: 'conditions' });
      for (const one of found.candidates) {
        if (one.kind !== 'field' && one.kind !== 'operator') continue;
        const taken = apply(prefix, found, one);
        expect(() => tokenize(taken.endsWith('/') ? `${taken}id` : taken)).not.toThrow();
      }
    }),
    { numRuns: 300 },
  );
});

test('what stood behind a cut is among what is offered there', () => {
  fc.assert(
    fc.property(cut, ({ text, cursor, prefix }) => {
      const next = tokenize(text).find(({ kind, position, text: token }) => {
        // What ends at the cursor may go on there, where it is a word.
        const isWord = position < cursor && (kind === 'name' || kind === 'number');
        return position + token.length > (isWord ? cursor - 1 : cursor);
      });
      if (next === undefined) return;
      // Of `<=` the first half is a whole operator.
      if (next.kind === 'symbol' && next.position < cursor) return;
      const found = complete(prefix, cursor, tickets, { dialect: 'conditions' });
      const kinds = new Set(found.candidates.map(({ kind }) => kind));
      if (found.expects !== undefined) kinds.add('value');
      expect([...kinds]).toContain(roleOf(next));
    }),
    { numRuns: 300 },
  );
});

function roleOf(token: ReturnType<typeof tokenize>[number]): Candidate['kind'] {
  const word = token.text.toLowerCase();
  if (token.kind === 'symbol') return /^[(),]$/.test(word) ? 'keyword' : 'operator';
  if (/^(?:and|or)$/.test(word)) return 'keyword';
  if (/^(?:not|in|like|contains)$/.test(word)) return 'operator';
  return token.kind === 'name' && !isKeyword(token) ? 'field' : 'value';
}
