const alike: readonly (readonly [RegExp, string])[] = [
  [/[\u2018\u2019\u201a\u201b\u2032\u0060\u00b4]/gu, "'"],
  [/["\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb]/gu, "'"],
  [/[\u2010-\u2015\u2212]/gu, '-'],
  [/\u2026/gu, '...'],
];

/**
 * Text of unknown origin as a part of a line that an assistant repeats to the letter: no control, no invisible
 * character, one kind of space, of quote and of dash. Double quotes are the line's own, so that no text ends early.
 */
export function oneLine(text: string): string {
  const visible = text
    // A line break is a control character too.
    .replaceAll(/\s/gu, ' ')
    // Control and format characters, halves of pairs, private and unassigned ones, and what shows as nothing.
    .replaceAll(/[\p{C}\p{DI}\u2800]/gu, '')
    .normalize('NFC');
  const plain = alike.reduce((line, [pattern, one]) => line.replace(pattern, one), visible);
  // The arrow is the line's own as well.
  return plain.replaceAll('→', '>').replaceAll(/ +/g, ' ').trim();
}

/** What stays of a line where quotes, dashes and spaces do not count. */
export function looseLine(line: string): string {
  return oneLine(line).replaceAll(/['> -]/g, '');
}
