import type { Catalog } from '../../catalog/catalog.js';
import type { Sentence } from '../sentence.js';
import type { Present } from '../who-verbs.js';

/** What stands before, who it is, an employer, the verb. */
type Match = RegExpExecArray;

/**
 * `projects Min Lee manages`, `opportunities Sofia is working`: a verb of the present looks like a noun, and like what the
 * records do themselves, so that it counts only where a name right behind the records does it.
 */
export function mayBeDoing(match: Match, sentence: Sentence, { now, ongoing }: Present): boolean {
  const [all, lead = 'that', text = '', , verb = ''] = match;
  const isOngoing = verb.endsWith('ing') && /\s(?:is|was|ha(?:s|ve|d)\s.*been)\s/.test(all);
  if (!isOngoing && !now.has(verb)) return !ongoing.has(verb);
  const end = match.index + all.length;
  const isVerb = isOngoing || sentence.rest.slice(end - verb.length, end) === verb;
  if (!isVerb || !isBehindRecords(match, sentence)) return false;
  return /^(?:that|which)$/i.test(lead) && /^\p{Lu}/u.test(text);
}

/** `activities jdoe has scheduled`: who has done it is somebody, though in small letters, where no dictionary has the word. */
export function hasDone(match: Match, sentence: Sentence, catalog: Catalog): boolean {
  const [all, , text = ''] = match;
  const end = match.index + all.length;
  const isDone = /\sha(?:s|ve|d)\s(?:\p{Ll}+\s)*\p{Ll}+(?:ed|ing)$/u.test(
    all + (/^\s+\p{Ll}+(?:ed|ing)(?!\p{L})/u.exec(sentence.text.slice(end))?.[0] ?? ''),
  );
  if (!isDone || !isBehindRecords(match, sentence)) return false;
  const isFree = sentence.rest.slice(match.index, match.index + all.length).includes(text);
  return isFree && (/^\p{Lu}/u.test(text) || !catalog.searchIndex().isEnglish(text));
}

function isBehindRecords({ index }: Match, { rest }: Sentence): boolean {
  return /\u0000\s*$/.test(rest.slice(0, index));
}
