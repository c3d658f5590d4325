import { namedSetting, type Draft } from '../draft.js';
import type { Sentence } from '../sentence.js';
import type { World } from '../world.js';
import { readStrictly, type ClauseWorld } from './clause.js';
import { atStart, verbMark } from './lead.js';
import { addedAs, nothingFound, type PieceValues } from './pieces.js';
import { changeable, changesOf, patchOf, withoutTarget } from './patch.js';
import { readClear } from './clear.js';
import { takeChanges } from './set.js';
import { behindVerb, takeTarget, type Target } from './target.js';
import { switched } from './switched.js';
import { amountOf, takeUsualBoard, usualBoard } from './unnamed.js';
import { titleOf } from './title.js';
import { readValue, valueOf, type Value } from './value.js';

const heads = {
  set: 'set|place|change|update|patch|modify|edit|adjust|correct|raise|lower|increase|decrease|bump|escalate|reduce|extend|switch|turn|push|postpone|delay|reschedule|move|make|mark|flag|put|transfer|rename|retitle',
  clear:
    'clear(?: out)?|empty|unset|blank(?: out)?|null(?: out)?|remove|delete|erase|reset|wipe|drop|strip|get rid of|take(?= .* (?:off|away from|out of)\\b)',
};

/** `set the priority of ticket 5 to high`, `move ticket 5 to the Projects board`, `clear the due date of ticket 5`. */
export function readChange(sentence: Sentence, world: World): Draft | undefined {
  const pattern = String.raw`${atStart}(?:(?<set>${heads.set})|(?<clear>${heads.clear}))\s+(?!(?:log|history|requests?|orders?|management|advisory|me|us|list|on|about|regarding|of|from|for)\b)`;
  const head = sentence.take(new RegExp(pattern), ({ groups = {} }) => ({
    as: verbMark,
    value: {
      verb: (groups['set'] ?? groups['clear'] ?? '').toLowerCase(),
      clears: groups['clear'] !== undefined,
    },
  }));
  if (head === undefined) return undefined;
  return head.clears ? readClear(sentence, world) : readSet(sentence, world, head.verb);
}

function readSet(sentence: Sentence, world: World, verb: string): Draft | undefined {
  const target = takeTarget(sentence, world, {
    after: String.raw`${behindVerb}|\b(?:of|on|for|in)`,
  });
  if (target === undefined) {
    const isChange = /^(?:set|change|update|modify|edit|mark|move|adjust|extend|rename|make)$/.test(
      verb,
    );
    const speaksOfMany = /\b(?:to|as|=)\b/i.test(sentence.rest);
    return isChange && speaksOfMany ? withoutTarget(sentence, world, 'PATCH') : undefined;
  }
  const clauses = changeable(target, sentence, world);
  const draft = patchOf(target);
  const found = nothingFound();
  if (clauses !== undefined) {
    const rest = () => {
      takeRest(sentence, verb, target, { ...clauses, title: titleOf(clauses.words) }, found);
    };
    // What a record is called from now on may hold any word.
    if (/^re/.test(verb)) rest();
    // Before the fields: the service desk is no service.
    if (/^(?:move|put|place|transfer|push)$/.test(verb)) {
      // Where it was until now: from Help Desk to Alerts.
      sentence.takeAs(/(?<=\0\s*)from\s+[^\s\0]+(?:\s[^\s\0]+){0,2}?(?=\s+to\s)/, '');
      takeUsualBoard(sentence, clauses, found);
    }
    takeMade(sentence, clauses, found);
    takeChanges(sentence, clauses, found);
    rest();
  }
  if (found.settings.length + found.unset.length === 0)
    draft.doubts.push({ why: `nothing tells what changes of ${draft.path}`, weight: 0.05 });
  return { ...draft, ...changesOf(found), doubts: [...draft.doubts, ...found.doubts] };
}

/** `make jdoe the owner of ticket 5`. */
function takeMade(sentence: Sentence, world: ClauseWorld, found: PieceValues): void {
  const start = String.raw`(?:${atStart}|(?:,|\band|\bthen)\s+(?:then\s+|also\s+)?make\s+)`;
  const pattern = String.raw`${start}([^\0\s][^\0]*?)\s+(?:the|its|their|his|her)\s+(?:new\s+)?(${world.words.pattern})(?:\s+(?:of|on|for)(?:\s+it)?)?(?=\s*(?:\0|$|[,;.!?]|and\s))`;
  sentence.takeAs(new RegExp(pattern), ([, value = '', phrase = '']) => {
    const [field] = world.words.find(phrase);
    return field?.schema === undefined ? undefined : addedAs(readValue(field, value, world), found);
  });
}

/** What the verb itself says of the words behind the record: move it to a board, mark it as done, rename it. */
function takeRest(
  sentence: Sentence,
  verb: string,
  { template }: Target,
  world: ClauseWorld,
  found: PieceValues,
): void {
  const pattern =
    /(?<=\0)\s*(?<how>back to|over to|back into|back in|back on|into|onto|to be|to|in|on|as|until|till|through)?\s+(?<value>[^\0]+?)(?=(?:[\s,;]|\b(?:and|then)\b)*(?:\0|$))/;
  sentence.takeAs(pattern, ({ groups = {} }) => {
    const { how = '', value = '' } = groups;
    const said = {
      verb,
      how: how.toLowerCase().trim(),
      value: value.trim().replace(/(?<=\p{L}{3})[.!]+$/u, ''),
    };
    return addedAs(restOf(said, template, world), found);
  });
}

function restOf(
  { verb, how, value }: { verb: string; how: string; value: string },
  template: string,
  world: ClauseWorld,
): Value | undefined {
  const { words } = world;
  const read = (name: string | undefined) => readValue(words.named(name ?? ''), value, world);
  const started = () => {
    const start = words.named('requiredDate') === undefined ? read('dateStart') : undefined;
    return start && { ...start, doubt: { why: 'when it ends stays as it was', weight: 0.6 } };
  };
  if (/ (?:and|with) .*\b(?:to|=)\b/i.test(value)) return undefined;
  if (/^re(?:name|title)$/.test(verb)) return read(world.title);
  if (verb === 'extend') return read(words.find('end')[0]?.name);
  if (/^(?:push|postpone|delay|reschedule)$/.test(verb)) return read('requiredDate') ?? started();
  const amount = /to$/.test(how) ? amountOf(value, world) : undefined;
  if (amount !== undefined) return amount;
  if (
    !/^(?:move|put|place|mark|flag|make|transfer|set|change|update|switch|bump|escalate|raise|lower)$/.test(
      verb,
    )
  )
    return undefined;
  const plain = readStrictly(value, world) ?? switched(value, world) ?? doneOf(value, world);
  if (plain !== undefined) return plain;
  if (/^(?:on[\s-]+)?hold$/i.test(value) && (/on$/.test(how) || /^on/i.test(value)))
    return readValue(words.named('status'), 'On Hold', world);
  if (/^progress$/i.test(value) && /\bin(?:to)?$/.test(how))
    return readValue(words.named('status'), 'In Progress', world);
  const place = /to$/.test(how) ? usualBoard(value, world) : undefined;
  if (place !== undefined) return place;
  const moved = verb === 'move' && how === 'to' ? started() : undefined;
  if (moved !== undefined) return moved;
  if (verb === 'transfer' || (verb === 'move' && words.named('status') === undefined))
    return read('company');
  if (/^(?:bump|escalate|raise|lower)$/.test(verb)) return read('priority');
  if (how === '' && !/^(?:mark|make|set)$/.test(verb)) return undefined;
  if (/^(?:urgent|critical|high|medium|low|p\d)$/i.test(value)) return read('priority');
  if (verb === 'mark' || /^(?:in|into|back in)$/.test(how) || commonStatus.test(value))
    return template === '/service/tickets' ||
      /^(?:mark|put|place)$/.test(verb) ||
      commonStatus.test(value)
      ? read('status')
      : undefined;
  return undefined;
}

/** Statuses that most systems have: no board and no type is called so. */
export const commonStatus =
  /^(?:new|open|in progress|on hold|pending|scheduled|assigned|closed|completed?|resolved|cancell?ed|waiting\b.*|acknowledged|won|lost|retired|tentative|firm|done)$/i;

/** `done` says that something has ended, whatever that is called. */
export function doneOf(value: string, { words, lore }: ClauseWorld): Value | undefined {
  if (!/^(?:done|finished|complete)$/i.test(value)) return undefined;
  const flag = words.named('doneFlag') ?? words.named('closedFlag');
  if (flag !== undefined) return valueOf({ path: flag.name, value: 'true' });
  const name = lore.path === '/service/tickets' ? 'Closed' : 'Completed';
  return words.named('status') && valueOf(namedSetting('status', name));
}
