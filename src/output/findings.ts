import type { Finding } from '../doctor/finding.js';
import type { Style } from '../terminal/style.js';
import { inertLine } from '../text/sanitize.js';
import { textWidth, wrapText } from './width.js';

/** What `doctor` has found, for a person: by area, each finding with its cure below it. */
export function presentFindings(rows: readonly Finding[], style: Style, width: number): string {
  const paint = { ok: style.green, warn: style.yellow, fail: style.red };
  const areas = [...new Set(rows.map(({ area }) => area))];
  const label = Math.max(0, ...rows.map(({ check }) => textWidth(inertLine(check))));
  const indent = label + 2 + 6 + 2;
  const room = Math.max(20, width - indent - 1);
  const lines = areas.flatMap((area) => [
    style.bold(area),
    ...rows
      .filter((row) => row.area === area)
      .flatMap(({ check, status, detail, cure }) => {
        const shown = inertLine(check);
        const [first = '', ...rest] = wrapText(inertLine(detail), room);
        const cured = cure === null ? [] : wrapText(`→ ${inertLine(cure)}`, room);
        return [
          `  ${paint[status](status.padEnd(4))}  ${shown}${' '.repeat(label - textWidth(shown))}  ${first}`,
          ...[...rest, ...cured].map((line) => `${' '.repeat(indent)}${line}`),
        ];
      }),
  ]);
  return `${lines.join('\n')}\n`;
}
