import type { Catalog, List } from '../catalog/catalog.js';
import { placeholders, splitPath } from '../catalog/template.js';
import { normal, vocabulary } from '../catalog/vocabulary.js';
import { singular, splitCase } from '../catalog/words.js';
import { knownPaths, loreOf } from './phrases.js';

/** What a noun names: the records of a list. */
export interface Noun {
  /** Template of the list. */
  path: string;
  /** Template of the records that the list is below; undefined for a list of its own. */
  above: string | undefined;
  /** How plainly it is its name: 0 as people say it, 1 in full, 2 the end of its name, 3 another list has it first. */
  rank: number;
}

/** Most words of a noun. */
export const longestNoun = 6;

/** What the records of a catalog are called. Words written together and apart are the same noun, and so are its numbers. */
export class Nouns {
  readonly #named = new Map<string, Noun[]>();
  readonly #faint = new Map<string, Noun>();
  /** The words that nouns consist of, for spelling. */
  readonly words = new Set<string>();
  /** Full names as titles have them. */
  readonly #titles = new Set<string>();

  constructor(lists: readonly List[]) {
    for (const path of knownPaths())
      for (const noun of [...loreOf(path).nouns, ...Object.keys(loreOf(path).sorts)])
        this.#add(normal(noun), nounOf(path, 0));
    for (const path of knownPaths())
      for (const word of loreOf(path).faint)
        this.#faint.set(normal(word).join(' '), nounOf(path, 0));
    for (const list of lists) this.#addList(list);
  }

  /** The lists that words may name, the plainest first. */
  named(words: readonly string[]): readonly Noun[] {
    const known = this.#named.get(words.map((word) => singular(word.toLowerCase())).join('')) ?? [];
    return known.toSorted((one, other) => one.rank - other.rank);
  }

  /** Whether words are a title to the letter, whose first words may be plurals: managed devices integrations. */
  isTitle(words: readonly string[]): boolean {
    return this.#titles.has(titleKey(words));
  }

  /** The lists of what a word of the trade means, where it is no noun itself: devices, webhooks. */
  meant(words: readonly string[], text: string): readonly Noun[] {
    const said = words.map((word) => singular(word.toLowerCase()));
    const faint = this.#faint.get(said.join(' '));
    const isMoment = said.join(' ') === 'time' && !spentTime.test(text);
    if (faint !== undefined) return isMoment ? [] : [faint, ...this.#below(faint)];
    const full = said.flatMap((word) => shorthand[word] ?? [word]);
    const plain = full.join(' ') === said.join(' ') ? [] : this.named(full);
    if (plain.length > 0) return plain;
    const whole = vocabulary().get(said.join(' '))?.[0]?.terms;
    const each = full.flatMap((word) => vocabulary().get(word)?.[0]?.terms ?? [word]);
    const terms = whole ?? (said.length > 1 && each.join(' ') !== said.join(' ') ? each : []);
    return this.named(terms).filter(({ rank }) => rank <= 2);
  }

  /** The lists of the same records below others. */
  #below({ path }: Noun): Noun[] {
    const [noun = ''] = loreOf(path).nouns;
    return this.named(normal(noun)).filter(({ above }) => above !== undefined);
  }

  #addList({ path, schema, title }: List): void {
    if (isAside(path)) return;
    const rank = /\/info(?:\/|$)/i.test(path) ? 3 : 1;
    const [own = [], ...owners] = titleWords(title);
    this.#titles.add(titleKey(ownTitle(title).split(' ')));
    const name = (words: readonly string[], of: number) => {
      this.#add(words, nounOf(path, Math.max(rank, of)));
    };
    if (owners.length === 0) {
      name(own, 1);
      // Titles name the module only where it takes one to tell them apart; people leave it out, or say it.
      const [module = ''] = splitPath(path);
      if (own.length > 1 && own[0] === module) name(own.slice(1), 2);
      else for (const word of [module, ...(nicknames[module] ?? [])]) name([word, ...own], 2);
      // Only titles tell what lists of basic fields are of: the end of a path is how some are chosen.
      if (splitPath(path).length > 2 && rank < 3) name(normalName(splitPath(path).at(-1) ?? ''), 3);
    } else {
      name(own, 2);
      const [owner = []] = owners;
      name([...owner, ...own], 1);
      if (owner[0] === splitPath(path)[0]) name([...owner.slice(1), ...own], 1);
    }
    if (schema !== null && !schema.endsWith('Reference'))
      name(normalName(schema.split('.').at(-1) ?? ''), 1.5);
  }

  /** Words are in the singular. */
  #add(words: readonly string[], noun: Noun): void {
    const key = words.join('').toLowerCase();
    if (key.length < 2) return;
    const known = this.#named.get(key) ?? [];
    const same = known.find(({ path }) => path === noun.path);
    if (same !== undefined) same.rank = Math.min(same.rank, noun.rank);
    else known.push(noun);
    this.#named.set(key, known);
    for (const word of words) this.words.add(word.toLowerCase());
  }
}

/** What people call the records of a module before their own name. */
const nicknames: Readonly<Record<string, readonly string[]>> = {
  procurement: ['product'],
  sales: ['opportunity'],
  service: ['ticket'],
};

/** Words that technicians cut short. */
const shorthand: Readonly<Record<string, readonly string[]>> = {
  agr: ['agreement'],
  cfg: ['configuration'],
  co: ['company'],
  cust: ['company'],
  doc: ['document'],
  line: ['line', 'item'],
  loc: ['location'],
  mfr: ['manufacturer'],
  prio: ['priority'],
  proj: ['project'],
  tckt: ['ticket'],
  tkt: ['ticket'],
};

/** Names before time that no word for a moment or a span is among: jdoe, Anna Smith. */
const somebody = String.raw`(?:(?!(?:first|last|next|response|resolution|closing|opening|start|end|due|lead|down|up|over|real|what|which|any|some|long|short|travel|one|at|on|in|of|the|same|best|worst|average|reaction|arrival)\b)\p{L}[\p{L}\p{N}.'’-]*\s+){0,2}`;

/** Sentences in which time is what somebody worked, and not the time of something. */
const spentTime = new RegExp(
  [
    // "Much time was billed", "ticket 5's time", "time on ticket 5".
    String.raw`\b(?:log(?:ged)?|spen[dt]|worked|booked|billed|billable|unbilled|my|all|much|more|less)\b.*\btime\b|(?:\d|['’]s)\s+time\b|\btime\s+(?:logged|spent|booked|entered|worked|for|on|by|of)\b`,
    // "The time that Anna Smith logged for Acme".
    String.raw`(?<!\b(?:what|which|last|first|next|long|at|on|in)\s(?:the\s)?)\btime\s+(?:(?:that|which)\s+)?(?:\p{L}[\p{L}\p{N}.'’-]*\s+){1,3}(?:logged|booked|spent|entered|recorded|tracked|billed|put in)(?!\p{L})`,
    // "Jdoe time last month".
    String.raw`^(?:(?:please|show|me|list|get|give|see|all)\s+)*${somebody}time\s+(?:today|yesterday|this|last|since|past|from|in the)\b`,
  ].join('|'),
  'iu',
);

const ofCatalog = new WeakMap<Catalog, Nouns>();

/** The nouns of a catalog, gathered when they are first asked for. */
export function nounsOf(catalog: Catalog): Nouns {
  const known = ofCatalog.get(catalog) ?? new Nouns(catalog.lists());
  ofCatalog.set(catalog, known);
  return known;
}

/** The template of the records that a list is below. */
function above(path: string): string | undefined {
  const found = /^(.*)\/\{[^/]*\}/.exec(path)?.[1];
  // What is below a project begins with its module in one place.
  return found === '/project' ? '/project/projects' : found;
}

function nounOf(path: string, rank: number): Noun {
  return { path, above: above(path), rank };
}

/** Lists of where a record is used, and what is no list for all its type says. */
function isAside(path: string): boolean {
  return /\/usages(?:\/|$)|\}\/?$|\/count$/i.test(path) || placeholders(path).length > 1;
}

/** `List notes of a company (basic fields)` → note; company. */
function titleWords(title: string): string[][] {
  return bareTitle(title)
    .split(/ of an? /)
    .map(normal);
}

function ownTitle(title: string): string {
  return bareTitle(title).replace(/ of an? .*$/, '');
}

function bareTitle(title: string): string {
  return title.replace(/^\S+\s+/, '').replace(/\s*\(.*\)$/, '');
}

/** A name as it is written, in one piece; only what it ends with has a number. */
function titleKey(words: readonly string[]): string {
  return [...words.slice(0, -1), singular(words.at(-1) ?? '')].join('').toLowerCase();
}

function normalName(name: string): string[] {
  return splitCase(name).map((word) => singular(word.toLowerCase()));
}
