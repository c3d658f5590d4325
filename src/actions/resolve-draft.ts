import type { Doubt, Draft, Either, Filter, NamedThing, Setting } from '../ask/draft.js';
import { either } from '../ask/either.js';
import { lookUp, type RecordShape } from '../conditions/shape.js';
import { quoteText } from '../conditions/quote.js';
import type { Services } from '../services.js';
import { listed } from '../text/nearest.js';
import type { Candidate } from './look-up-name.js';
import { namedRecords, type NamedRecords } from './named-records.js';

/** Lets a person choose one of several records; undefined where none of them is meant. */
export type ChooseRecord = (
  question: string,
  labels: readonly string[],
) => Promise<number | undefined>;

/** A draft whose names were looked up, and what was found, a line each. */
export interface ResolvedDraft {
  draft: Draft;
  notes: string[];
}

/**
 * Puts ids in the place of names, as far as the server knows them: several records of a name are a question where
 * somebody can be asked, else a doubt, as is a name that nothing has. What cannot be read leaves the names.
 */
export async function resolveDraft(
  draft: Draft,
  services: Services,
  choose?: ChooseRecord,
): Promise<ResolvedDraft> {
  const resolving: Resolving = {
    draft,
    records: await namedRecords(draft, services),
    choose,
    chosen: new Map(),
    notes: [],
    doubts: [...draft.doubts],
    said: [],
  };
  const filters: Filter[] = [];
  for (const filter of draft.filters) filters.push(await ofFilter(filter, resolving));
  const eithers: Either[] = [];
  for (const one of draft.eithers) {
    const made = await ofEither(one, resolving);
    if ('where' in made) filters.push(made);
    else eithers.push(made);
  }
  const settings: Setting[] = [];
  for (const setting of draft.settings) settings.push(await ofSetting(setting, resolving));
  const understood = draft.understood.map(({ words, as }) => ({
    words,
    as: amended(as, resolving),
  }));
  const { doubts, notes } = resolving;
  return { draft: { ...draft, filters, eithers, settings, understood, doubts }, notes };
}

interface Resolving {
  draft: Draft;
  records: NamedRecords;
  choose: ChooseRecord | undefined;
  /** By field and name, each asked once. */
  chosen: Map<string, Meant | undefined>;
  notes: string[];
  doubts: Doubt[];
  /** What a piece was understood as, and what it turned out to be. */
  said: { as: string; better: string }[];
}

/** The record that a name means, and the field that refers to it. */
interface Meant extends Candidate {
  field: string;
}

async function ofFilter(filter: Filter, resolving: Resolving): Promise<Filter> {
  const { named, where } = filter;
  const meant = named === undefined ? undefined : await pick(named, resolving);
  if (meant === undefined) return filter;
  const better = clauseOf(meant, isNegative(where), resolving.records.shape);
  say(where, meant, resolving);
  return { where: better };
}

/** One filter where the server tells what is meant, else what is left of the choice. */
async function ofEither(one: Either, resolving: Resolving): Promise<Filter | Either> {
  const things = distinct(one.choices.flatMap(({ named }) => named ?? []));
  const { shape } = resolving.records;
  const likely = one.isDoubt ? await likeliest(things, resolving) : things;
  const unnamed = one.choices.filter(({ named }) => named === undefined);
  const rest = unnamed.length > 1 ? either(unnamed, shape) : unnamed[0];
  if (likely === 'none' && rest !== undefined) {
    settle(things, resolving);
    const better = 'where' in rest ? rest.where : rest.conditions;
    resolving.said.push({ as: one.conditions, better });
    return rest;
  }
  if (likely === 'none' || likely.length === 0) return one;
  const found: Meant[] = [];
  for (const thing of likely) {
    const meant = await pick(thing, resolving);
    if (meant === undefined) {
      const left = one.choices.filter(
        ({ named }) => named && likely.some((each) => isSame(each, named)),
      );
      return either(left, shape) ?? one;
    }
    found.push(meant);
  }
  for (const meant of found) say(one.conditions, meant, resolving);
  const clauses = [...new Set(found.map((meant) => clauseOf(meant, false, shape)))];
  const choices = clauses.map((where) => ({ where }));
  const [only, ...more] = choices;
  return only !== undefined && more.length === 0 ? only : (either(choices, shape) ?? one);
}

async function ofSetting(setting: Setting, resolving: Resolving): Promise<Setting> {
  const { named, path, value } = setting;
  const meant = named === undefined ? undefined : await pick(named, resolving);
  if (named === undefined || meant === undefined) return setting;
  for (const as of [`${path} = ${value}`, `${named.field} = ${value}`]) say(as, meant, resolving);
  // A person sees it before yes: by its own name where that tells as much as the id.
  const isTold = resolving.records.isBelow(named.field) && !/^\d*$/.test(meant.name);
  const reference = path.replace(/\.(?:name|identifier)$/, '');
  return { path: reference, value: isTold ? meant.name : meant.id };
}

/** Of the fields that names may be of, the one where they fit best; `none` where they are known in none. */
async function likeliest(
  things: readonly NamedThing[],
  { records }: Resolving,
): Promise<readonly NamedThing[] | 'none'> {
  const fits = new Map<string, number>();
  for (const thing of things) {
    const found = await records.find(thing);
    if (found === undefined) return [];
    fits.set(thing.field, (fits.get(thing.field) ?? 0) + found.fit);
  }
  const best = Math.max(0, ...fits.values());
  if (best === 0) return 'none';
  const fields = [...fits].filter(([, fit]) => fit === best).map(([field]) => field);
  return fields.length > 1 ? [] : things.filter(({ field }) => field === fields[0]);
}

async function pick(thing: NamedThing, resolving: Resolving): Promise<Meant | undefined> {
  const key = keyOf(thing);
  if (!resolving.chosen.has(key)) resolving.chosen.set(key, await chosen(thing, resolving));
  return resolving.chosen.get(key);
}

async function chosen(thing: NamedThing, resolving: Resolving): Promise<Meant | undefined> {
  const { records, notes, doubts, choose } = resolving;
  const { field, name } = thing;
  const found = await records.find(thing);
  if (found === undefined) return undefined;
  const isWrite = resolving.draft.method !== 'GET';
  if (found.candidates.length === 0) {
    if (thing.or !== undefined) return await pick({ field: thing.or, name }, resolving);
    doubts.push({ why: `the server knows no "${name}"`, weight: isWrite ? 0.2 : 0.4 });
    return undefined;
  }
  const labels = found.candidates.map(({ label, id }) => `${label} (${id})`);
  const isOne = found.candidates.length === 1;
  const at = isOne ? 0 : await choose?.(`Which ${field} is "${name}"?`, labels);
  const meant = at === undefined ? undefined : found.candidates[at];
  if (meant === undefined) {
    const why = `"${name}" may be ${listed(labels, 'or')}`;
    doubts.push({ why, weight: isWrite ? 0.3 : 0.7 });
    return undefined;
  }
  notes.push(`"${name}" is ${field} ${meant.label} (${meant.id}).`);
  records.settle(field, meant.id);
  settle([thing], resolving);
  return { ...meant, field };
}

/** Whose names are known is doubted no more. */
function settle(things: readonly NamedThing[], { doubts }: Resolving): void {
  const isSettled = ({ why }: Doubt) => things.some(({ name }) => why.includes(`"${name}"`));
  doubts.splice(0, doubts.length, ...doubts.filter((one) => !isSettled(one)));
}

function say(as: string, { field, label, id }: Meant, { said }: Resolving): void {
  const better = `${field} ${label} (${id})`;
  const earlier = said.find((one) => one.as === as);
  if (earlier === undefined) said.push({ as, better });
  else if (!earlier.better.includes(better)) earlier.better += ` or ${better}`;
}

function amended(as: string, { said }: Resolving): string {
  return said.reduce((text, one) => text.replace(one.as, () => one.better), as);
}

/** A clause with what the server knows a record by; of a member whom no reference holds, the identifier. */
function clauseOf({ field, id, identifier }: Meant, negated: boolean, shape: RecordShape): string {
  const found = lookUp(field, shape);
  const isReference = found.kind === 'found' && found.field.schema !== undefined;
  const value = isReference ? id : quoteText(identifier ?? id);
  return `${field} ${negated ? '!=' : '='} ${value}`;
}

function isNegative(where: string): boolean {
  return /^\S+ (?:!=|!~|notlike|notin) /.test(where);
}

function distinct(things: readonly NamedThing[]): NamedThing[] {
  return things.filter((thing, at) => things.findIndex((other) => isSame(thing, other)) === at);
}

function isSame(one: NamedThing, other: NamedThing): boolean {
  return keyOf(one) === keyOf(other);
}

function keyOf({ field, name }: NamedThing): string {
  return `${field} ${name.toLowerCase()}`;
}
