import { fillTemplate } from '../../catalog/template.js';
import { emptyDraft, type Draft } from '../draft.js';
import type { Sentence } from '../sentence.js';
import type { World } from '../world.js';
import { takeText } from './free-text.js';
import { atStart, verbMark } from './lead.js';
import { childList } from './nouns.js';
import { endpointOn, takeTarget, type Target } from './target.js';

/** What tells who reads a note of a ticket. */
export const noteKinds =
  'internal analysis|internal only|internal|private|staff only|discussion|public|external|customer[- ]facing|client[- ]facing|resolution|detail description';

const kinds = String.raw`(?:(?<kind>${noteKinds})\s+)`;

const verbs =
  'add|post|leave|write|put|create|append|make|enter|log|record|drop|attach|insert|save|jot down|jot';

const heads = [
  // A note of its own kind: add an internal note to ticket 5.
  `${atStart}(?:(?:${verbs})\\s+)(?:(?:an?|the|another|this|following|new|quick|short)\\s+)*${kinds}?(?:new\\s+)?(?:ticket\\s+)?(?:note|comment|remark)\\b`,
  // The noun alone: note on ticket 5, internal note for #5.
  `${atStart}${kinds}?(?:note|comment)\\s+(?=(?:on|to|for|in|about)\\b)`,
  `${atStart}comment\\s+(?=on\\b)`,
];

/** `add an internal note to 123: called back`. */
export function readNote(sentence: Sentence, world: World): Draft | undefined {
  const kind = heads
    .map((head) =>
      sentence.take(new RegExp(head), ({ groups = {} }) => ({
        as: verbMark,
        value: (groups['kind'] ?? 'none').toLowerCase(),
      })),
    )
    .find((one) => one !== undefined);
  if (kind === undefined) return undefined;
  const before = takeText(sentence, 'text');
  const target = takeTarget(sentence, world, { after: String.raw`\b(?:to|on|for|in)` });
  if (target === undefined) return undefined;
  return noteOf(target, kind, before ?? takeText(sentence, 'text'), sentence, world);
}

/** A note of a record. */
export function noteOf(
  target: Target,
  kind: string,
  text: string | undefined,
  sentence: Sentence,
  world: World,
): Draft {
  const list = childList(world.catalog, target.template, 'note');
  const path = list === undefined ? undefined : fillTemplate(list, () => target.id);
  const endpoint = path === undefined ? undefined : endpointOn(world, 'POST', path);
  const draft = emptyDraft('POST', path ?? `${target.list}/${target.id}/notes`);
  if (endpoint === undefined)
    draft.doubts.push({ why: `${target.list} has no notes of its own`, weight: 0.1 });
  if (text === undefined) draft.doubts.push({ why: 'the note has no text', weight: 0.1 });
  else draft.settings.push({ path: 'text', value: text });
  const fields = world.catalog.fields(endpoint?.body?.schema ?? '');
  const tab = tabOf(kind);
  if (fields.some(({ name }) => name === tab)) {
    draft.settings.push({ path: tab, value: 'true' });
    // The place of the note is told with the note, as who reads it depends on it.
    sentence.amend(verbMark, readers[tab]);
  } else if (kind !== 'none')
    draft.doubts.push({ why: `a note of ${target.list} is not ${kind}`, weight: 0.4 });
  return draft;
}

type Tab = 'internalAnalysisFlag' | 'resolutionFlag' | 'detailDescriptionFlag';

/** What is said of no reader goes where the ticket is discussed. */
function tabOf(kind: string): Tab {
  if (/^(?:internal|private|staff)/.test(kind)) return 'internalAnalysisFlag';
  return kind === 'resolution' ? 'resolutionFlag' : 'detailDescriptionFlag';
}

const readers: Readonly<Record<Tab, string>> = {
  internalAnalysisFlag: 'an internal note: only members read it',
  resolutionFlag: 'a note of the resolution',
  detailDescriptionFlag: 'a note of the discussion: the customer may read it',
};
