import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDocument, removeMember, setMember } from '../../src/assistants/edit-json.js';

const entry = { command: 'node', args: ['a'] };
const path = ['mcpServers', 'cwm'];

describe('a member is set so that everything else stays:', () => {
  test.each<[string, string, string]>([
    [
      'in an empty object',
      '{}',
      '{\n  "mcpServers": {\n    "cwm": {\n      "command": "node",\n      "args": [\n        "a"\n      ]\n    }\n  }\n}',
    ],
    [
      'behind a comment of the member before',
      '{\n  "mcpServers": {\n    "a": 1 // mine\n  }\n}',
      '{\n  "mcpServers": {\n    "a": 1, // mine\n    "cwm": {\n      "command": "node",\n      "args": [\n        "a"\n      ]\n    }\n  }\n}',
    ],
    [
      'with a comma at the end where there was one, tabs and CRLF',
      '{\r\n\t"mcpServers": {\r\n\t\t"a": 1,\r\n\t},\r\n}\r\n',
      '{\r\n\t"mcpServers": {\r\n\t\t"a": 1,\r\n\t\t"cwm": {\r\n\t\t\t"command": "node",\r\n\t\t\t"args": [\r\n\t\t\t\t"a"\r\n\t\t\t]\r\n\t\t},\r\n\t},\r\n}\r\n',
    ],
    [
      'in one line where all is in one',
      '{"a":{"b":1}}',
      '{"a":{"b":1},"mcpServers":{"cwm":{"command":"node","args":["a"]}}}',
    ],
    [
      'in an object that holds a comment alone',
      '{\n  "mcpServers": {\n    // none yet\n  }\n}',
      '{\n  "mcpServers": {\n    // none yet\n    "cwm": {\n      "command": "node",\n      "args": [\n        "a"\n      ]\n    }\n  }\n}',
    ],
  ])('%s', (_where, before, after) => {
    expect(setMember(before, path, entry)).toBe(after);
  });

  test('in place of its old value', () => {
    const text = '{\n  "mcpServers": { "cwm": 1, /* b */ "b": 2 }\n}';
    expect(setMember(text, path, 'x')).toBe('{\n  "mcpServers": { "cwm": "x", /* b */ "b": 2 }\n}');
  });
});

describe('a member is removed with its comma and its line:', () => {
  test.each<[string, string, string]>([
    ['the only one', '{\n  "mcpServers": {\n    "cwm": 1\n  }\n}', '{\n  "mcpServers": {}\n}'],
    [
      'the last one',
      '{\n  "mcpServers": {\n    "a": 1, // mine\n    "cwm": 1\n  }\n}',
      '{\n  "mcpServers": {\n    "a": 1 // mine\n  }\n}',
    ],
    [
      'the first one',
      '{\n  "mcpServers": {\n    "cwm": 1,\n    // of a\n    "a": 1\n  }\n}',
      '{\n  "mcpServers": {\n    // of a\n    "a": 1\n  }\n}',
    ],
    ['in a line', '{"mcpServers":{"a":1, "cwm":1, "b":2}}', '{"mcpServers":{"a":1, "b":2}}'],
    ['not there', '{"mcpServers":{}}', '{"mcpServers":{}}'],
  ])('%s', (_where, before, after) => {
    expect(removeMember(before, path)).toBe(after);
  });
});

/** Files as people and programs write them: members with comments, either end of line, any indentation. */
const file = fc
  .record({
    names: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 4 }),
    unit: fc.constantFrom('  ', '    ', '\t'),
    eol: fc.constantFrom('\n', '\r\n'),
    comment: fc.constantFrom('', ' // note', ' /* note, { */'),
    trailing: fc.boolean(),
    above: fc.boolean(),
  })
  .map(({ names, unit, eol, comment, trailing, above }) => {
    const members = names.map((name, index) => {
      const comma = trailing || index < names.length - 1 ? ',' : '';
      const lead = above ? `${unit}${unit}// of ${name}${eol}` : '';
      return `${lead}${unit}${unit}"${name}": { "command": "x" }${comma}${comment}${eol}`;
    });
    const inside = names.length === 0 ? '' : `${eol}${members.join('')}${unit}`;
    return `{${eol}${unit}"other": [1, 2],${eol}${unit}"mcpServers": {${inside}}${eol}}${eol}`;
  });

test('what is set and removed again leaves the file as it was', () => {
  fc.assert(
    fc.property(file, (text) => {
      const changed = setMember(text, path, entry);
      expect(parseDocument(changed, 'f').at(path)).toEqual(entry);
      expect(removeMember(changed, path)).toBe(text);
    }),
  );
});

test('what was damaged is told by its place and never by what stands there', () => {
  const text = '{\n  "mcpServers": {\n    "a": {"env": {"KEY": "s3cret-key" "B": 1}}\n  }\n}';
  expect(() => parseDocument(text, '/f.json')).toThrow(
    /^\/f\.json is damaged at line 3, column 39: comma expected\.$/,
  );
});

test.each([
  ['an array', '[]', 'no JSON object'],
  ['a member that is twice there', '{"mcpServers": {}, "mcpServers": {}}', 'there twice'],
  ['servers that are none', '{"mcpServers": []}', 'mcpServers is no object'],
])('%s is refused', (_what, text, problem) => {
  expect(() => parseDocument(text, '/f.json').at(path)).toThrow(problem);
});
