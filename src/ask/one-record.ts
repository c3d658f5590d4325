import type { Sentence } from './sentence.js';
import type { Subject } from './subject.js';

/**
 * Takes what is asked of one record beside it: it is in the record. `Open ticket 5` asks to see it, `the status of
 * ticket 5` for one of its fields, `who owns ticket 5` for somebody in it.
 */
export function takeAsked(sentence: Sentence, { shape, lore }: Subject): void {
  sentence.takeAs(
    /^(?:please\s+|can you\s+)?(?:open|pull up|look up|lookup|bring up)(?!\p{L})/u,
    '',
  );
  if (/^\P{L}*who\b/iu.test(sentence.text))
    sentence.takeAs(
      /\b(?:owns?|owner|assigned|working|works|handles?|handling|responsible)\b/,
      inRecord,
    );
  sentence.takeAs(
    /(?:everything|anything|more|all|details|info|information|data)\s+(?:about|on|regarding)(?=\s)/,
    '',
  );
  const fields = new Set(
    [
      ...shape.fields.map(({ name }) => name),
      ...Object.keys(lore.fields),
      ...Object.keys(lore.kinds),
    ].map(plain),
  );
  const asked = /(?<![\p{L}\p{N}])((?:\p{L}+\s+){1,3})(?=(?:of|for|on|in)\s+(?:the\s+)?\u0000)/u;
  sentence.takeAs(asked, ([words]) => fieldOf(words, fields));
  sentence.takeAs(/(?<=(?:what|which|whose)\s+)\p{L}+(?=\s+(?:is|was|does|did|has))/u, ([words]) =>
    fieldOf(words, fields),
  );
  sentence.takeAs(/(?<=\u0000(?:['’]s)?\s+)\p{L}+(?:\s\p{L}+)?/u, ([words]) =>
    fieldOf(words, fields),
  );
}

const inRecord = 'in the record';

function fieldOf(words: string, fields: ReadonlySet<string>): string | undefined {
  const said = plain(words.replace(/^(?:(?:what|is|was|show|me|get|tell|give|the|its)\s+)+/i, ''));
  return said !== '' && fields.has(said) ? inRecord : undefined;
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}
