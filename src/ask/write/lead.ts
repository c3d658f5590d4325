import type { Sentence } from '../sentence.js';

/** Matches where nothing but what was taken stands before. */
export const atStart = String.raw`(?<=^[\0\s,.!]*)`;

/** What a verb became, until it is known what it does to what. */
export const verbMark = 'a change';

const polite = [
  String.raw`(?:please|pls|plz|kindly|hi|hey|hello|ok|okay|thanks|now|then|also|just|quickly|go ahead and|so|and)\b,?`,
  String.raw`(?:can|could|would|will)\s+(?:you|we)(?:\s+(?:please|kindly|just|also))*\b(?!\s+(?:show|tell|list|get|give me|find))`,
  String.raw`(?:i|we)(?:'d|’d| would)\s+like(?:\s+you)?\s+to`,
  String.raw`(?:i|we)\s+(?:want|need|have)(?:\s+you)?\s+to`,
  String.raw`(?:i'm|i am|we are|we're) going to`,
  String.raw`i'll|i will|let me|let's|lets|help me(?:\s+to)?|you (?:should|must|can)|remember to|make sure to|be so kind as to`,
].join('|');

const farewell = String.raw`[,.]?\s*\b(?:please|pls|plz|thanks|thank you|thx|for me|for now|for the moment|for the time being|now|right away|immediately|asap|as soon as (?:possible|you can)|when(?:ever)? you (?:can|get (?:a chance|to it|a moment|a minute)|have (?:a (?:chance|moment|minute|second)|time))|if you (?:can|could|would|don['’]t mind)|if possible|will you|would you|cheers)(?:\s+(?:in advance|so much|very much|a lot))?(?=[,.!?\s\0]*$)`;

/** Takes what people say before and behind a request, which changes nothing of it. */
export function takePoliteness(sentence: Sentence): void {
  sentence.takeEach(new RegExp(`${atStart}(?:${polite})(?=\\s)`), '');
}

/** Takes why something is closed or given away, which ends the sentence: because the customer confirmed it. */
export function takeReason(sentence: Sentence): void {
  const pattern = String.raw`${atStart}(?:re-?open|close|complete|finish|resolve|cancel|delete|remove|deactivate|reactivate|activate|retire|assign|reassign)\s[^:"“\0]*?\d[^:"“\0]*?(?<why>,?\s+(?:because|since|now that)\s|,\s+(?=(?:it|she|he|they|we|the\s\p{L}+)(?:'s|’s|’re|'re)?\s|(?:fixed|solved|replaced|repaired|installed|swapped|rebooted|restarted|cleaned|cleared|updated|patched|reset|restored|tested)\s(?!(?:to|by|as|for|on|in|with|from)\s)))(?<rest>[^\0\d:?]+)$`;
  const found = new RegExp(pattern, 'iu').exec(sentence.rest);
  const why = found?.groups?.['why'];
  if (found === null || why === undefined) return;
  const text = `${why}${found.groups?.['rest'] ?? ''}`;
  if (/\b(?:if|unless|until|when|once|and)\b/i.test(text)) return;
  const to = found.index + found[0].length;
  sentence.takeAt(to - text.length, to, 'the reason');
}

/** The same at the end, where no text stands that goes to the letter. */
export function takeFarewell(sentence: Sentence): void {
  if (/[^\0]$/.test(sentence.rest)) sentence.takeEach(new RegExp(farewell), '');
}
