import type { EntryFacts } from '../actions/entry-facts.js';
import type { Entry } from '../memory/entry.js';
import type { Style } from '../terminal/style.js';
import { counted } from '../text/counted.js';
import { inertLine } from '../text/sanitize.js';

/** An entry of memory for people. */
export function presentEntry(entry: Entry, facts: EntryFacts, style: Style): string {
  const { id, slug, usage_count: uses, last_used: last, created, profile, saved_by: by } = entry;
  const used =
    last === null ? 'not used yet' : `used ${counted(uses, 'time')}, last ${dayOf(last)}`;
  const origin = [profile === null ? undefined : `with ${profile}`, origins[by]]
    .filter((part) => part !== undefined)
    .join(' ');
  const values = facts.placeholders.map(({ name, default: standard }): [string, string] => [
    name,
    standard === undefined ? 'has to be given' : `${standard} unless given`,
  ]);
  const width = Math.max(0, ...values.map(([name]) => name.length));
  const lines = [
    style.bold(inertLine(entry.description)),
    inertLine(`${slug} · id ${id} · ${used}`),
    '',
    `Run    ${inertLine(facts.run)}`,
    `Calls  ${inertLine(facts.calls)}`,
    ...values.map(
      ([name, text], index) =>
        `${index === 0 ? 'Values ' : '       '}${inertLine(`${name.padEnd(width)}  ${text}`)}`,
    ),
    `Kept   ${inertLine(`${dayOf(created)} ${origin}`.trim())}`,
  ];
  return `${lines.join('\n')}\n`;
}

const origins: Record<Entry['saved_by'], string | undefined> = {
  cli: undefined,
  mcp: 'by an assistant',
  import: 'by import',
};

function dayOf(time: string): string {
  return time.slice(0, '2026-01-31'.length);
}
