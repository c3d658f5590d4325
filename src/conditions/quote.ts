/**
 * Text as a literal of a condition. A quote inside is put into the other kind of quotes, which every server
 * reads alike; where both occur it is escaped, as a backslash always is.
 */
export function quoteText(text: string): string {
  const mark = text.includes('"') && !text.includes("'") ? "'" : '"';
  return `${mark}${text.replaceAll(/[\\"]/g, (character) => (character === '\\' || character === mark ? `\\${character}` : character))}${mark}`;
}

/** What stands between quotes. No source says that a backslash escapes anything but quotes and itself: that of "C:\temp" stays. */
export function unescapeText(text: string): string {
  return text.replace(/\\(["'\\])/g, '$1');
}
