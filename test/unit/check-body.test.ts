import { expect, inject, test } from 'vitest';
import { bodyError } from '../../src/api/body-faults.js';
import { checkBody } from '../../src/api/check-body.js';
import { fitBody } from '../../src/api/fit-body.js';
import { Catalog } from '../../src/catalog/catalog.js';
import { skeleton } from '../../src/catalog/skeleton.js';
import { parseJson, toJson } from '../../src/text/json.js';
import { field, reference } from '../support/fields.js';

const fields = [
  field('id', 'integer'),
  field('summary', 'string', { required: true, maxLength: 5 }),
  reference('company', 'CompanyReference', { required: true }),
  field('severity', 'string', { requiredOnUpdate: true, allowed: ['Low', 'Medium', 'High'] }),
  field('hours', 'number'),
  field('closed', 'boolean'),
  field('answer', 'any'),
  field('_info', 'object'),
  field('typeIds', 'array', { items: 'integer' }),
  field('items', 'array', { items: 'object', schema: 'Item' }),
];
const members: Record<string, typeof fields> = {
  CompanyReference: [
    field('id', 'integer'),
    field('identifier', 'string'),
    field('name', 'string', { maxLength: 50 }),
  ],
  Item: [field('value', 'string', { required: true, maxLength: 3 })],
};
const shape = {
  resource: 'ticket',
  fields,
  membersOf: (schema: string) => members[schema] ?? [],
  patch: false,
  list: false,
};

function faultsOf(text: string, method = 'POST'): string[] {
  const patch = method === 'PATCH';
  return checkBody(parseJson(text), { ...shape, method, patch, list: patch }).faults.map(
    ({ code, field: name, message }) => `${code} ${name}: ${message}`,
  );
}

const good = '"summary":"x","company":{"id":1}';

test.each([
  [
    '{}',
    'MissingRequiredField summary: summary is required|MissingRequiredField company: company is required',
  ],
  ['{"summary":null,"company":{"id":1}}', 'MissingRequiredField summary: summary is required'],
  [
    '{"sumary":"x","company":{"id":1}}',
    'UnknownField sumary: "sumary" is not a field. Did you mean summary?',
  ],
  [
    '{"summary":"123456","company":{"id":1}}',
    'MaxLengthField summary: summary has 6 characters; at most 5 are taken',
  ],
  ['{"summary":7,"company":{"id":1}}', 'WrongType summary: summary takes text, not the number 7'],
  [
    '{"summary":"x","company":"ACME"}',
    'WrongType company: company takes an object such as {"id":1}, not text',
  ],
  [
    '{"summary":"x","company":[]}',
    'WrongType company: company takes an object such as {"id":1}, not a list',
  ],
  [
    '{"summary":"x","company":{}}',
    'MissingRequiredField company: company needs one of its members, such as id',
  ],
  [
    '{"summary":"x","company":{"id":"1"}}',
    'WrongType company.id: company.id takes a whole number, not text',
  ],
  [
    '{"summary":"x","company":{"identifer":"A"}}',
    'UnknownField company.identifer: "company.identifer" is not a field. Did you mean identifier?',
  ],
  [`{${good},"id":1.5}`, 'WrongType id: id takes a whole number, not the number 1.5'],
  [`{${good},"hours":"1"}`, 'WrongType hours: hours takes a number, not text'],
  [`{${good},"closed":"true"}`, 'WrongType closed: closed takes true or false, not text'],
  [
    `{${good},"severity":"Hgh"}`,
    'InvalidField severity: severity cannot be "Hgh". Did you mean High?',
  ],
  [`{${good},"typeIds":{"id":1}}`, 'WrongType typeIds: typeIds takes a list, not an object'],
  [`{${good},"typeIds":[1,"2"]}`, 'WrongType typeIds.1: typeIds.1 takes a whole number, not text'],
  [
    `{${good},"items":[{"value":"1234"}]}`,
    'MaxLengthField items.0.value: items.0.value has 4 characters; at most 3 are taken',
  ],
])('%s is refused', (body, faults) => {
  expect(faultsOf(body).join('|')).toBe(faults);
});

test.each([
  `{${good}}`,
  `{${good},"severity":"Catastrophic"}`,
  `{${good},"severity":"high"}`,
  `{${good},"severity":null,"hours":null,"typeIds":null,"closed":null}`,
  `{${good},"id":9007199254740993,"hours":1.50}`,
  `{${good},"id":1.0,"hours":1e400}`,
  `{${good},"answer":{"any":["thing"]},"_info":{"lastUpdated":"x"}}`,
  `{${good},"items":[{}]}`,
  `{"summary":"","company":{"name":"Acme","_info":{}}}`,
])('%s is let through', (body) => {
  expect(faultsOf(body)).toEqual([]);
});

test('a PUT needs what an update needs', () => {
  expect(faultsOf(`{${good}}`, 'PUT')).toEqual([
    'MissingRequiredField severity: severity is required',
  ]);
});

test.each([
  [
    '[{"op":"move","path":"summary","value":"x"}]',
    'InvalidField 0: Operation 1 needs "op" (add, replace or remove) and "path"',
  ],
  [
    '[{"op":"replace","value":"x"}]',
    'InvalidField 0: Operation 1 needs "op" (add, replace or remove) and "path"',
  ],
  ['["x"]', 'InvalidField 0: Operation 1 needs "op" (add, replace or remove) and "path"'],
  [
    '[{"op":"replace","path":"summary"}]',
    'MissingRequiredField summary: The operation on summary needs "value"',
  ],
  [
    '[{"op":"replace","path":"/sumary","value":"x"}]',
    'UnknownField sumary: "sumary" is not a field. Did you mean summary?',
  ],
  [
    '[{"op":"replace","path":"summary","value":"123456"}]',
    'MaxLengthField summary: summary has 6 characters; at most 5 are taken',
  ],
  [
    '[{"op":"replace","path":"company","value":7}]',
    'WrongType company: company takes an object such as {"id":1}, not the number 7',
  ],
  [
    '[{"op":"replace","path":"items/0/value","value":"1234"}]',
    'MaxLengthField items.0.value: items.0.value has 4 characters; at most 3 are taken',
  ],
])('the operations %s are refused', (body, fault) => {
  expect(faultsOf(body, 'PATCH')).toEqual([fault]);
});

test.each([
  '[{"op":"Remove","path":"/summary"}]',
  '[{"op":"replace","path":"summary","value":null}]',
  '[{"op":"replace","path":"company/id","value":1}]',
  '[{"op":"add","path":"/items/3","value":{"value":"a"}}]',
  '[{"op":"add","path":"/items/-","value":{"value":"a"}}]',
  '[{"op":"add","path":"typeIds","value":1}]',
  '[{"op":"replace","path":"_info/odd","value":1}]',
])('the operations %s are let through', (body) => {
  expect(faultsOf(body, 'PATCH')).toEqual([]);
});

test('a name that resembles none is told and no fault', () => {
  const body = parseJson(`{${good},"hologram":1,"company":{"id":1,"zzz":2}}`);
  expect(checkBody(body, { ...shape, method: 'POST' })).toEqual({
    faults: [],
    unknown: ['company.zzz', 'hologram'],
  });
});

test('one error names the first problem and counts the others', () => {
  const endpoint = { method: 'POST', path: '/service/tickets' };
  const message = (text: string) =>
    bodyError(checkBody(parseJson(text), { ...shape, method: 'POST' }).faults, endpoint)?.message;
  expect(message('{"hours":"1"}')).toBe(
    'summary and company are required, and 1 more problem in the body.',
  );
  expect(message('{"sumary":"x","company":{"id":1}}')).toBe('"sumary" is not a field.');
  expect(message(`{${good}}`)).toBeUndefined();
});

test.each([
  ['{"summary":"1234567","company":{"id":1}}', '{"summary":"12345","company":{"id":1}}', 7, 5],
  ['{"summary":"1234😀"}', '{"summary":"1234"}', 6, 4],
  ['{"summary":"123😀5"}', '{"summary":"123😀"}', 6, 5],
])('--fit cuts %s to %s', (text, cut, from, to) => {
  const fitted = fitBody(parseJson(text), shape);
  expect(toJson(fitted.body)).toBe(cut);
  expect(fitted.cuts).toEqual([{ field: 'summary', from, to }]);
});

test('--fit cuts values of operations and members of lists', () => {
  const operations = [{ op: 'replace', path: '/items/0/value', value: '1234' }];
  expect(fitBody(operations, { ...shape, patch: true, list: true })).toEqual({
    body: [{ op: 'replace', path: '/items/0/value', value: '123' }],
    cuts: [{ field: 'items/0/value', from: 4, to: 3 }],
  });
  expect(fitBody({ items: [{ value: '1234' }] }, shape).cuts).toEqual([
    { field: 'items.0.value', from: 4, to: 3 },
  ]);
});

test('the skeleton of every endpoint with a body passes', () => {
  const catalog = new Catalog(inject('catalogFile'));
  try {
    const bodies = catalog.all().filter(({ body }) => body !== null);
    expect(bodies.length).toBeGreaterThan(900);
    const refused = bodies.flatMap((endpoint) => {
      const { method, body, response } = endpoint;
      const patch = method === 'PATCH';
      const schema = patch ? response.payload?.schema : body?.schema;
      const { faults, unknown } = checkBody(skeleton(catalog, endpoint), {
        fields: schema === null || schema === undefined ? [] : catalog.fields(schema),
        membersOf: (name) => catalog.fields(name),
        method,
        resource: '',
        patch,
        list: body?.list,
      });
      // Where a record has no text, the example of a PATCH names one all the same.
      const odd = unknown.filter((name) => !(patch && name === 'name'));
      return [...faults.map(({ message }) => message), ...odd].map(
        (problem) => `${method} ${endpoint.path}: ${problem}`,
      );
    });
    expect(refused).toEqual([]);
  } finally {
    catalog.close();
  }
});
