import type { Sentence } from '../sentence.js';

export interface FreeText {
  text: string;
  /** Where it stands, with what introduces it. */
  from: number;
  /** Where it begins itself. */
  start: number;
  to: number;
}

/** What introduces a text that goes to the end: a colon that is not of a time, an address or a flag, or a dash. */
const introductions = [
  /(?<=[\p{L}\p{N}"'”’)\0])(?:,?\s+(?:re|regarding|concerning|problem|issue|saying(?: that)?|(?:that|which) (?:says|reads|states)|reading|stating(?: that)?|with (?:the )?(?:following )?(?:text|message|content|comment|wording)))?\s*:(?!\/\/)(?<!\d:(?=\d\d))\s*/gu,
  /\s+(?:[-–—]|->)\s+/g,
  /,?\s+(?:saying(?: that)?|(?:that|which) (?:says|reads|states)(?: that)?|stating(?: that)?|reading|as follows)\s*:?\s+/gi,
];

/** What introduces the text of a note besides. */
const ofNotes = [
  /,?\s+with (?:the )?(?:text|message|content|comment|note)(?: of)?\s*:?\s+/gi,
  /(?<=\0)\s+that\s+/g,
];

/** Finds the text that a sentence ends with; undefined where nothing introduces one. */
export function findText(
  rest: string,
  skip: (before: string, behind: string) => boolean = () => false,
  more: readonly RegExp[] = [],
): FreeText | undefined {
  for (const introduction of [...introductions, ...more])
    for (const match of hidden(rest).matchAll(introduction)) {
      const start = match.index + match[0].length;
      const text = rest.slice(start).trim();
      if (text === '' || skip(rest.slice(0, match.index), rest.slice(match.index))) continue;
      const [quoted] = /^(?:"[^"\0]+"|“[^”\0]+”)/.exec(text) ?? [];
      if (quoted !== undefined) {
        const to = rest.indexOf(quoted, start) + quoted.length;
        return { text: withoutQuotes(quoted), from: match.index, start, to };
      }
      if (text.includes('\0')) continue;
      return { text: withoutQuotes(text), from: match.index, start, to: rest.length };
    }
  return undefined;
}

/** What of a text stands outside of quotes. */
export function outsideQuotes(text: string): string {
  return text.replaceAll(/"[^"]*"|“[^”]*”/g, '');
}

/** The same with nothing to be seen inside quotes. */
function hidden(text: string): string {
  return text.replaceAll(
    /(?<=^|[\s=:(])(?:"[^"\0]+"|“[^”\0]+”|'[^'\0]+'(?!\p{L}))/gu,
    (quoted) => `${quoted.slice(0, 1)}${'_'.repeat(quoted.length - 2)}${quoted.slice(-1)}`,
  );
}

/** The only text in quotes; undefined where there are more. */
export function findQuoted(rest: string): FreeText | undefined {
  const [found, ...more] = allQuoted(rest).filter(
    ({ from }) => rest.at(from - 1) !== '=' || from === 0,
  );
  return more.length > 0 ? undefined : found;
}

/** Every text in quotes. */
export function allQuoted(rest: string): FreeText[] {
  const all = rest.matchAll(
    /(?<=^|[\s:(,=\0])(?:"([^"\0]+)"|“([^”\0]+)”|'([^\0]+?)'(?![\p{L}])|‘([^’\0]+)’)/gu,
  );
  return [...all].map((found) => {
    const { index: from } = found;
    return { text: insideOf(found).trim(), from, start: from, to: from + found[0].length };
  });
}

/** What the text of an entry is called right before it: 9 to 10, notes "Rebooted". */
const calledText =
  /(?:,\s*)?(?:(?:with|and|the)\s+)*(?<![\p{L}\p{N}])(?:notes?|comments?|text|message|description|details|summary)\s*$/iu;

/** Takes the text of a note or an entry, to the letter. */
export function takeText(sentence: Sentence, field: string): string | undefined {
  const found = findText(sentence.rest, () => false, ofNotes) ?? findQuoted(sentence.rest);
  if (found === undefined) return undefined;
  const before = sentence.rest.slice(0, found.from);
  // What only members read is a field of its own.
  if (/\binternal\s+(?:notes?|comments?)\s*$/i.test(before)) return undefined;
  const [called = ''] = calledText.exec(before) ?? [];
  sentence.takeAt(found.from - called.length, found.to, `${field} = ${found.text}`);
  return found.text;
}

/** A text that is quoted as a whole, without its quotes. */
export function withoutQuotes(text: string): string {
  const match = /^(?:"([^"]*)"|“([^”]*)”|'([^']*)'|‘([^’]*)’)[.!]?$/.exec(text);
  return (match === null ? text : insideOf(match)).trim();
}

/** The one group of several that matched. */
function insideOf(match: readonly (string | undefined)[]): string {
  return match.slice(1).find((one) => one !== undefined) ?? '';
}
