import type { Catalog } from '../catalog/catalog.js';
import type { Doubt } from './draft.js';
import type { Head, Owner, Part } from './heads.js';
import {
  nameAt,
  nameBefore,
  nameBeside,
  properBehind,
  strangeBefore,
  type Name,
} from './owner-name.js';
import { listAt, placeOf, type Parent, type Place } from './relate.js';
import type { Sentence } from './sentence.js';
import { recordShape } from '../catalog/record-shape.js';
import { placeholders } from '../catalog/template.js';
import { numberField } from './records-by.js';
import { isWord } from './titles.js';
import { isAside } from './tokens.js';

/** Where the records of a head are, and the words that told it. */
export interface Owned {
  place: Place;
  doubts: Doubt[];
  /** What was read besides the head. */
  pieces: { from: number; to: number; as: string }[];
}

/** The records of a head that belong to another record of the sentence. */
export function ownedPlace(
  head: Head,
  parts: readonly Part[],
  sentence: Sentence,
  catalog: Catalog,
): Owned | undefined {
  for (const owner of head.owners) {
    const found = ownedBy(owner, head, sentence, catalog);
    if (found !== undefined) return found;
  }
  if (head.belongs || head.mention.nouns.some(({ above }) => above === undefined)) return undefined;
  return ownedByName(head, parts, sentence, catalog);
}

/** `of ticket 12`, `ticket 12's`, `of the Help Desk board`. */
function ownedBy(
  { mention, part }: Owner,
  head: Head,
  sentence: Sentence,
  catalog: Catalog,
): Owned | undefined {
  const paths = mention.nouns.flatMap((noun) => (noun.above === undefined ? [noun.path] : []));
  const { ids } = mention;
  // "Priority 1" is a name: levels are numbered in their names.
  if (mention.idWord !== 'id' && paths.some((path) => levels.test(path))) return undefined;
  if (mention.isMany && ids.length === 0) return undefined;
  const name = ids.length > 0 ? undefined : nameBeside(part, mention, sentence.rest);
  if (ids.length === 0 && name === undefined) return undefined;
  const parent: Parent = { paths, ids, name: name?.text };
  const place =
    placeOf(catalog, head.mention.nouns, parent) ?? placeOf(catalog, head.mention.trade, parent);
  if (place === undefined) return undefined;
  const from = Math.min(mention.from, name?.from ?? mention.from);
  const to = Math.max(mention.to, name?.to ?? mention.to);
  const start = isAside(part.chunk) ? part.chunk.from : from;
  return {
    place,
    doubts: [
      ...(mention.isSynonym ? [{ why: `taken for ${paths[0] ?? ''}`, weight: 0.9 }] : []),
      ...(mention.isBare ? [{ why: `${ids.join()} is taken for a ticket`, weight: 0.9 }] : []),
      ...numberDoubt(mention, place, catalog),
    ],
    pieces: [{ from: joinedFrom(sentence.rest, start), to, as: said(place) }],
  };
}

/** A path takes ids: of what has a number of its own, a long number is rather that. */
function numberDoubt(
  { ids: [id = ''], idWord }: Owner['mention'],
  place: Place,
  catalog: Catalog,
): Doubt[] {
  const list =
    placeholders(place.noun.path).length === 0
      ? undefined
      : listAt(catalog, place.noun.above ?? '');
  const isSure = list === undefined || idWord === 'id' || id === '';
  if (isSure || numberField(recordShape(catalog, list)) === undefined) return [];
  const weight = id.length > 4 || idWord === 'number' ? 0.45 : 0.9;
  return [{ why: `${id} is taken for an id, and may be a number`, weight }];
}

const levels = /(?:priorities|severities|impacts|statuses|types)$/i;

/** `sites of Acme`, `Help Desk board statuses`: the noun tells what the name is of. */
function ownedByName(
  { mention, part }: Head,
  parts: readonly Part[],
  { rest }: Sentence,
  catalog: Catalog,
): Owned | undefined {
  const above = [...new Set(mention.nouns.map((noun) => noun.above ?? ''))];
  const usual = above.length > 1 ? above.filter((path) => path === '/company/companies') : above;
  const [path] = usual;
  const name =
    nameBefore(part, mention, rest) ??
    strangeBefore(part, mention, rest, (word) => isWord(word, catalog)) ??
    properBehind(part, mention, rest) ??
    broughtBehind(mention.to, parts, rest);
  if (path === undefined || name === undefined) return undefined;
  const place = placeOf(catalog, mention.nouns, { paths: [path], ids: [], name: name.text });
  if (place === undefined) return undefined;
  const why = `${name.text} is taken for one of ${path}`;
  const doubts = above.length > 1 ? [{ why, weight: 0.8 }] : [];
  return { place, doubts, pieces: [{ from: name.from, to: name.to, as: said(place) }] };
}

/** A name that a preposition brings right behind a noun. */
function broughtBehind(end: number, parts: readonly Part[], text: string): Name | undefined {
  const next = parts.find(({ chunk }) => chunk.from >= end);
  if (
    next === undefined ||
    !/^(?:of|for|at|on|in|from|within|under|do|does|did)$/.test(next.chunk.lead ?? '')
  )
    return undefined;
  const quoted = /^\w+\s+["“]([^"”]+)["”]/.exec(text.slice(next.chunk.from));
  if (quoted !== null)
    return {
      text: quoted[1] ?? '',
      from: next.chunk.from,
      to: next.chunk.from + quoted[0].length,
    };
  // A noun in it tells of something else: notes of phase 3.
  const name = next.mentions.length > 0 ? undefined : nameAt(next.chunk.tokens, text);
  return name !== undefined && /^#?\d+$/.test(name.text) ? undefined : name;
}

/** A participle before a preposition goes with it: time logged on ticket 5. */
function joinedFrom(text: string, from: number): number {
  const joining =
    /(?:attached|linked|belonging|related|associated|logged|booked|recorded|written|added|charged|worked|spent|done|performed|entered|was done|been done)\s+$/i;
  return joining.exec(text.slice(0, from))?.index ?? from;
}

function said({ path, noun, filters, params }: Place): string {
  if (filters.length > 0) return filters.map(({ where }) => where).join(' and ');
  const named = Object.entries(params).map(([name, value]) => `${name}=${value}`);
  if (named.length > 0) return named.join(' ');
  return path.slice(0, path.length - (noun.path.length - (noun.path.lastIndexOf('}') + 1)));
}
