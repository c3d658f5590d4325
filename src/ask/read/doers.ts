import { addReading, readNames } from '../name-filter.js';
import type { Name } from '../names.js';
import { carriesNothing, type Sentence } from '../sentence.js';
import { formsOfVerbs } from '../who-verbs.js';
import type { Subject } from '../subject.js';
import { isCapital } from '../words.js';
import type { Reader } from './reader.js';
import { readWhose } from './whose.js';

/** `did jdoe log`, `does Acme have`, `that Anna entered`: who it is stands before the verb. */
export const readDoers: Reader = (sentence, subject, draft) => {
  sentence.opened(() => {
    const verbs = formsOfVerbs(subject);
    const either = ['have', 'has', 'had', 'got', 'own', 'owns'].filter((verb) => !verbs.has(verb));
    const form = new RegExp(
      String.raw`(?<![\p{L}\p{N}])(?:(do|does|did|has|have|that|which|who|what)\s+)?(${proper}|\p{Ll}[\p{L}\p{N}._-]+)(?:\s+(?:at|from|of)\s+(?:the\s+)?(${proper}))?\s+(?:${between}\s+)*(${[...verbs.keys(), ...asking, ...either].join('|')})(?![\p{L}\p{N}])`,
      'gu',
    );
    for (const match of sentence.text.matchAll(form)) {
      const [all, lead, text = '', employer, verb = ''] = match;
      const at = match.index + (lead === undefined ? 0 : all.indexOf(text, lead.length));
      // Which remote work: a noun, unless somebody did it.
      if (verb === 'work' && !/^(?:do|does|did)$/i.test(lead ?? '')) continue;
      if (!isSomebody(text, lead, at, sentence)) continue;
      const contact =
        employer !== undefined || asking.includes(verb) ? contactOf(subject) : undefined;
      const path = contact ?? verbs.get(verb);
      const name: Name = { text, isQuoted: false, isProper: isCapital({ kind: 'word', text }) };
      const read =
        path === undefined
          ? readWhose(
              { names: [name], negated: false, who: name.isProper ? 'open' : 'either' },
              subject,
            )
          : readNames(path, [name], false, subject);
      if (read === undefined) continue;
      addReading(draft, read);
      // The verb may be taken already, with a date; whom somebody works for is read with the companies.
      const isFree =
        employer === undefined &&
        !sentence.rest.slice(match.index, match.index + all.length).includes('\u0000');
      sentence.takeAt(match.index, isFree ? match.index + all.length : at + text.length, read.as);
      const end = match.index + all.length;
      if (!isFree && asking.includes(verb)) sentence.takeAt(end - verb.length, end, '');
      return;
    }
  });
};

/** What customers do. */
const asking = ['raised', 'raise', 'reported', 'report', 'requested', 'request', 'submitted'];
const between = '(?:has|have|had|still|currently|ever|already|also)';

function contactOf({ lore }: Subject): string | undefined {
  return lore.kinds['contact'];
}

const proper = String.raw`\p{Lu}[\p{L}\p{N}.&'’-]*(?:\s+\p{Lu}[\p{L}\p{N}.&'’-]*){0,3}`;

/** A name that nobody took, behind a word that asks for one or right behind the records. */
function isSomebody(
  text: string,
  lead: string | undefined,
  at: number,
  { rest }: Sentence,
): boolean {
  const isFree = rest.slice(at, at + text.length) === text;
  if (!isFree || text.split(/\s+/).some((word) => carriesNothing(word) || nobody.test(word)))
    return false;
  return lead !== undefined || (/^\p{Lu}/u.test(text) && behindNoun.test(rest.slice(0, at)));
}

/** What was understood, or a word that no name is brought with. */
const behindNoun =
  /(?:\u0000|(?<![\p{L}\p{N}])(?!(?:of|for|at|by|from|to|with|on|in|and|or|is|was|are|were|under|not)\s)\p{Ll}{3,})\s*$/u;

const nobody =
  /ly$|^(?:clients?|customers?|users?|people|persons?|someone|anyone|nobody|techs?|engineers?|never|always|members?|teams?)$/i;
