import { singular } from '../catalog/words.js';
import { basesOf } from './who-verbs.js';
import type { Catalog } from '../catalog/catalog.js';
import { kindOf, lookUp } from '../conditions/shape.js';
import { contains } from './clause.js';
import type { Filter } from './draft.js';
import type { Name } from './names.js';
import type { Subject } from './subject.js';

/** What records are sorted by: a name of one is said without the word for it, as in night desk tickets. */
const sorting = [
  ...['status', 'board', 'ticketBoard', 'type', 'stage', 'source', 'location', 'department'],
  ...['team', 'market', 'territory', 'category', 'workType'],
];

/** What says only where and whose records are: no reason to look for a name alone. */
const besides = new Set(['source', 'location', 'department', 'team', 'territory']);

/** The references of records whose names are said like that. */
export function sortingOf({ shape }: Subject): string[] {
  const fields = sorting.filter((name) => {
    const found = lookUp(name, shape);
    return found.kind === 'found' && kindOf(found.field) === 'reference';
  });
  return fields.every((name) => besides.has(name)) ? [] : fields;
}

/** Those of them that a name is looked for in where nothing else tells that it is one. */
export function mainSortingOf(subject: Subject): string[] {
  return sortingOf(subject).filter((name) => !besides.has(name));
}

/** Each of these references as the one that has the name. */
export function titled(text: string, fields: readonly string[]): Filter[] {
  return fields.map((path) => ({ where: contains(path, text) }));
}

/** Whether a dictionary has a word, in another form of it at least: alerts, escalated. */
export function isWord(word: string, catalog: Catalog): boolean {
  const forms = [word, singular(word), ...basesOf(word)];
  return forms.some((one) => catalog.searchIndex().isEnglish(one));
}

/** Whether names are in words of the language alone, as those of boards and statuses are, where records have such. */
export function isTitle(names: readonly Name[], subject: Subject, catalog: Catalog): boolean {
  const areWords = names.every(({ text }) =>
    text
      .toLowerCase()
      .split(/\s+/)
      .every((word) => isWord(word, catalog)),
  );
  return areWords && sortingOf(subject).length > 0;
}
