import {
  applyEdits,
  createScanner,
  findNodeAtLocation,
  getNodeValue,
  modify,
  parseTree,
  printParseErrorCode,
  type Edit,
  type Node,
  type ParseError,
} from 'jsonc-parser';
import { LocalError } from '../errors/errors.js';
import { eolOf, indentAt, unitOf } from './layout.js';

/** JSON as editors write it: comments and trailing commas are allowed, and what is not touched stays to the letter. */
export interface JsonDocument {
  text: string;
  /** The value at a path; undefined where nothing is. */
  at: (path: readonly string[]) => unknown;
}

/** Throws LocalError with the place of what is wrong, and never with what stands there: it may be a key. */
export function parseDocument(text: string, file: string): JsonDocument {
  const errors: ParseError[] = [];
  const source = text.trim() === '' ? '{}' : text;
  const root = parseTree(source, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error !== undefined || root?.type !== 'object') {
    const problem =
      error === undefined ? 'no JSON object' : inWords(printParseErrorCode(error.error));
    throw damaged(file, source, error?.offset ?? root?.offset ?? 0, problem);
  }
  return {
    text: source,
    at(path) {
      let node: Node | undefined = root;
      for (const [depth, name] of path.entries()) {
        if (node.type !== 'object')
          throw damaged(
            file,
            source,
            node.offset,
            `${path.slice(0, depth).join('.')} is no object`,
          );
        const named: Node[] = (node.children ?? []).filter((one) => keyOf(one) === name);
        // Each reader takes another one of them.
        if (named.length > 1)
          throw damaged(file, source, named[1]?.offset ?? 0, `"${name}" is there twice`);
        node = named[0]?.children?.[1];
        if (node === undefined) return undefined;
      }
      return getNodeValue(node) as unknown;
    },
  };
}

/** Sets a member, made with what lies above it where it is not there yet. */
export function setMember(text: string, path: readonly string[], value: unknown): string {
  const root = rootOf(text);
  if (findNodeAtLocation(root, [...path]) !== undefined) {
    const formattingOptions = {
      insertSpaces: !unitOf(text).includes('\t'),
      tabSize: unitOf(text).length,
      eol: eolOf(text),
    };
    return applyEdits(text, modify(text, [...path], value, { formattingOptions }));
  }
  let depth = path.length - 1;
  while (findNodeAtLocation(root, path.slice(0, depth)) === undefined) depth--;
  const parent = findNodeAtLocation(root, path.slice(0, depth)) ?? root;
  const [name = '', ...below] = path.slice(depth);
  const whole = below.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
  return applyEdits(text, insertion(text, parent, name, whole));
}

/** Removes a member with its comma and its line; a comment beside it stays. */
export function removeMember(text: string, path: readonly string[]): string {
  const member = findNodeAtLocation(rootOf(text), [...path])?.parent;
  const object = member?.parent;
  if (member === undefined || object === undefined) return text;
  const end = endOf(member);
  const [before, after] = besides(text, member);
  const until = after.text === ',' ? after.offset + 1 : end;
  const lineStart = text.lastIndexOf('\n', member.offset - 1) + 1;
  const isOwnLine = lineStart > 0 && text.slice(lineStart, member.offset).trim() === '';
  const lineEnd = text.slice(0, lineStart).replace(/\r?\n$/, '').length;
  const leading = /[ \t]*$/.exec(text.slice(0, member.offset))?.[0].length ?? 0;
  const from = isOwnLine ? lineEnd : member.offset - leading;
  const edits = [{ offset: from, length: until - from, content: '' }];
  if (after.text !== ',' && before.text === ',')
    edits.unshift({ offset: before.offset, length: 1, content: '' });
  const changed = applyEdits(text, edits);
  const emptied = findNodeAtLocation(rootOf(changed), path.slice(0, -1));
  if (emptied === undefined) return changed;
  const inside = { offset: emptied.offset + 1, length: emptied.length - 2, content: '' };
  const isBlank = changed.slice(inside.offset, inside.offset + inside.length).trim() === '';
  return isBlank ? applyEdits(changed, [inside]) : changed;
}

function insertion(text: string, object: Node, name: string, value: unknown): Edit[] {
  const [eol, unit] = [eolOf(text), unitOf(text)];
  const last = object.children?.at(-1);
  const close = endOf(object) - 1;
  const body = text.slice(object.offset + 1, close);
  const key = JSON.stringify(name);
  if (last !== undefined && !body.includes('\n')) {
    const spaced = /[:,] /.test(body) ? ' ' : '';
    const member = `,${spaced}${key}:${spaced}${JSON.stringify(value)}`;
    return [{ offset: endOf(last), length: 0, content: member }];
  }
  const outer = indentAt(text, object.offset);
  const inner = last === undefined ? outer + unit : indentAt(text, last.offset);
  const json = JSON.stringify(value, null, unit).replaceAll('\n', eol + inner);
  const member = `${eol}${inner}${key}: ${json}`;
  if (body.trim() === '')
    return [{ offset: object.offset + 1, length: body.length, content: `${member}${eol}${outer}` }];
  const hasComma = last === undefined || besides(text, last)[1].text === ',';
  // Behind what is said of the member before, whose comment stays its own.
  const offset = text.slice(0, close).trimEnd().length;
  const content = last !== undefined && hasComma ? `${member},` : member;
  return [
    ...(hasComma ? [] : [{ offset: endOf(last), length: 0, content: ',' }]),
    { offset, length: 0, content },
  ];
}

interface Token {
  text: string;
  offset: number;
}

/** The tokens before and after a node, whatever comments are between. */
function besides(text: string, node: Node): [Token, Token] {
  const scanner = createScanner(text, true);
  let before: Token = { text: '', offset: 0 };
  for (;;) {
    scanner.scan();
    const offset = scanner.getTokenOffset();
    const token = { text: text.slice(offset, offset + scanner.getTokenLength()), offset };
    if (offset >= endOf(node)) return [before, token];
    if (offset < node.offset) before = token;
  }
}

function rootOf(text: string): Node {
  const root = parseTree(text, [], { allowTrailingComma: true });
  if (root === undefined) throw new Error('There is no JSON.');
  return root;
}

function keyOf({ children }: Node): unknown {
  return children?.[0]?.value as unknown;
}

function endOf({ offset, length }: Node): number {
  return offset + length;
}

function damaged(file: string, text: string, offset: number, problem: string): LocalError {
  const lines = text.slice(0, offset).split('\n');
  const place = `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
  return new LocalError(`${file} is damaged at ${place}: ${problem}.`, {
    hint: 'Nothing was written. Mend the file in an editor, then run this again.',
  });
}

/** `CommaExpected` as `comma expected`. */
function inWords(code: string): string {
  return code.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();
}
