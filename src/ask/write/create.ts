import type { Endpoint } from '../../catalog/model.js';
import { fillTemplate } from '../../catalog/template.js';
import { emptyDraft, type Draft, type Setting } from '../draft.js';
import { knownPaths, loreOf } from '../phrases.js';
import { phrasePattern, type Sentence } from '../sentence.js';
import type { World } from '../world.js';
import { readOwned, type ClauseWorld } from './clause.js';
import { fieldWords } from './fields.js';
import { findQuoted, findText } from './free-text.js';
import { atStart, verbMark } from './lead.js';
import { childList, nounPattern, nounsOf, plain } from './nouns.js';
import { takePieces, nothingFound } from './pieces.js';
import { endpointOn, takeTarget, type Target } from './target.js';
import { takeIdentifier } from './identifier.js';
import { takeLooseTitle, takeTitle, titleOf } from './title.js';

/** Verbs that mean nothing else. */
const plainVerbs = 'create|add|make|raise|register|set up|insert|put in';

/** Verbs that are other words as well: with an article, or a text behind. */
const looseVerbs =
  'open|log|enter|start|submit|file|post|book|record|report|new|i need|we need|i want|we want';

/** Where a record is made, and what it is called in the sentence. */
interface Place {
  path: string;
  endpoint: Endpoint;
  template: string;
  end: number;
  /** What the noun itself says: a server is a configuration of a type. */
  settings: Setting[];
}

/** `create a ticket for Acme: printer down, board Help Desk, priority high`. */
export function readCreate(sentence: Sentence, world: World): Draft | undefined {
  if (!takeVerb(sentence)) return undefined;
  const place = takePlace(sentence, world);
  if (place === undefined) return undefined;
  const { path, endpoint, template, end } = place;
  const lore = loreOf(template);
  const words = fieldWords(world.catalog, endpoint, { lore, text: sentence.text });
  const clauses: ClauseWorld = {
    words,
    lore,
    today: world.today(),
    title: titleOf(words),
    isNew: true,
  };
  const found = nothingFound();
  found.settings.push(...place.settings);
  takeIdentifier(sentence, clauses, found);
  takeTitle(sentence, clauses, found);
  const isTitled = found.settings.some((one) => one.path === clauses.title);
  takePieces(sentence, clauses, found, { start: end, ...(isTitled && { read: readOwned }) });
  takePieces(sentence, { ...clauses, title: undefined }, found);
  takeLooseTitle(sentence, clauses, found);
  return { ...emptyDraft('POST', path), settings: found.settings, doubts: found.doubts };
}

/** A field as scripts give it: new ticket company=ACME summary="Replace the battery". */
const assigned = /(?<=\s)\p{L}[\w./]*=[^\s=]/u;

function takeVerb(sentence: Sentence): boolean {
  const isTold =
    findText(sentence.rest) !== undefined ||
    findQuoted(sentence.rest) !== undefined ||
    assigned.test(sentence.rest);
  const pattern = String.raw`${atStart}(?:(?:${plainVerbs})|(?<loose>${looseVerbs}))\s+(?:(?:me|us)\s+)?(?<article>(?:an?|the following|another|one)\s+)?(?:(?:brand\s+)?new\s+)*`;
  return sentence.takeAs(new RegExp(pattern), ({ groups = {} }) => {
    const { loose, article } = groups;
    const needsText = /^(?:new|i|we)\b/i.test(loose ?? '');
    const isSure = isTold || (article !== undefined && !needsText);
    return loose === undefined || isSure ? verbMark : undefined;
  });
}

/** The list that the noun names: one of its own, or one below the record that follows. */
function takePlace(sentence: Sentence, world: World): Place | undefined {
  return takeBelow(sentence, world) ?? takeList(sentence, world) ?? takeSort(sentence, world);
}

function takeList(sentence: Sentence, world: World): Place | undefined {
  const nouns = nounsOf(world.catalog);
  const noun = nounPattern(world.catalog, sentence.text);
  const pattern = String.raw`(?<=${atStart.slice(4, -1)}(?:[^\s,:\0]+\s+){0,4})${noun}(?!\s*#?\d|\s*=|\s*:\s*\S+\s+\S+\s*=)`;
  const next = new RegExp(`^[\\s-]+(${noun})`, 'iu');
  return sentence.take(new RegExp(pattern), (match) => {
    const path = nouns.get(plain(match[0]));
    const endpoint = path === undefined ? undefined : endpointOn(world, 'POST', path);
    if (path === undefined || endpoint === undefined) return undefined;
    const end = match.index + match[0].length;
    const [, following] = next.exec(sentence.rest.slice(end)) ?? [];
    // A priority ticket is a ticket, a ticket company Acme has a company.
    const fields = fieldWords(world.catalog, endpoint, { lore: loreOf(path), text: sentence.text });
    if (following !== undefined && fields.find(following).length === 0) return undefined;
    return { as: `POST ${path}`, value: { path, endpoint, template: path, end, settings: [] } };
  });
}

/** `a server`: where the noun tells the type of another one. */
function takeSort(sentence: Sentence, world: World): Place | undefined {
  for (const path of knownPaths()) {
    const { sorts } = loreOf(path);
    const present = Object.keys(sorts).filter((sort) => plain(sentence.text).includes(sort));
    const endpoint = present.length === 0 ? undefined : endpointOn(world, 'POST', path);
    if (endpoint === undefined) continue;
    const place = sentence.take(new RegExp(`${atStart}${phrasePattern(present)}`), (match) => {
      const [, field = '', value = ''] =
        /^(\w+)\/name = "?([^"]+)"?$/.exec(sorts[plain(match[0])]?.join(' ') ?? '') ?? [];
      if (value === '') return undefined;
      const end = match.index + match[0].length;
      const settings = [{ path: field, value, named: { field, name: value } }];
      return {
        as: `POST ${path}, ${field} = ${value}`,
        value: { path, endpoint, template: path, end, settings },
      };
    });
    if (place !== undefined) return place;
  }
  return undefined;
}

/** `a task to ticket 5`: where the records are none of their own. */
function takeBelow(sentence: Sentence, world: World): Place | undefined {
  return sentence.attempt(() => {
    const start = sentence.rest.search(/[^\0\s]/);
    const parent = nounPattern(world.catalog, sentence.text);
    const [all, noun = ''] =
      new RegExp(
        `^([a-z]+(?:\\s[a-z]+)?)\\s+(?:to|on|for|in|under|of)\\s+(?=(?:the\\s+)?(?:${parent}|#|\\d)\\s*)`,
        'iu',
      ).exec(sentence.rest.slice(start)) ?? [];
    if (all === undefined) return undefined;
    const target = takeTarget(sentence, world, { after: 'to|on|for|in|under|of' });
    const place = target === undefined ? undefined : below(target, noun, world);
    if (place === undefined) return undefined;
    sentence.takeAt(start, start + all.length, `POST ${place.path}`);
    return { ...place, end: start + all.length, settings: [] };
  });
}

function below(
  { template, id }: Target,
  noun: string,
  world: World,
): Omit<Place, 'end' | 'settings'> | undefined {
  const list = childList(world.catalog, template, noun);
  if (list === undefined || isOwn(noun, template, world)) return undefined;
  const path = fillTemplate(list, () => id);
  const endpoint = endpointOn(world, 'POST', path);
  return endpoint === undefined ? undefined : { path, endpoint, template: list };
}

/** A contact of a company is a contact with a company: there is a list of all. */
function isOwn(noun: string, template: string, world: World): boolean {
  const own = nounsOf(world.catalog).get(plain(noun));
  if (own === undefined) return false;
  const endpoint = endpointOn(world, 'POST', own);
  const fields = world.catalog.fields(endpoint?.body?.schema ?? '').map(({ name }) => name);
  const parent = template.split('/').at(-1)?.replace(/ies$/, 'y').replace(/s$/, '') ?? '';
  return fields.includes(parent);
}
