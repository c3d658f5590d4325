import { singular } from '../../catalog/words.js';
import { beginsWith, contains, endsWith } from '../clause.js';
import { addClauses, type Draft } from '../draft.js';
import type { Sentence } from '../sentence.js';
import type { Subject } from '../subject.js';
import { wordsIn } from '../words.js';
import type { Reader } from './reader.js';
import { readBehind, said, type Clause } from './text-behind.js';
import { start } from '../phrase-pattern.js';

/** `about printers`, `containing "VPN"`, `named Oak`, a text in quotes: what records say. */
export const readText: Reader = (sentence, subject, draft) => {
  const isQuoted = (text: string) =>
    /["'“‘]/.test(sentence.text.charAt(sentence.text.indexOf(text) - 1));
  const main = subject.lore.text[0];
  sentence.opened(() => {
    for (const { lead, clause, isTopic } of leads)
      readBehind(
        sentence,
        subject,
        draft,
        new RegExp(`${start}${lead}`, 'giu'),
        main,
        (path, text) => clause(path, isTopic === true && !isQuoted(text) ? inSingular(text) : text),
      );
    if (nameField(subject) !== undefined)
      readBehind(sentence, subject, draft, named, nameField(subject), contains);
    readQuoted(sentence, draft, main);
  });
};

/** Names that only look like plurals. */
const products: ReadonlySet<string> = new Set(['windows', 'teams']);

/** `about passwords` is about a password as well; abbreviations stay what they are. */
function inSingular(text: string): string {
  const one = singular(text);
  return /^\p{Ll}{5,}$/u.test(text) && text.startsWith(one) && !products.has(text) ? one : text;
}

const not = String.raw`(?:(?:(?:that|which)\s+)?(?:not|(?:do|does)(?:\s+not|n['’]t)|without)\s+)`;
const verb = String.raw`(?:contain(?:s|ing)?|mention(?:s|ing)?|includ(?:e|es|ing)(?=\s+(?:the\s+(?:word|text|phrase)|["'“])))`;
/** What stands before a text, with what it asks of the main field. */
const leads: readonly { lead: string; clause: Clause; isTopic?: boolean }[] = [
  { lead: String.raw`${not}${verb}${said}`, clause: (path, text) => contains(path, text, true) },
  { lead: String.raw`(?:(?:that|which)\s+)?${verb}${said}`, clause: contains },
  {
    lead: String.raw`(?:about|regarding|concerning|related\s+to|relating\s+to|to\s+do\s+with|talking\s+about|matching|with\s+the\s+(?:words?|text|phrase|term))`,
    clause: contains,
    isTopic: true,
  },
  {
    lead: String.raw`(?:starting|beginning|(?:that\s+|which\s+)?(?:starts?|begins?))\s+with`,
    clause: beginsWith,
  },
  {
    lead: String.raw`(?:ending|(?:that\s+|which\s+)?ends?)\s+(?:with|in)(?=\s+["'“])`,
    clause: endsWith,
  },
  // Behind `search` a `for` says what is looked for.
  {
    lead: String.raw`(?<=\bsearch(?:ing)?\b[\s\u0000\p{L}]{0,60})for`,
    clause: contains,
  },
];

const named = new RegExp(
  String.raw`${start}(?:(?:that|which|who)\s+(?:is|are)\s+)?(?:(?:named|called|titled|entitled)(?:\s+like)?|by\s+the\s+name(?:\s+of)?|with\s+the\s+name|name\s+like|like(?=\s+["'“]))`,
  'giu',
);

function nameField({ shape, lore }: Subject): string | undefined {
  const has = (name: string) => shape.fields.some((field) => field.name === name);
  return ['name', 'summary'].find(has) ?? lore.text[0];
}

/** A text in quotes that nobody took is looked for where records say what they are about. */
function readQuoted(sentence: Sentence, draft: Draft, main: string | undefined): void {
  if (main === undefined) return;
  for (const word of wordsIn(sentence.rest)) {
    if (word.kind !== 'quoted' || word.text === '') continue;
    const before = sentence.rest.slice(0, word.from).trimEnd();
    if (/(?:^|[\s\u0000])(?:for|at|from|by|of|to)$/i.test(before)) continue;
    sentence.takeAt(word.from, word.to, addClauses(draft, contains(main, word.text)));
  }
}
