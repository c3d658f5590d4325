import { beginsWith, contains, endsWith } from '../clause.js';
import { addClauses, type Draft } from '../draft.js';
import type { Sentence } from '../sentence.js';
import { anySpan } from '../spans.js';
import type { Subject } from '../subject.js';
import type { Reader } from './reader.js';
import { readBehind, said, textSpans, type Clause } from './text-behind.js';
import { start } from '../phrase-pattern.js';

/** `whose summary contains X`, `notes mention X`, `with X in the summary`, `name starts with X`. */
export const readTextFields: Reader = (sentence, subject, draft) => {
  sentence.opened(() => {
    readOperators(sentence, subject, draft);
    readInside(sentence, subject, draft);
  });
};

function readOperators(sentence: Sentence, subject: Subject, draft: Draft): void {
  const forms: readonly [string, Clause][] = [
    [
      String.raw`(?:(?:do|does)(?:\s+not|n['’]t)|not)\s+(?:contain(?:ing)?|mention|include|have)`,
      (path, text) => contains(path, text, true),
    ],
    [
      String.raw`(?:contain(?:s|ing)?|mention(?:s|ing)?|includ(?:es|e|ing)|has|have|like|matching|matches)${said}`,
      contains,
    ],
    [String.raw`(?:starts?|starting|begins?|beginning)\s+with`, beginsWith],
    [String.raw`(?:ends?|ending)\s+(?:with|in)`, endsWith],
  ];
  for (const [operator, clause] of forms) {
    const lead = String.raw`${start}(?:(?:whose|where|with|having|and|in\s+which)\s+)*(?:the\s+|an?\s+|their\s+)?${anySpan}\s+(?:that\s+|which\s+)?${operator}`;
    readBehind(sentence, subject, draft, new RegExp(lead, 'giu'), undefined, clause);
  }
}

/** `with outlook in the title`. */
function readInside(sentence: Sentence, subject: Subject, draft: Draft): void {
  const inside = new RegExp(
    String.raw`${start}(?:with|having|mentioning|containing|that\s+(?:have|mention|contain)|has)\s+(?:the\s+(?:words?|text|phrase)\s+)?((?:["“'][^"”'\u0000]+["”'])|[^\s\u0000,]+(?:\s+[^\s\u0000,]+){0,3}?)\s+(?:in|within)\s+(?:the\s+|their\s+|its\s+)?${anySpan}(?![\p{L}])`,
  );
  sentence.takeMarked(inside, textSpans(sentence.rest, subject), ({ 1: text = '' }, found) => {
    const path = found.at(-1)?.value;
    if (path === undefined || text.includes('\u0001')) return undefined;
    return addClauses(draft, contains(path, text.replaceAll(/^["“']|["”']$/g, '')));
  });
}
