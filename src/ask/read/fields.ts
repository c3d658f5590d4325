import { columnsOf, fieldSpans } from '../field-words.js';
import { anySpan } from '../spans.js';
import type { Subject } from '../subject.js';
import type { Reader } from './reader.js';
import { start } from '../phrase-pattern.js';

/** `just id and summary`, `with their owners`, `the serial numbers of …`: the fields that are wanted of each record. */
export const readFields: Reader = (sentence, subject, draft) => {
  const spans = fieldSpans(sentence.rest, subject);
  if (spans.length === 0) return;
  for (const form of forms) {
    const isTaken = sentence.takeMarked(form, spans, ({ 0: all }, named) => {
      const written = named.map(({ from, to }) => sentence.rest.slice(from, to));
      const isScript = isWrittenAsApi(written, all, subject);
      const paths = new Set(
        isScript ? written : named.flatMap(({ value }) => columnsOf(value, subject)),
      );
      for (const path of paths) if (!draft.fields.includes(path)) draft.fields.push(path);
      return `fields ${[...paths].join(',')}`;
    });
    if (isTaken) return;
  }
};

/** Names as the API has them all, behind the word for fields or with one among them that only a script has. */
function isWrittenAsApi(names: readonly string[], all: string, { shape }: Subject): boolean {
  const isOwn = (name: string) => shape.fields.some((field) => field.name === name);
  return (
    names.every(isOwn) &&
    (/(?<!\p{L})fields?\s*[:=]?\s*\p{L}/iu.test(all) ||
      names.some((name) => /\p{Ll}\p{Lu}/u.test(name)))
  );
}

/** What may stand behind the last field: no value that it is compared with. */
const behind = String.raw`(?=\s*(?:$|[.;:!?)\]\u0000]|,|[-–—]\s|(?:of|for|from|on|in|at|by|that|which|who|where|please|pls|thanks|sorted|ordered|order|sort|newest|oldest|with|whose|and|only|as|to|this|last|since)\b))`;
/** The same where a field alone may as well be a value's: its records follow, or nothing. */
const ofRecords = String.raw`(?=\s*(?:$|[.!?)\]]|(?:of|for|from|on|only)\b))`;

const join = String.raw`\s*(?:,|/|&|\+|\band\b|\bplus\b|\bas\s+well\s+as\b|,\s*and\b|,\s*plus\b)\s*(?:the\s+|their\s+|its\s+|also\s+)?`;
const list = `${anySpan}(?:${join}${anySpan})*`;
const several = `${anySpan}(?:${join}${anySpan})+`;
const filler = String.raw`(?:\s+(?:me|us|just|only|the|a|list|of|their|its|back|out|want|need|to|see|show|return|include|give|get|display|what|each|both|columns?|fields?))*\s+`;
const verb = String.raw`(?:show|list|give|get|display|return|returning|include|including|showing|print|fetch|select|pull|see|need|want|provide|tell|find|what(?:'s|\s+is|\s+are)|whats)`;
/** The ways to say it, the plainest first. */
const forms: readonly RegExp[] = [
  String.raw`\(\s*(?:just\s+|only\s+)?${list}\s*(?:only\s*)?\)`,
  String.raw`${start}(?:with\s+|using\s+|in\s+)?(?:the\s+|these\s+|only\s+(?:the\s+)?)*(?:columns?|fields|properties|attributes)\s*(?::|=|of\b|are\b|should\s+be\b)?\s*(?:the\s+)?${list}${behind}`,
  String.raw`${start}(?:(?:and|but)\s+)?(?:(?:i\s+)?only|just|nothing\s+but)(?:${filler}|\s*:\s*)${list}(?:\s+(?:fields?|columns?))?${behind}`,
  String.raw`${start}${verb}${filler}${list}\s+(?:fields?|columns?)(?:\s+only)?`,
  String.raw`${start}(?:and\s+)?${verb}(?:${filler}|\s*:\s*)${several}(?:\s+only)?${behind}`,
  String.raw`${start}${verb}${filler}${anySpan}(?:\s+only)?${ofRecords}`,
  String.raw`${start}with\s+(?:just\s+|only\s+|their\s+|its\s+|the(?:ir)?\s+)+${list}(?:\s+only)?${behind}`,
  String.raw`${start}(?:along\s+|together\s+)?with\s+${several}(?:\s+only)?${behind}`,
  String.raw`^(?:the\s+)?${list}\s+(?=(?:of|for|from|on)\b)`,
  String.raw`^${several}\s*(?=\u0000)`,
  String.raw`(?<=\u0000)\s*[:,–—-]?\s*${several}(?:\s+only)?${behind}`,
  String.raw`${start}${list}\s+only${behind}`,
  String.raw`(?<=[,:–—-]\s*)${several}\s*[.!]?$`,
].map((form) => new RegExp(form, 'iu'));
