import stringWidth from 'string-width';

const plainAscii = /^[\x20-\x7e]*$/;
const emoji = /\p{Regional_Indicator}|\p{Emoji_Presentation}|\ufe0f/u;
/** Nothing but what a terminal puts over, or leaves out beside, its neighbour. */
const invisible = /^(?:\p{Mark}|\p{Default_Ignorable_Code_Point}|\p{Control}|\p{Surrogate})+$/u;

/** Columns that a text takes on a terminal. What a reader sees as one character is measured as one. */
export function textWidth(text: string): number {
  if (plainAscii.test(text)) return text.length;
  return graphemes(text).reduce((sum, grapheme) => sum + graphemeWidth(grapheme), 0);
}

/** The text in at most `width` columns; where something had to go an ellipsis says so. */
export function cutText(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let shown = '';
  let used = 0;
  for (const grapheme of graphemes(text)) {
    used += graphemeWidth(grapheme);
    if (used > width - 1) break;
    shown += grapheme;
  }
  return `${shown.trimEnd()}…`;
}

/** The text in lines of at most `width` columns, broken between words where one fits on a line. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/(?<= )(?=[^ ])/)) {
    if (textWidth(line + word.trimEnd()) <= width) {
      line += word;
      continue;
    }
    if (line !== '') lines.push(line.trimEnd());
    line = '';
    for (const grapheme of graphemes(word)) {
      if (textWidth(line + grapheme) > width && line !== '') {
        lines.push(line);
        line = '';
      }
      line += grapheme;
    }
  }
  return [...lines, line.trimEnd()];
}

function graphemeWidth(grapheme: string): number {
  if (plainAscii.test(grapheme)) return grapheme.length;
  if (invisible.test(grapheme)) return 0;
  if (emoji.test(grapheme)) return 2;
  return stringWidth(String.fromCodePoint(grapheme.codePointAt(0) ?? 0x20));
}

let segmenter: Intl.Segmenter | undefined;

function graphemes(text: string): string[] {
  // The segmenter takes seconds for a long text, and each of these is a character of its own.
  if (plainAscii.test(text)) return text.split('');
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}
