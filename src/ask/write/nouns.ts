import type { Catalog } from '../../catalog/catalog.js';
import { placeholders } from '../../catalog/template.js';
import { singular, splitCase } from '../../catalog/words.js';
import { knownPaths, loreOf } from '../phrases.js';
import { inPlural, phrasePattern, plain } from '../phrase-pattern.js';

/** What records are called, in the singular, and the path of their list. */
export type Nouns = ReadonlyMap<string, string>;

const known = new WeakMap<Catalog, Nouns>();

/** The nouns of all lists that stand below nothing: those that people use, then those that the paths have. */
export function nounsOf(catalog: Catalog): Nouns {
  const found = known.get(catalog) ?? gather(catalog);
  known.set(catalog, found);
  return found;
}

/** Source of a pattern for the nouns that a text holds, in the singular; `many`: in the plural as well. */
export function nounPattern(catalog: Catalog, text: string, { many = false } = {}): string {
  const words = plain(text);
  const stems = presentIn(catalog, words);
  const forms = stems.flatMap((noun) => (many ? [noun, inPlural(noun)] : [noun]));
  const present = forms.filter((form) => words.includes(form));
  return present.length === 0 ? '(?!)' : phrasePattern(present);
}

/** Of the sentence that is read right now, which is asked for many times. */
let latest: { nouns: Nouns; words: string; present: string[] } | undefined;

/** The nouns that words may hold, in the singular or the plural: that of a city begins as a city does. */
function presentIn(catalog: Catalog, words: string): string[] {
  const nouns = nounsOf(catalog);
  if (latest?.nouns !== nouns || latest.words !== words) {
    const present = [...nouns.keys()].filter((noun) => words.includes(noun.replace(/y$/, '')));
    latest = { nouns, words, present };
  }
  return latest.present;
}

/** The list that a noun names, in the singular or the plural. */
export function listNamed(catalog: Catalog, words: string): string | undefined {
  const nouns = nounsOf(catalog);
  const said = plain(words);
  return nouns.get(said) ?? [...nouns].find(([noun]) => inPlural(noun) === said)?.[1];
}

function gather(catalog: Catalog): Nouns {
  const nouns = new Map<string, string>();
  for (const path of knownPaths())
    for (const noun of loreOf(path).nouns) if (!path.includes('{')) nouns.set(plain(noun), path);
  const derived = new Map<string, string | undefined>();
  for (const { path } of catalog.lists()) {
    if (placeholders(path).length > 0) continue;
    for (const noun of nounsOfPath(path)) derived.set(noun, derived.has(noun) ? undefined : path);
  }
  for (const [noun, path] of derived)
    if (path !== undefined && !nouns.has(noun)) nouns.set(noun, path);
  return nouns;
}

/** `/time/sheets`: time sheet, and sheet where no other list is called so. */
function nounsOfPath(path: string): string[] {
  const words = path
    .split('/')
    .filter((part) => part !== '')
    .map(nounOf);
  const own = words.at(-1) ?? '';
  return [own, `${words.at(-2) ?? ''} ${own}`];
}

/** `purchaseorders` stays as it is: its words are known where people speak of it. */
export function nounOf(segment: string): string {
  const words = splitCase(segment).map((word) => word.toLowerCase());
  return [...words.slice(0, -1), singular(words.at(-1) ?? '')].join(' ');
}

/** The list of records that stand below one record: notes of a ticket. */
export function childList(catalog: Catalog, parent: string, noun: string): string | undefined {
  const start = `${parent.toLowerCase()}/{`;
  return catalog.paths().find((path) => {
    if (!path.toLowerCase().startsWith(start)) return false;
    const below = path
      .slice(parent.length + 1)
      .split('/')
      .filter((part) => part !== '');
    return below.length === 2 && nounOf(below[1] ?? '') === plain(noun);
  });
}
