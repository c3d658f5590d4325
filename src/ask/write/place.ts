import type { Endpoint } from '../../catalog/model.js';
import { fillTemplate } from '../../catalog/template.js';
import { namedSetting, type Setting } from '../draft.js';
import { knownPaths, loreOf } from '../phrases.js';
import { phrasePattern, plain } from '../phrase-pattern.js';
import type { Sentence } from '../sentence.js';
import type { World } from '../world.js';
import { fieldWords } from './fields.js';
import { atStart } from './lead.js';
import { childList, nounPattern, nounsOf } from './nouns.js';
import { bare, endpointOn, takeTarget, type Target } from './target.js';

/** Where a record is made, and what it is called in the sentence. */
export interface Place {
  path: string;
  endpoint: Endpoint;
  template: string;
  end: number;
  /** What the noun itself says: a server is a configuration of a type. */
  settings: Setting[];
}

/** The list that the noun names: one of its own, or one below the record that follows. */
export function takePlace(sentence: Sentence, world: World): Place | undefined {
  return (
    takeBelow(sentence, world) ??
    takeList(sentence, world) ??
    takeSort(sentence, world) ??
    takeLevel(sentence, world)
  );
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
      const settings = [namedSetting(field, value)];
      return {
        as: `POST ${path}, ${field} = ${value}`,
        value: { path, endpoint, template: path, end, settings },
      };
    });
    if (place !== undefined) return place;
  }
  return undefined;
}

/** `a p1 for Acme: mail is down`: how urgent a ticket is stands for it. */
function takeLevel(sentence: Sentence, world: World): Place | undefined {
  const endpoint = endpointOn(world, 'POST', bare);
  const pattern = String.raw`${atStart}p(?:rio(?:rity)?\s)?(\d)(?=\s+(?:for|at|from)\s|\s*:)`;
  return sentence.take(new RegExp(pattern), (match) => {
    if (endpoint === undefined) return undefined;
    const name = `Priority ${match[1] ?? ''}`;
    const settings = [namedSetting('priority', name)];
    const end = match.index + match[0].length;
    const value = { path: bare, endpoint, template: bare, end, settings };
    return { as: `POST ${bare}, priority = ${name}`, value };
  });
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
