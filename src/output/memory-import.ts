import type { MemoryImport } from '../actions/memory-import.js';
import type { Style } from '../terminal/style.js';
import { inertLine } from '../text/sanitize.js';

/** What became of the entries, in a line; then what somebody may want to look at. */
export function presentMemoryImport(imported: MemoryImport, style: Style): string {
  const { conflicts, invalid, ...counts } = imported;
  const said = Object.entries(counts).filter(([, count]) => count > 0);
  const lines = [
    said.length === 0 ? 'No entries.' : said.map(([name, count]) => `${count} ${name}`).join(', '),
    ...conflicts.map(
      ({ slug, imported_as, description }) =>
        `  ${style.bold(inertLine(imported_as))}  ${inertLine(description)}: ${inertLine(slug)} is another call here`,
    ),
    ...invalid.map(
      ({ place, reason }) => `  ${style.red('skipped')}  ${inertLine(`${place}: ${reason}`)}`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}
