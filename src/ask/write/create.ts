import { emptyDraft, type Draft } from '../draft.js';
import { loreOf } from '../phrases.js';
import type { Sentence } from '../sentence.js';
import type { World } from '../world.js';
import { takePersonAt } from './at-company.js';
import { clauseWorld } from './clause.js';
import { findQuoted, findText } from './free-text.js';
import { takeIdentifier } from './identifier.js';
import { atStart, verbMark } from './lead.js';
import { readOwned } from './owned.js';
import { takePieces, nothingFound } from './pieces.js';
import { takePlace } from './place.js';
import { takeUsualBoard } from './unnamed.js';
import { takeLooseTitle, takeTitle, titleOf } from './title.js';

/** Verbs that mean nothing else. */
const plainVerbs = 'create|add|make|raise|register|set up|insert|put in';

/** Verbs that are other words as well: with an article, or a text behind. */
const looseVerbs =
  'open|log|enter|start|submit|file|post|book|record|report|new|i need|we need|i want|we want';

/** `create a ticket for Acme: printer down, board Help Desk, priority high`. */
export function readCreate(sentence: Sentence, world: World): Draft | undefined {
  if (!takeVerb(sentence)) return undefined;
  const place = takePlace(sentence, world);
  if (place === undefined) return undefined;
  const { path, endpoint, template, end } = place;
  const untitled = { ...clauseWorld(endpoint, loreOf(template), sentence, world), isNew: true };
  const clauses = { ...untitled, title: titleOf(untitled.words) };
  const found = nothingFound();
  found.settings.push(...place.settings);
  takeIdentifier(sentence, clauses, found);
  takeTitle(sentence, clauses, found);
  const isTitled = found.settings.some((one) => one.path === clauses.title);
  takePersonAt(sentence, clauses, found);
  takeUsualBoard(sentence, clauses, found);
  takePieces(sentence, clauses, found, { start: end, ...(isTitled && { read: readOwned }) });
  takePieces(sentence, untitled, found);
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
