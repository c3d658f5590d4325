import type { Draft } from '../draft.js';
import type { Sentence } from '../sentence.js';
import { carriesNothing } from '../words.js';
import type { World } from '../world.js';
import { readWhen } from './clock-time.js';
import { atStart, verbMark } from './lead.js';
import { changeable, changesOf, patchOf, withoutTarget } from './patch.js';
import { addValue, nothingFound } from './pieces.js';
import { takeChanges } from './set.js';
import { behindVerb, takeTarget } from './target.js';
import { readValue } from './value.js';
import { memberField } from './whose.js';

const head = String.raw`${atStart}(?!take\s[^\0]*\soff\s(?:of\s)?hold\b)(?<verb>re-?assign|assign|give|hand(?: over| off)?|route|delegate|pass|take|grab|claim|unassign|un-assign)\b`;

/** `assign ticket 123 to jdoe`, `give ticket 5 to Anna`, `unassign ticket 5`. */
export function readAssign(sentence: Sentence, world: World): Draft | undefined {
  const verb = sentence.take(new RegExp(head), ({ groups = {} }) => ({
    as: verbMark,
    value: (groups['verb'] ?? '').toLowerCase(),
  }));
  if (verb === undefined) return undefined;
  const isPlain = /assign/.test(verb);
  const isMine = /^(?:take|grab|claim)$/.test(verb);
  const target = takeTarget(sentence, world, {
    direct: isMine,
    after: String.raw`${behindVerb}|\b(?:to|on)`,
  });
  if (target === undefined) return isPlain ? withoutTarget(sentence, world, 'PATCH') : undefined;
  const clauses = changeable(target, sentence, world);
  const field = clauses === undefined ? undefined : memberField(clauses);
  const draft = patchOf(target);
  if (clauses === undefined || field === undefined) return unread(draft);
  if (/^un/.test(verb)) {
    sentence.takeAs(/\bfrom\s+(?:everyone|everybody|anyone|its owner|the owner)\b/, '');
    sentence.amend(verbMark, `${field.name} emptied`);
    return { ...draft, unset: [field.name] };
  }
  const value = isMine ? readValue(field, 'me', clauses) : takeWhom(sentence, field, clauses);
  if (value === undefined) return isPlain ? unread(draft) : undefined;
  if (isMine) sentence.amend(verbMark, value.as);
  const found = nothingFound();
  addValue(value, found);
  takeChanges(sentence, clauses, found);
  return { ...draft, ...changesOf(found) };
}

function unread(draft: Draft): Draft {
  draft.doubts.push({ why: 'nothing tells who it goes to', weight: 0.1 });
  return draft;
}

type Clauses = NonNullable<ReturnType<typeof changeable>>;

/** The member or the team, before the record or behind it. */
function takeWhom(
  sentence: Sentence,
  member: NonNullable<ReturnType<typeof memberField>>,
  clauses: Clauses,
) {
  const behind = String.raw`(?<=\0\s*)(?:from\s+[^\s\0]+\s+)?(?:over\s+)?to\s+(?:the\s+)?(?<name>[^\0,;]+?)(?<team>\s+team)?(?=[\s.,!?\0]*$|\s*[,;]\s|\s+(?:and|with)\s)`;
  const before = String.raw`${atStart}(?:the\s+)?(?<name>[^\0\s][^\0]*?)(?<team>\s+team)?\s+(?:to|on)(?=\s*\0)`;
  // Without "to" a login: ticket 5 assign jdoe.
  const bare = String.raw`(?<=^[^\p{L}\p{N}]*\0\s*)(?<name>(?!(?:back|again|over|away|off|out|first|early|late|\p{L}+ly)[\s.!]*$)[a-z][\p{L}\d._]{2,})(?<team>(?!))?(?=[\s.!]*$)`;
  for (const pattern of [behind, before, bare]) {
    const found = sentence.take(new RegExp(pattern), ({ groups = {} }) => {
      const { name = '', team } = groups;
      const field = team === undefined ? member : clauses.words.named('team');
      const who =
        team === undefined
          ? name.replace(/^(?:member|technician|tech|engineer|user)\s+/i, '')
          : name;
      if (pattern === bare && (carriesNothing(who) || readWhen(who, clauses.today, 'future')))
        return undefined;
      if (field === undefined || /\s(?:and|or|with|by)\s|[,;]/i.test(who)) return undefined;
      const value = readValue(field, who, clauses);
      return value === undefined || value.unset !== undefined ? undefined : { as: value.as, value };
    });
    if (found !== undefined) return found;
  }
  return undefined;
}
