import { kindOf, lookUp, type RecordShape } from '../../conditions/shape.js';
import { isMissing } from '../clause.js';
import { fieldNamed } from '../field-words.js';
import type { Subject } from '../subject.js';
import type { Reader } from './reader.js';

/** `without a serial number`, `with a due date`, `owner is empty`. */
export const readPresence: Reader = (sentence, subject, draft) => {
  for (const { pattern, isThere, isBehind } of forms)
    for (const match of sentence.rest.matchAll(new RegExp(pattern, 'giu'))) {
      const { rest } = sentence;
      const [from, to] = [match.index, match.index + match[0].length];
      if (rest.slice(from, to) !== match[0]) continue;
      const named = isBehind
        ? fieldBefore(rest.slice(0, from), subject)
        : fieldAfter(rest.slice(to), subject, isThere);
      const where = named && clauseFor(named.path, isThere, subject.shape);
      if (named === undefined || where === undefined) continue;
      draft.filters.push({ where });
      if (isBehind) sentence.takeAt(from - named.length, to, where);
      else sentence.takeAt(from, to + named.length, where);
    }
};

const article = String.raw`(?:(?:an?|any|the|their|its|some)\s+)?`;

interface Form {
  pattern: string;
  isThere: boolean;
  /** What it is said of stands before it. */
  isBehind: boolean;
}

const forms: readonly Form[] = [
  {
    pattern: String.raw`(?<![\p{L}\p{N}])(?:without|lacking|missing|(?:with|have|has|had|having|there\s+is)\s+no|with\s+(?:an?\s+)?(?:missing|empty|blank)|(?:do\s+not|does\s+not|don['’]t|doesn['’]t)\s+have|no)\s+${article}`,
    isThere: false,
    isBehind: false,
  },
  {
    pattern: String.raw`(?<![\p{L}\p{N}])(?:with|have|has|having)\s+(?:an?|any|some)\s+`,
    isThere: true,
    isBehind: false,
  },
  {
    pattern: String.raw`\s+(?:is|are)\s+(?:not\s+(?:empty|blank|null)|filled\s+in|set)(?![\p{L}\p{N}])`,
    isThere: true,
    isBehind: true,
  },
  {
    pattern: String.raw`\s+(?:(?:is|are)\s+)?(?:missing|empty|blank|not\s+set|unset|not\s+filled\s+in|null)(?![\p{L}\p{N}])`,
    isThere: false,
    isBehind: true,
  },
];

interface Named {
  path: string;
  /** Of the words that name it, with the blanks between them and what they stand beside. */
  length: number;
}

const mostWords = 4;

function fieldAfter(text: string, subject: Subject, isThere: boolean): Named | undefined {
  const run = /^\p{L}[\p{L}\p{N}]*(?:[ -]+\p{L}[\p{L}\p{N}]*){0,3}/u.exec(text)?.[0] ?? '';
  for (const words of shorter(run)) {
    const path = fieldNamed(words, subject);
    if (path === undefined) continue;
    return isThere && !endsPhrase(text.slice(words.length))
      ? undefined
      : { path, length: words.length };
  }
  return undefined;
}

/** A value may follow what is there: `with a budget over 5`. */
function endsPhrase(rest: string): boolean {
  return /^\s*(?:$|[,.;:!?)\0]|(?:and|or|but|that|which|who|this|last|in|for|at|on|by|from|since|sorted|ordered|please)(?![\p{L}\p{N}]))/u.test(
    rest,
  );
}

function shorter(run: string): string[] {
  const ends = [...run.matchAll(/[ -]+|$/g)].map(({ index }) => index);
  return ends.toReversed().map((end) => run.slice(0, end));
}

function fieldBefore(text: string, subject: Subject): Named | undefined {
  const words =
    /(?:\p{L}[\p{L}\p{N}]*[ -]+){0,3}\p{L}[\p{L}\p{N}]*$/u.exec(text)?.[0].split(/[ -]+/) ?? [];
  for (let from = Math.max(0, words.length - mostWords); from < words.length; from++) {
    const said = words.slice(from).join(' ');
    const path = fieldNamed(said, subject);
    if (path !== undefined) return { path, length: said.length };
  }
  return undefined;
}

function clauseFor(path: string, isThere: boolean, shape: RecordShape): string | undefined {
  const found = lookUp(path, shape);
  if (found.kind !== 'found' || found.list !== undefined) return undefined;
  switch (kindOf(found.field)) {
    case 'number':
    case 'integer':
      return `${found.path} ${isThere ? '>' : '='} 0`;
    case 'boolean':
    case 'any':
      return undefined;
    default:
      return isMissing(found.path, isThere);
  }
}
