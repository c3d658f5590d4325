import type { Subject } from './subject.js';

/** Verbs that stand beside a member, with the field of each, the longest first. */
export function verbForms({ lore }: Subject): { phrase: string; path: string }[] {
  const own = lore.who[''];
  const forms = new Map(Object.entries(lore.who).filter(([phrase]) => phrase !== ''));
  const add = (phrase: string, path: string | undefined) => {
    if (path !== undefined && !forms.has(phrase)) forms.set(phrase, path);
  };
  for (const phrase of ['assigned to', 'assigned', 'belonging to', 'worked by', 'done by'])
    add(phrase, own);
  return [...forms]
    .map(([phrase, path]) => ({ phrase, path }))
    .toSorted((one, other) => other.phrase.length - one.phrase.length);
}

/** `closed by` as a verb of somebody, in the forms that it has, each with its field. */
export function formsOfVerbs({ lore }: Subject): Map<string, string> {
  const forms = new Map<string, string>();
  const own = lore.who[''];
  const add = (verb: string, path: string) => {
    for (const form of [verb, ...basesOf(verb)]) if (!forms.has(form)) forms.set(form, path);
  };
  for (const [phrase, path] of Object.entries(lore.who)) {
    const verb = /^(\p{L}+) by$/u.exec(phrase)?.[1] ?? '';
    if (/ed$/.test(verb) || Object.hasOwn(irregular, verb)) add(verb, path);
  }
  if (own !== undefined) for (const verb of [...working, ...ended]) add(verb, own);
  const doer = lore.who['done by'];
  if (doer !== undefined) for (const verb of ['do', 'done', 'doing']) add(verb, doer);
  return forms;
}

/** Verbs as somebody does them now, each with its field. */
export interface Present {
  now: ReadonlyMap<string, string>;
  ongoing: ReadonlyMap<string, string>;
}

/** `manages` and `managing`, of the verbs that somebody may have done. */
export function presentOfVerbs(subject: Subject): Present {
  const [now, ongoing] = [new Map<string, string>(), new Map<string, string>()];
  const past = formsOfVerbs(subject);
  // Nobody has closed yet what he is closing.
  const own = subject.lore.who[''];
  for (const [verb, path] of past)
    for (const base of basesOf(verb)) {
      now.set(`${base.replace(/(?<=[^aeiou])y$/, 'ie')}s`, path);
      if (!past.has(`${base}ing`))
        ongoing.set(`${base}ing`, isOutcome(verb) ? (own ?? path) : path);
    }
  return { now, ongoing };
}

const working = ['worked', 'working', 'logged', 'booked', 'handled', 'managed'];
/** What becomes of records by those whose they are. */
const ended = ['won', 'lost', 'sold', 'completed', 'finished', 'closed', 'resolved'];

/** Whether a verb says what became of records, and not only what somebody did to them. */
export function isOutcome(verb: string): boolean {
  return ended.some((past) => past === verb || basesOf(past).includes(verb));
}

const irregular: Readonly<Record<string, string>> = {
  won: 'win',
  lost: 'lose',
  sold: 'sell',
  sent: 'send',
  paid: 'pay',
  bought: 'buy',
  led: 'lead',
  run: 'run',
  written: 'write',
};

/** What a verb may be behind `did`: close, log, win. */
export function basesOf(past: string): string[] {
  const base = irregular[past];
  if (base !== undefined) return [base];
  if (!/^\p{Ll}{3,}ed$/u.test(past)) return [];
  return [
    past.replace(/ed$/, ''),
    past.replace(/d$/, ''),
    past.replace(/(.)\1ed$/, '$1'),
    past.replace(/ied$/, 'y'),
  ];
}
