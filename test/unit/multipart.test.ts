import { describe, expect, test } from 'vitest';
import { MultipartError, parseMultipart } from '../../src/sandbox/multipart.js';

const type = 'multipart/form-data; boundary=b';

function read(body: string, contentType = type) {
  return parseMultipart(contentType, Buffer.from(body, 'latin1'))?.map(
    ({ name, fileName, bytes }) => [name, fileName, bytes.toString('latin1')],
  );
}

const part = (head: string, content: string) => `--b\r\n${head}\r\n\r\n${content}\r\n`;
const named = (rest: string) => `Content-Disposition: form-data; ${rest}`;

describe('parts are read', () => {
  test.each([
    ['a field', part(named('name="a"'), '1'), [['a', undefined, '1']]],
    ['a bare name', part(named('name=a'), '1'), [['a', undefined, '1']]],
    [
      'headers in any case',
      part('content-disposition:form-data;name="a"', '1'),
      [['a', undefined, '1']],
    ],
    [
      'a file',
      part(
        `${named('name="file"; filename="a;b.txt"')}\r\nContent-Type: text/plain`,
        '\x00\xff\r\n',
      ),
      [['file', 'a;b.txt', '\x00\xff\r\n']],
    ],
    [
      'escapes of a name',
      part(named('name="f"; filename="a%22b%0D\\"c.txt"'), ''),
      [['f', 'a"b\r"c.txt', '']],
    ],
    ['nothing in it', part(named('name="a"'), ''), [['a', undefined, '']]],
    [
      'what looks like a boundary',
      part(named('name="a"'), 'x--b\r\n-b--'),
      [['a', undefined, 'x--b\r\n-b--']],
    ],
    [
      'two',
      part(named('name="a"'), '1') + part(named('name="a"'), '2'),
      [
        ['a', undefined, '1'],
        ['a', undefined, '2'],
      ],
    ],
    [
      'text before the first',
      `preamble\r\n${part(named('name="a"'), '1')}`,
      [['a', undefined, '1']],
    ],
    ['none', '', []],
  ])('%s', (_case, parts, expected) => {
    expect(read(`${parts}--b--\r\n`)).toEqual(expected);
  });

  test('a quoted boundary', () => {
    expect(read('--b c--', 'Multipart/Form-Data; charset=x; boundary="b c"')).toEqual([]);
  });
});

test('what is no form is left alone', () => {
  expect(read('{}', 'application/json')).toBeUndefined();
  expect(read('{}', '')).toBeUndefined();
});

test.each([
  ['no boundary', '--b--', 'multipart/form-data'],
  ['a boundary that is nowhere', 'x', type],
  ['a form that is cut off', part(named('name="a"'), '1'), type],
  ['a part that is cut off', `--b\r\n${named('name="a"')}\r\n\r\n1`, type],
  ['a part without a head', '--b\r\n1\r\n--b--', type],
  ['a part without a name', `${part(named('x="a"'), '1')}--b--`, type],
  [
    'a part of another kind',
    `${part('Content-Disposition: attachment; name="a"', '1')}--b--`,
    type,
  ],
  ['a boundary within its line', `--bx\r\n${named('name="a"')}\r\n\r\n1\r\n--b--`, type],
])('%s is refused', (_case, body, contentType) => {
  expect(() => read(body, contentType)).toThrow(MultipartError);
});
