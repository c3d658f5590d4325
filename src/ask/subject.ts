import type { Endpoint, EndpointSummary } from '../catalog/model.js';
import { recordShape } from '../catalog/record-shape.js';
import { placeholders } from '../catalog/template.js';
import { normal } from '../catalog/vocabulary.js';
import type { RecordShape } from '../conditions/shape.js';
import type { Doubt, Filter } from './draft.js';
import { headsOf, isNumbered, isPool, type Head, type Part } from './heads.js';
import { mentionsIn, type Mention } from './mentions.js';
import { nounsOf, type Noun } from './nouns.js';
import { ownedPlace, type Owned } from './owned.js';
import { namedRecord } from './named-record.js';
import { loreOf, type Lore } from './phrases.js';
import { otherReads, pickOwn, searchReads } from './pick-list.js';
import { recordsBy } from './records-by.js';
import { listAt, recordParams } from './relate.js';
import { Respeller } from './respell.js';
import type { Sentence } from './sentence.js';
import { sortFilters } from './sorts.js';
import { standInHead } from './stand-ins.js';
import { chunksOf } from './tokens.js';
import type { World } from './world.js';
import { carriesNothing } from './words.js';

/** What a sentence is about. */
export interface Subject {
  /** The list of its records, and its path with the ids of what they are below. */
  list: Endpoint;
  path: string;
  lore: Lore;
  shape: RecordShape;
  /** The one record that is meant. */
  id: string | undefined;
  /** Which records are meant by their numbers or by what they belong to. */
  filters: Filter[];
  /** The same where a number may be one of several things. */
  conditions: string | undefined;
  /** Query parameters that tell what the records belong to. */
  params: Readonly<Record<string, string>>;
  /** The list below what they belong to, which has the same records in short. */
  below: string | undefined;
  doubts: Doubt[];
  /** What else could be meant. */
  alternatives: EndpointSummary[];
}

/** Finds the records that a sentence is about by what they are called; undefined where nothing tells. */
export function findSubject(sentence: Sentence, world: World): Subject | undefined {
  return (
    byPath(sentence, world) ??
    byNoun(sentence, world) ??
    byNumber(sentence, world) ??
    bySearch(sentence, world)
  );
}

/** A path that is written out: `GET /service/tickets/5`. */
function byPath(sentence: Sentence, { catalog }: World): Subject | undefined {
  return sentence.take(/(?:\bGET\s+)?(\/[a-z]+(?:\/[\w-]+)+)(?![\w{])/, ([, path = '']) => {
    const read = (one: string) =>
      catalog.match(one).find(({ endpoint }) => endpoint.method === 'GET')?.endpoint;
    const [, above = '', id] = /^(.*)\/(\d+)$/.exec(path) ?? [path, path];
    const list = read(above);
    if (list === undefined || (id !== undefined && read(path) === undefined)) return undefined;
    const subject = subjectAt(list, above, recordShape(catalog, list));
    return { as: `GET ${path}`, value: { ...subject, id } };
  });
}

function byNoun(sentence: Sentence, world: World): Subject | undefined {
  const { catalog } = world;
  const nouns = nounsOf(catalog);
  const { rest } = sentence;
  const respeller = new Respeller(nouns.words, catalog);
  const isName = (words: readonly string[]) => nouns.named(words).length > 0;
  const parts = chunksOf(rest, isName).map((chunk) => ({
    chunk,
    mentions: mentionsIn(chunk, sentence, nouns, respeller),
  }));
  const named = headsOf(parts);
  const standIn = standInHead(parts, named, { sentence: rest, nouns });
  const heads = standIn === undefined ? named : [standIn.head, ...named];
  for (const head of heads) {
    const found = ownedPlace(head, parts, sentence, catalog) ?? ownPlace(head, sentence, catalog);
    if (found === undefined) continue;
    if (head === standIn?.head) found.doubts.push(standIn.doubt);
    return taken(found, head, parts, sentence, world);
  }
  const lost = heads.find(({ mention }) => mention.nouns.some(({ above }) => above !== undefined));
  return lost === undefined ? undefined : taken(unplaced(lost), lost, parts, sentence, world);
}

/** A list of its own that the noun names. */
function ownPlace(
  { mention, belongs }: Head,
  { text }: Sentence,
  catalog: World['catalog'],
): Owned | undefined {
  const pick = belongs ? undefined : pickOwn(mention.nouns, text, catalog);
  if (pick === undefined) return undefined;
  const list = listAt(catalog, pick.noun.path);
  const isOfRecord = list !== undefined && recordParams(catalog, list) !== undefined;
  const why = `${pick.noun.path} is asked for what belongs to one record`;
  const doubts = isOfRecord ? [...pick.doubts, { why, weight: 0.6 }] : pick.doubts;
  return { ...at(pick.noun, pick.noun.path), doubts };
}

/** What is below a record that the sentence does not name. */
function unplaced({ mention }: Head): Owned {
  const [noun = { path: '', above: undefined, rank: 0 }] = mention.nouns.filter(
    ({ above }) => above !== undefined,
  );
  const why = `whose they are is not said: ${noun.path} is below a record`;
  return { ...at(noun, noun.path), doubts: [{ why, weight: 0.3 }] };
}

function at(noun: Noun, path: string): Owned {
  return { place: { noun, path, filters: [], params: {} }, doubts: [], pieces: [] };
}

/** The subject of a head that has its place, with the words that told it taken. */
function taken(
  { place, doubts, pieces }: Owned,
  head: Head,
  parts: readonly Part[],
  sentence: Sentence,
  { catalog }: World,
): Subject | undefined {
  const { mention } = head;
  const list = listAt(catalog, place.noun.path);
  if (list === undefined) return undefined;
  const shape = recordShape(catalog, list);
  const named = isNumbered(mention) ? undefined : namedRecord(head, place.path, shape, sentence);
  const records = {
    ...recordsBy(mention, place.path, shape, catalog),
    ...(named !== undefined && { id: named.id, filters: named.filters }),
  };
  const isRead =
    records.id !== undefined || records.conditions !== undefined || records.filters.length > 0;
  const path = records.id === undefined ? place.path : joined(place.path, records.id);
  const isBelow = place.path !== place.noun.path;
  sentence.takeAt(mention.from, isRead ? mention.to : mention.end, `GET ${path}`);
  for (const { from, to, as } of pieces) sentence.takeAt(from, to, as);
  for (const { from, to } of again(head, place.noun, parts, isBelow))
    sentence.takeAt(from, to, `GET ${path}`);
  if (named !== undefined) {
    const as = named.filters.map(({ where }) => where).join(' and ');
    sentence.takeAt(named.name.from, named.name.to, as === '' ? `GET ${path}` : as);
  }
  const sure = [...doubts];
  if (mention.meant !== undefined) sure.push({ why: `read as ${mention.meant}`, weight: 0.9 });
  if (head.isAside) sure.push({ why: `${place.noun.path} stands aside`, weight: 0.7 });
  if (mention.isSynonym) sure.push({ why: `taken for ${place.noun.path}`, weight: 0.9 });
  return {
    ...subjectAt(list, place.path, shape),
    id: records.id,
    filters: [...sortFilters(mention, list.path, sentence), ...place.filters, ...records.filters],
    conditions: records.conditions,
    params: place.params,
    below: place.below,
    doubts: sure,
    alternatives: sure.length === 0 ? [] : otherReads(sentence.text, catalog, list.path),
  };
}

/** The same records under another noun: phone numbers and e-mail addresses, prospects in companies. */
function again(
  { mention }: Head,
  { path }: Noun,
  parts: readonly Part[],
  isBelow: boolean,
): Mention[] {
  return parts.flatMap((part) =>
    part.mentions.filter(
      (one) =>
        one !== mention &&
        one.isMany &&
        one.nouns[0]?.path === path &&
        (isBelow ? !isNumbered(one) : isPool(part, one)),
    ),
  );
}

/** `#12345`, or a number alone, is a ticket. */
function byNumber(sentence: Sentence, { catalog }: World): Subject | undefined {
  const list = listAt(catalog, tickets);
  if (list === undefined) return undefined;
  const read = (match: RegExpExecArray) => {
    const id = /\d+/.exec(match[0])?.[0] ?? '';
    return { as: `GET ${tickets}/${id}`, value: id };
  };
  const isAlone = sentence.unused().every((word) => /^\d+$/.test(word));
  const id =
    sentence.take(/#\d+(?![\p{L}\p{N}])/u, read) ??
    (isAlone ? sentence.take(/(?<![\p{L}\p{N}])\d+(?![\p{L}\p{N}])/u, read) : undefined);
  if (id === undefined) return undefined;
  return { ...subjectAt(list, tickets, recordShape(catalog, list)), id };
}

const tickets = '/service/tickets';

/** What search puts first; its words in the sentence are what told it. */
function bySearch(sentence: Sentence, { catalog }: World): Subject | undefined {
  if (sentence.unused().length === 0) return undefined;
  const [hit, ...others] = searchReads(sentence.text, catalog).filter(
    ({ path }) => placeholders(path).length === 0,
  );
  const list = hit === undefined ? undefined : listAt(catalog, hit.path);
  if (list === undefined) return undefined;
  const named = new Set(normal(list.summary));
  const told = sentence.takeEach(/\p{L}+/u, ([word]) =>
    !carriesNothing(word) && normal(word).some((one) => named.has(one))
      ? `GET ${list.path}`
      : undefined,
  );
  return {
    ...subjectAt(list, list.path, recordShape(catalog, list)),
    doubts: [{ why: `${list.path} was found by search`, weight: told > 1 ? 0.6 : 0.45 }],
    alternatives: others.slice(0, 3),
  };
}

function subjectAt(list: Endpoint, path: string, shape: RecordShape): Subject {
  return {
    list,
    path,
    lore: loreOf(list.path, shape),
    shape,
    id: undefined,
    filters: [],
    conditions: undefined,
    params: {},
    below: undefined,
    doubts: [],
    alternatives: [],
  };
}

function joined(path: string, id: string): string {
  return `${path.replace(/\/$/, '')}/${id}`;
}
