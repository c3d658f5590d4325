import Table from 'cli-table3';
import stringWidth from 'string-width';
import { textWidth } from './width.js';

export interface Place {
  width: number;
  right: boolean;
}

export const gap = '  ';

/**
 * Lines of cells that fit their places, without rules. cli-table3 counts characters of several code points
 * (flags, families, accents put over a letter) otherwise than a terminal shows them: such a text is stood in
 * for by one of the same width while it lays out.
 */
export function layOut(rows: readonly (readonly string[])[], places: readonly Place[]): string[] {
  const odd: string[] = [];
  const table = new Table({
    chars: { ...noRules, middle: gap },
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
    colWidths: places.map(({ width }) => width),
    colAligns: places.map(({ right }) => (right ? 'right' : 'left')),
  });
  for (const row of rows) {
    table.push(
      row.map((text) => {
        if (stringWidth(text) === textWidth(text)) return text;
        odd.push(text);
        return standIn.repeat(textWidth(text));
      }),
    );
  }
  return table
    .toString()
    .replaceAll(new RegExp(`${standIn}+`, 'g'), () => odd.shift() ?? '')
    .split('\n')
    .map((line) => line.trimEnd());
}

/** A private character, which no text keeps that was made inert. */
const standIn = '\ue000';

const noRules = Object.fromEntries(
  ['top', 'bottom', 'left', 'right', 'mid'].flatMap((side) =>
    ['', '-mid', '-left', '-right'].map((part) => [`${side}${part}`, '']),
  ),
);
