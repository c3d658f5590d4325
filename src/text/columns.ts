/**
 * About how many columns of a terminal a text takes: letters of East Asia and emoji take two, accents of their own
 * none. `src/output` measures exactly, with a library that is too slow to load for an error.
 */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += none.test(character) ? 0 : two.test(character) ? 2 : 1;
  return columns;
}

/** As much of a text from its beginning as fits. */
export function firstColumns(text: string, room: number): string {
  return fitting(text, room).join('');
}

/** As much of a text up to its end as fits. */
export function lastColumns(text: string, room: number): string {
  return fitting(Array.from(text).reverse(), room).reverse().join('');
}

function fitting(characters: Iterable<string>, room: number): string[] {
  const fit: string[] = [];
  let used = 0;
  for (const character of characters) {
    used += columnsOf(character);
    if (used > room) break;
    fit.push(character);
  }
  return fit;
}

const none = /[\p{Mark}\p{Default_Ignorable_Code_Point}]/u;
const two =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}\p{Emoji_Presentation}]/u;
