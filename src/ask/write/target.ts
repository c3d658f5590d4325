import type { Endpoint, Method } from '../../catalog/model.js';
import { fillTemplate } from '../../catalog/template.js';
import { loreOf, type Lore } from '../phrases.js';
import type { Sentence } from '../sentence.js';
import type { World } from '../world.js';
import { atStart } from './lead.js';
import { childList, nounPattern, nounsOf } from './nouns.js';
import { plain } from '../phrase-pattern.js';

/** The one record that a sentence is to change. */
export interface Target {
  /** Path of its list, with the ids of what it stands below. */
  list: string;
  /** The same as the catalog has it. */
  template: string;
  id: string;
  lore: Lore;
}

const between = String.raw`(?:'s|’s)?\s+(?:(?:number|no\.?|nr\.?|num|id|with (?:the )?id)\s*:?\s*)?#?\s?`;

const prefix = String.raw`(?:\b(?:against|towards?|onto)\s+)?`;

/** Behind them a number counts something. */
const units =
  '(?:%|percent|hours?|hrs?|h|minutes?|mins?|m|days?|weeks?|months?|dollars|usd|euros?|times|tickets|notes|records)';

/** Where nothing stands before but what was taken: a number behind the verb. */
export const behindVerb = String.raw`^[^\p{L}\p{N}#]*\0`;

/** Where a record without a noun is meant to be: what people number is a ticket. */
export const bare = '/service/tickets';

/**
 * Takes the record that a sentence names by its id: ticket 123, #123, note 5 of ticket 3. A number alone only where
 * `after` matches before it: assign 123. `direct`: only where nothing else stands before it.
 */
export function takeTarget(
  sentence: Sentence,
  world: World,
  { after, direct = false }: { after?: string; direct?: boolean } = {},
): Target | undefined {
  const nouns = nounsOf(world.catalog);
  const place = direct ? atStart : '';
  if (world.isTold === true)
    return (
      takeChild(sentence, world, place) ?? takeNamed() ?? takePronoun(atStart) ?? world.spokenOf
    );
  return takeChild(sentence, world, place) ?? takeNamed() ?? takeNumber() ?? takePronoun(place);

  function takePronoun(place: string): Target | undefined {
    const { spokenOf } = world;
    const pattern = String.raw`${place}\b(?:its?|this|that|them|their|her|him|his)(?:\s+one)?\b`;
    return spokenOf === undefined
      ? undefined
      : sentence.take(new RegExp(pattern), () => ({
          as: `${spokenOf.list}/${spokenOf.id}`,
          value: spokenOf,
        }));
  }

  function takeNamed(): Target | undefined {
    const pattern = `${place}${prefix}(?:(?:the|my|our|this)\\s+)?(${nounPattern(world.catalog, sentence.text)})${between}(\\d+)(?![\\d.:-]*\\d)(?:'s|’s)?`;
    return sentence.take(new RegExp(pattern), ([, noun = '', id = '']) => {
      const path = nouns.get(plain(noun));
      return path === undefined ? undefined : made(path, id);
    });
  }

  function takeNumber(): Target | undefined {
    const sign = after === undefined ? '#' : `(?:#|(?<=(?:${after})\\s)#?)`;
    const pattern = `${place}(?<![\\w/$])${prefix}${sign}(\\d+)(?![\\d.:%/,-]*\\d|\\w|\\s*${units}\\b)(?:'s|’s)?`;
    return sentence.take(new RegExp(pattern), ([, id = '']) => made(bare, id));
  }
}

function made(path: string, id: string): { as: string; value: Target } {
  return { as: `${path}/${id}`, value: recordOf(path, id) };
}

/** A record of a list that stands below nothing. */
export function recordOf(path: string, id: string): Target {
  return { list: path, template: path, id, lore: loreOf(path) };
}

/** `note 5 of ticket 3`. */
function takeChild(sentence: Sentence, world: World, place: string): Target | undefined {
  const nouns = nounsOf(world.catalog);
  const noun = nounPattern(world.catalog, sentence.text);
  const pattern = `${place}(?:the\\s+)?([a-z]+(?:\\s[a-z]+)?)${between}(\\d+)\\s+(?:of|from|on|in|for)\\s+(?:the\\s+)?(${noun})${between}(\\d+)`;
  return sentence.take(new RegExp(pattern), ([, child = '', id = '', owner = '', ownerId = '']) => {
    const parent = nouns.get(plain(owner));
    const template = parent === undefined ? undefined : childList(world.catalog, parent, child);
    if (template === undefined) return undefined;
    const list = fillTemplate(template, () => ownerId);
    return {
      as: `${list}/${id}`,
      value: { list, template, id, lore: loreOf(template) },
    };
  });
}

/** The endpoint that does something to a record; undefined where there is none. */
export function endpointOn({ catalog }: World, method: Method, path: string): Endpoint | undefined {
  return catalog.match(path).find(({ endpoint }) => endpoint.method === method)?.endpoint;
}
