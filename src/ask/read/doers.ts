import { addOnce, type Draft } from '../draft.js';
import { companyOf } from '../companies.js';
import { addReading, readNames, reading, type NameReading } from '../name-filter.js';
import type { Name } from '../names.js';
import { parts } from '../opposite.js';
import type { Sentence } from '../sentence.js';
import { basesOf, formsOfVerbs, isOutcome, presentOfVerbs } from '../who-verbs.js';
import type { Subject } from '../subject.js';
import { carriesNothing, isCapital } from '../words.js';
import { hasDone, mayBeDoing } from './doing.js';
import type { Reader } from './reader.js';
import { mayBeMember, readWhose } from './whose.js';

/** `did jdoe log`, `does Acme have`, `that Anna entered`: who it is stands before the verb. */
export const readDoers: Reader = (sentence, subject, draft, { catalog }) => {
  sentence.opened(() => {
    const verbs = formsOfVerbs(subject);
    const present = presentOfVerbs(subject);
    const either = ['have', 'has', 'had', 'got', 'own', 'owns'].filter((verb) => !verbs.has(verb));
    const forms = new Map([...present.now, ...present.ongoing, ...verbs]);
    const all = [...forms.keys(), ...asking, ...either];
    const form = new RegExp(
      String.raw`(?<![\p{L}\p{N}])(?:(do|does|did|has|have|that|which|who|what)\s+)?(${proper}|\p{Ll}[\p{L}\p{N}._-]+)(?:\s+(?:at|from|of)\s+(?:the\s+)?(${proper}))?\s+(?:${between}\s+)*(${all.join('|')})(?![\p{L}\p{N}])`,
      'gu',
    );
    readBuyer(sentence, subject, draft);
    for (const match of sentence.text.matchAll(form)) {
      const [said, lead, text = '', employer, verb = ''] = match;
      const at = match.index + (lead === undefined ? 0 : said.indexOf(text, lead.length));
      // Which remote work: a noun, unless somebody did it.
      if (verb === 'work' && !/^(?:do|does|did)$/i.test(lead ?? '')) continue;
      if (!mayBeDoing(match, sentence, present)) continue;
      const isHaving = lead === undefined && hasDone(match, sentence, catalog);
      if (!isHaving && !isSomebody(text, lead, at, sentence)) continue;
      if (isValue(sentence.text.slice(0, at), subject)) continue;
      const name: Name = { text, isQuoted: false, isProper: isCapital({ kind: 'word', text }) };
      const isMember = isHaving && either.includes(verb) && mayBeMember(name);
      const read =
        (isMember
          ? readWhose({ names: [name], negated: false, who: 'member' }, subject)
          : undefined) ?? readDoer(name, verb, employer, forms, subject);
      if (read === undefined) continue;
      const as = addReading(draft, read);
      if (isOutcome(verb) && verbs.get(verb) === subject.lore.who[''])
        addOutcome(verb, subject, draft);
      // The verb may be taken already, with a date; whom somebody works for is read with the companies.
      const isFree =
        employer === undefined &&
        !sentence.rest.slice(match.index, match.index + said.length).includes('\u0000');
      sentence.takeAt(match.index, isFree ? match.index + said.length : at + text.length, as);
      const end = match.index + said.length;
      // Has planned: of no certain date.
      const [done = ''] = isMember ? (/^\s+\p{Ll}+/u.exec(sentence.rest.slice(end)) ?? []) : [];
      if (Object.hasOwn(subject.lore.when, done.trim()))
        sentence.takeAt(end, end + done.length, '');
      if (!isFree && asking.includes(verb)) sentence.takeAt(end - verb.length, end, '');
      return;
    }
  });
};

/** `did Olivia win`, `Olivia has won`: what is asked for is in the state that the verb ends in, unless a date says so. */
function addOutcome(verb: string, { lore }: Subject, draft: Draft): void {
  const past = Object.keys(lore.states).find(
    (word) => word === verb || basesOf(word).includes(verb),
  );
  const date = past === undefined ? undefined : lore.when[past];
  if (past === undefined || draft.filters.some(({ where }) => parts(where).path === date)) return;
  for (const where of lore.states[past] ?? []) addOnce(draft, where);
}

/** `did Contoso buy`: whatever they did, it is theirs. */
function readBuyer(sentence: Sentence, subject: Subject, draft: Draft): void {
  const form = new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?:does|did|has)\s+(${proper})\s+(?:buy|bought|purchase|purchased|order|ordered|use|used|rent|rented|lease|leased|get|run)(?:\s+from\s+us)?(?![\p{L}\p{N}])`,
    'u',
  );
  sentence.takeAs(form, ([, text = '']) => {
    if (!/^\p{Lu}/u.test(text)) return undefined;
    const name: Name = { text, isQuoted: false, isProper: true };
    const read = readWhose({ names: [name], negated: false, who: 'company' }, subject);
    return read && addReading(draft, read);
  });
}

/** What something is about, or called, is nobody, nor is the value of a field: on board Alerts entered last week. */
function isValue(before: string, { lore }: Subject): boolean {
  const [, word = ''] =
    /(?<!\p{L})(?:on|in|with|from|of|for|by|the|an?)\s+(\p{L}+)\s+$/iu.exec(before) ?? [];
  if (Object.hasOwn(lore.kinds, word.toLowerCase())) return true;
  return /(?<!\p{L})(?:about|containing|mentioning|regarding|concerning|named|called|titled)\s+(?:\S+\s+){0,3}$/iu.test(
    before,
  );
}

/** What customers do. */
const asking = ['raised', 'raise', 'reported', 'report', 'requested', 'request', 'submitted'];
/** What members and customers do alike. */
const opening = /^(?:open|create|enter|log)(?:ed|d)?$/;
const between = String.raw`(?:(?:has|have|had)(?=\s+(?:\p{Ll}+\s+){0,2}(?:\p{Ll}+(?:ed|ing)|won|lost|sold|done|made|led|written)(?!\p{L}))|(?:is|was)(?=\s+(?:\p{Ll}+\s+)?\p{Ll}+ing(?!\p{L}))|still|currently|ever|already|also|been)`;

/** Of a member where the verb is one of his, of a contact or a company where customers do it. */
function readDoer(
  name: Name,
  verb: string,
  employer: string | undefined,
  verbs: ReadonlyMap<string, string>,
  subject: Subject,
): NameReading | undefined {
  const contact = subject.lore.kinds['contact'];
  const read = (path: string) => readNames(path, [name], false, subject);
  if (contact !== undefined && employer !== undefined) return read(contact);
  const company = companyOf(subject);
  if (contact !== undefined && company !== undefined && asking.includes(verb)) {
    const choices = [contact, company].flatMap((path) => {
      const one = read(path);
      return one?.either?.choices ?? one?.filters ?? [];
    });
    const why = `"${name.text}" may be a contact or a company`;
    return reading(choices, false, subject, [{ why, weight: 0.9 }], true);
  }
  const path = verbs.get(verb) ?? verbs.get(verb.replace(/s$/, ''));
  if (
    path !== undefined &&
    company !== undefined &&
    opening.test(verb) &&
    name.isProper &&
    !mayBeMember(name)
  ) {
    const choices = [company, path].flatMap((one) => read(one)?.filters ?? []);
    const why = `"${name.text}" may be a company or a member`;
    return reading(choices, false, subject, [{ why, weight: 0.6 }], true);
  }
  return path === undefined
    ? readWhose({ names: [name], negated: false, who: name.isProper ? 'open' : 'either' }, subject)
    : read(path);
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
