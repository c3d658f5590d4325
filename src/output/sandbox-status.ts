import type { SandboxStatus } from '../actions/sandbox-status.js';
import type { Style } from '../terminal/style.js';
import { inertLine } from '../text/sanitize.js';

export function presentSandboxStatus(status: SandboxStatus, style: Style): string {
  const { collections, servers, size, ...rest } = status;
  const facts: Record<string, unknown> = {
    ...rest,
    size: size === null ? 'nothing there yet' : `${(size / 1_048_576).toFixed(1)} MiB`,
    served: servers.map(({ url, started }) => `${url} since ${started}`).join(', ') || 'by nobody',
  };
  const lines = Object.entries(facts).map(
    ([name, value]) => `${style.bold(name.padEnd(12))}${inertLine(String(value))}`,
  );
  const width = Math.max(0, ...collections.map(({ collection }) => collection.length));
  const made = collections.map(
    ({ collection, records }) =>
      `  ${inertLine(collection).padEnd(width)}  ${String(records).padStart(7)}`,
  );
  return `${[...lines, ...(made.length === 0 ? [] : [style.bold('collections')]), ...made].join('\n')}\n`;
}
