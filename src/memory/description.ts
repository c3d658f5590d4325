/** Control characters, and marks that turn or hide text: a description is shown to people and to models. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu;

export const longestDescription = 200;

/** A description as it is kept and shown: one line, without characters that act rather than show; empty where nothing is left. */
export function cleanDescription(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\t\n\v\f\r\u2028\u2029]+/g, ' ')
    .replaceAll(unseen, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** The same for one that somebody else wrote, however long it is. */
export function shownDescription(text: string): string {
  const clean = cleanDescription(text);
  if (clean.length <= longestDescription) return clean;
  return `${clean.slice(0, longestDescription - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
