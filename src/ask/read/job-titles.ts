import { contains } from '../clause.js';
import { addClauses } from '../draft.js';
import { jobTitle, titleOf } from '../job-titles.js';
import type { Reader } from './reader.js';

/** `office managers in contacts`, `contacts who are CFO`: people by what they do, where their records say it. */
export const readJobTitles: Reader = (sentence, { shape }, draft) => {
  const names = new Set(shape.fields.map(({ name }) => name));
  if (!names.has('firstName') || !names.has('title')) return;
  sentence.takeAs(
    new RegExp(
      `(?:with\\s+(?:the\\s+)?)?(?:(?:job\\s+)?title\\s+(?:is\\s+|of\\s+)?)?(${jobTitle.source})`,
      'u',
    ),
    ([, words = '']) => addClauses(draft, contains('title', titleOf(words))),
  );
};
