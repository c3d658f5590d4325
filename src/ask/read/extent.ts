import { countOf, countPattern } from '../when/count-words.js';
import { superlatives } from '../superlatives.js';
import { addOrder, type Draft } from '../draft.js';
import type { Sentence } from '../sentence.js';
import type { Subject } from '../subject.js';
import type { Reader } from './reader.js';
import { start } from '../phrase-pattern.js';

/** `top 5`, `first 20`, `limit 10`, `3 open tickets`, `all`, `the latest ticket`: how many records are wanted. */
export const readExtent: Reader = (sentence, subject, draft) => {
  const rows = (count: number | undefined) => {
    if (count === undefined || count < 1 || count > 1000) return undefined;
    draft.rows = count;
    return `${count} ${count === 1 ? 'row' : 'rows'}`;
  };
  const number = `(${countPattern})`;
  const noUnit = String.raw`(?![\p{L}\p{N}%.:/-])(?!\s*(?:days?|weeks?|months?|years?|quarters?|hours?|hrs?|minutes?|mins?|percent|%|of\s+\p{L}+\s+days)(?![\p{L}]))`;
  // The order that goes with these is read with them.
  const newest = subject.lore.when[''];
  const last = (direction: 'asc' | 'desc', count: number | undefined) => {
    const read = rows(count);
    if (read === undefined || newest === undefined) return read;
    draft.orderBy.push(`${newest} ${direction}`);
    return `${newest} ${direction}, ${read}`;
  };
  const isDone = [
    sentence.takeAs(
      new RegExp(
        String.raw`${start}(?:limit(?:ed)?(?:\s+(?:it|them|this|results?))?(?:\s+to)?|page\s*size(?:\s+of)?|max(?:imum)?(?:\s+of)?|up\s+to|at\s+most|no\s+more\s+than|only|just)\s*[:=]?\s*(?:the\s+)?(?:first\s+|top\s+)?${number}${noUnit}(?:\s+(?:rows?|results?|records?|entries|items?))?(?=\s*(?:$|[.,;!?\u0000]|(?:of|for|from|please|per|sorted|ordered|newest|oldest|and)\b))`,
      ),
      ([, count = '']) => rows(countOf(count)),
    ),
    sentence.takeAs(
      new RegExp(
        String.raw`${start}(?:last|latest|newest|most\s+recent)\s+${number}${noUnit}(?!\s+(?:updated|changed|closed|modified))`,
      ),
      ([, count = '']) => last('desc', countOf(count)),
    ),
    sentence.takeAs(
      new RegExp(String.raw`${start}(?:oldest|earliest)\s+${number}${noUnit}`),
      ([, count = '']) => last('asc', countOf(count)),
    ),
    sentence.takeAs(
      new RegExp(String.raw`${start}(?:top|first|any|bottom)\s+${number}${noUnit}`),
      ([, count = '']) => rows(countOf(count)),
    ),
    sentence.takeAs(
      new RegExp(
        String.raw`(?<=(?:^|[,;:]|\b(?:show|me|us|list|get|give|fetch|find|pull|the|return|see|display|want|need|print|grab))\s*)(\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|fifty)${noUnit}\s+(?=(?:[\p{L}-]+\s+){0,3}\u0000)`,
      ),
      (match) => {
        const behind = sentence.rest.slice(match.index + match[0].length);
        return /^(?:days?|weeks?|months?|years?|hours?|minutes?)\b/i.test(behind)
          ? undefined
          : rows(countOf(match[1] ?? ''));
      },
    ),
  ].includes(true);
  if (!isDone) readSingular(sentence, subject, draft);
  sentence.takeAs(
    /(?<![\p{L}\p{N}])(?:all|every|everything|each\s+and\s+every)(?:\s+(?:single|of|the|my|our|rows?|results?|pages?|records?))*(?!\s*(?:day|time|week|year|fields?|columns?|details?|companies|customers|clients|members|over|except|but)\b)(?=\s|$|[.,!?\u0000])/u,
    () => {
      if (draft.rows !== undefined) return undefined;
      draft.all = true;
      return 'all rows';
    },
  );
};

/** `the oldest open ticket`: a superlative before a noun in the singular means one record. */
function readSingular(sentence: Sentence, { lore }: Subject, draft: Draft): void {
  const form = new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?:${superlatives.join('|')}|last|first)(?!\s+(?:days?|weeks?|months?|quarters?|years?|hours?|(?:updated|changed)?\s*(?:first|on\s+top))(?![\p{L}]))(?=(?:\s+[\p{L}-]+){0,4}?\s*(\u0000+))`,
    'giu',
  );
  for (const match of sentence.rest.matchAll(form)) {
    const behind = match.index + match[0].length;
    const from = sentence.rest.indexOf('\u0000', behind);
    const masked = /^\u0000+(?:\s\u0000+)?/.exec(sentence.rest.slice(from))?.[0] ?? '';
    const noun = sentence.text.slice(from, from + masked.length).trim();
    // A number or a plural is no single one.
    if (/(?:[^s]s|ies|\d|people|hours|time|hardware|equipment|history)$/i.test(noun)) continue;
    draft.rows = 1;
    const way = /^last$/i.test(match[0]) ? 'desc' : /^first$/i.test(match[0]) ? 'asc' : undefined;
    const date = lore.when[''];
    if (way !== undefined && date !== undefined)
      sentence.takeAt(match.index, behind, addOrder(draft, [`${date} ${way}`]));
    return;
  }
}
