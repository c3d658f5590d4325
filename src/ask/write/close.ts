import { namedSetting, type Draft, type Setting } from '../draft.js';
import type { Sentence } from '../sentence.js';
import type { World } from '../world.js';
import { atStart, verbMark } from './lead.js';
import type { ClauseWorld } from './clause.js';
import { changeable, changesOf, patchOf, withoutTarget } from './patch.js';
import { nothingFound } from './pieces.js';
import { takeChanges } from './set.js';
import { behindVerb, endpointOn, takeTarget, type Target } from './target.js';

const head = String.raw`${atStart}(?<verb>close out|close off|close|complete|finish|resolve|cancel|hold|pause|suspend|resume|re-?open|activate|reactivate|deactivate|inactivate|disable|enable|win|lose|retire)(?:\s+(?!date|log|list)|(?=[\s.!]*$))`;

/** What a verb makes of a record: the name of its status, or a switch. */
interface Outcome {
  status: string;
  /** What is left of the confidence: some statuses are called otherwise on many systems. */
  weight?: number;
}

const closing: Outcome = { status: 'Closed' };

/** What was on hold goes on, and what as nobody said. */
const goingOn: Outcome = { status: 'In Progress', weight: 0.45 };

const outcomes: Readonly<Record<string, Readonly<Record<string, Outcome>>>> = {
  '/project/projects': {
    close: { status: 'Closed', weight: 0.9 },
    finish: { status: 'Completed' },
  },
  '/sales/opportunities': { win: { status: 'Won' }, lose: { status: 'Lost' } },
  '/service/tickets': { finish: closing },
  '/company/configurations': { retire: { status: 'Retired' } },
};

/** `take project 19 off hold`: said in two words, around the record. */
const offHold = String.raw`${atStart}(?:take|get|bring|move)\s+(?=[^\0]*?\d[\s,]+(?:back\s+)?off\s+(?:of\s+)?hold[\s.!\0]*$)`;

/** `close ticket 123`, `reopen #5`, `deactivate contact 5`. */
export function readClose(sentence: Sentence, world: World): Draft | undefined {
  const isOffHold = sentence.takeAs(new RegExp(offHold), verbMark);
  if (isOffHold) sentence.takeAs(/(?:back\s+)?off\s+(?:of\s+)?hold(?=[\s.!]*$)/, '');
  const verb = isOffHold ? 'resume' : takeVerb(sentence);
  if (verb === undefined) return undefined;
  return closed(sentence, world, verb);
}

function takeVerb(sentence: Sentence): string | undefined {
  return sentence.take(new RegExp(head), ({ groups = {} }) => ({
    as: verbMark,
    value: (groups['verb'] ?? '')
      .toLowerCase()
      .replace(/ (?:out|off)$/, '')
      .replace('-', ''),
  }));
}

function closed(sentence: Sentence, world: World, verb: string): Draft | undefined {
  const target = takeTarget(sentence, world, { after: behindVerb, direct: true });
  if (target === undefined)
    return /^(?:close|cancel|deactivate|reopen|resolve)$/.test(verb)
      ? withoutTarget(sentence, world, 'PATCH')
      : undefined;
  const clauses = changeable(target, sentence, world);
  const draft = patchOf(target);
  const made = clauses === undefined ? undefined : outcome(verb, target, clauses);
  if (made === undefined || endpointOn(world, 'PATCH', draft.path) === undefined) {
    draft.doubts.push({
      why: `what "${verb}" changes of ${target.list} is not known`,
      weight: 0.05,
    });
    return draft;
  }
  const found = nothingFound();
  found.settings.push(made.setting);
  if (clauses !== undefined) takeChanges(sentence, clauses, found);
  Object.assign(draft, changesOf(found));
  if (made.weight !== undefined)
    draft.doubts.push({
      why: `the status may have another name than ${made.setting.value}`,
      weight: made.weight,
    });
  sentence.amend(verbMark, `${made.setting.path} = ${made.setting.value}`);
  return draft;
}

/** What a verb makes of a record, where that is known. */
export function outcome(
  verb: string,
  target: Target,
  { words }: ClauseWorld,
): { setting: Setting; weight?: number } | undefined {
  const flag = (name: string, value: string) =>
    words.named(name)?.type === 'boolean' ? { setting: { path: name, value } } : undefined;
  if (/activate|able$/.test(verb)) {
    const off = /^(?:de|in|dis)/.test(verb);
    return (
      flag('inactiveFlag', String(off)) ??
      flag('activeFlag', String(!off)) ??
      flag('inactive', String(off))
    );
  }
  const meaning = /^(?:complete|finish|resolve)$/.test(verb) ? 'finish' : verb;
  const known = outcomes[target.template]?.[meaning];
  if (meaning === 'cancel' && words.named('cancelledFlag') !== undefined)
    return flag('cancelledFlag', 'true');
  if (words.named('status')?.schema === undefined) {
    const done =
      meaning === 'close' || meaning === 'finish'
        ? 'true'
        : meaning === 'reopen'
          ? 'false'
          : undefined;
    if (done === undefined) return undefined;
    return flag('closedFlag', done) ?? flag('doneFlag', done);
  }
  if (target.template === '/schedule/entries' && meaning !== 'cancel')
    return flag('doneFlag', String(meaning !== 'reopen'));
  const by: Record<string, Outcome> = {
    close: target.template === '/sales/opportunities' ? { status: 'Closed', weight: 0.3 } : closing,
    finish: { status: 'Completed', weight: 0.9 },
    cancel: { status: 'Cancelled', weight: 0.9 },
    reopen: { status: 'Open', weight: 0.4 },
    hold: { status: 'On Hold' },
    pause: { status: 'On Hold', weight: 0.9 },
    suspend: { status: 'On Hold', weight: 0.9 },
    resume: goingOn,
  };
  const result = known ?? by[meaning];
  if (result === undefined) return undefined;
  const { status, weight } = result;
  return { setting: namedSetting('status', status), ...(weight !== undefined && { weight }) };
}
