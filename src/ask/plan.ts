import { emptyDraft, type Draft } from './draft.js';
import { readAmounts } from './read/amounts.js';
import { readAsides } from './read/asides.js';
import { readBareNames } from './read/bare-names.js';
import { readClauses } from './read/clauses.js';
import { readCompany, readRecipients } from './read/companies.js';
import { readDates } from './read/dates.js';
import { readDoers } from './read/doers.js';
import { readExtent } from './read/extent.js';
import { readFieldList } from './read/field-list.js';
import { readFields } from './read/fields.js';
import { readFlags } from './read/flags.js';
import { readFullNames } from './read/full-names.js';
import { holdNames } from './read/hold.js';
import { readJobTitles } from './read/job-titles.js';
import { readKinds } from './read/kinds.js';
import { readMarked } from './read/marked.js';
import { readMissing } from './read/missing.js';
import { readNobody } from './read/nobody.js';
import { readOrder } from './read/order.js';
import { readPeople } from './read/people.js';
import { readPlaces } from './read/places.js';
import type { Reader } from './read/reader.js';
import { readRoles } from './read/roles.js';
import { readLeftStates, readStates } from './read/states.js';
import { readText } from './read/text.js';
import { readTextFields } from './read/text-fields.js';
import { readUsual } from './read/usual.js';
import { takeAsker } from './asker.js';
import { Sentence } from './sentence.js';
import { counted, takeCount } from './counting.js';
import { takeAsked } from './one-record.js';
import { takePurpose } from './purpose.js';
import { inShort } from './short-list.js';
import { contradictions } from './contradictions.js';
import { findSubject, type Subject } from './subject.js';
import { readWrite } from './write/write.js';
import type { World } from './world.js';

/** In the order in which they may take words: what is said most plainly first, names last. */
const readers: readonly Reader[] = [
  readClauses,
  holdNames,
  readJobTitles,
  readExtent,
  readFieldList,
  readFields,
  readOrder,
  readDates,
  readAmounts,
  readMarked,
  readNobody,
  readRoles,
  readPeople,
  readDoers,
  readRecipients,
  readTextFields,
  readFlags,
  readStates,
  readMissing,
  readUsual,
  readKinds,
  readLeftStates,
  readAsides,
  readFullNames,
  readText,
  readPlaces,
  readCompany,
  readBareNames,
];

/** Reads a sentence as a call; undefined where nothing tells what it is about. What is not sure of it stands in its doubts. */
export function readSentence(text: string, world: World): Draft | undefined {
  const sentence = new Sentence(asOrder(text.trim()));
  const draft = readWrite(sentence, world) ?? readRead(sentence, world);
  if (draft === undefined) return undefined;
  return { ...draft, understood: sentence.understood(), unused: sentence.unused() };
}

/** A request that is asked for: its mark is none of the text that it ends with. What is cut short is written out. */
function asOrder(text: string): string {
  const isAsked = /(?:^|[,.:;!]\s+(?:so\s+)?)(?:please\s+)?(?:can|could|would|will) you\b/i.test(
    text,
  );
  const whole = isAsked ? text.replace(/\s*\?$/, '') : text;
  // What stands behind a colon or in quotes is somebody's text.
  const [said = ''] = /^(?:[^:"'“]|(?<=\p{L})'(?=\p{L}))*/u.exec(whole) ?? [];
  const long = said.replaceAll(/(?<=\s)w(?:\/(o(?=\s))?\s*|\s+)/g, (_, out) =>
    out === undefined ? 'with ' : 'without ',
  );
  return long + whole.slice(said.length);
}

function readRead(sentence: Sentence, world: World): Draft | undefined {
  sentence.takeAs(/^(?:please\s+)?(?:hand|pass|send|bring)\s+(?:me|us)(?!\p{L})/u, '');
  const asker = takeAsker(sentence, world);
  takePurpose(sentence, world);
  const isCount = takeCount(sentence);
  const subject = findSubject(sentence, world);
  if (subject === undefined) return undefined;
  const draft = draftOf(subject);
  if (asker !== undefined) draft.doubts.push(asker);
  if (subject.id !== undefined) {
    readFields(sentence, subject, draft, world);
    takeAsked(sentence, subject);
    return draft;
  }
  for (const read of readers) read(sentence, subject, draft, world);
  draft.doubts.push(...contradictions(draft));
  return isCount ? counted(draft, subject, world) : inShort(draft, subject, sentence, world);
}

function draftOf({ path, id, filters, conditions, params, doubts, alternatives }: Subject): Draft {
  const draft = emptyDraft('GET', id === undefined ? path : `${path.replace(/\/$/, '')}/${id}`);
  return {
    ...draft,
    filters: [...filters],
    ...(conditions !== undefined && { conditions }),
    ...(Object.keys(params).length > 0 && { params }),
    doubts: [...doubts],
    alternatives: [...alternatives],
  };
}
