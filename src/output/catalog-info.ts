import type { CatalogInfo } from '../actions/catalog.js';
import type { Style } from '../terminal/style.js';
import { inertLine } from '../text/sanitize.js';

export function presentCatalogInfo(info: CatalogInfo, style: Style): string {
  const { checks, ...facts } = info;
  const lines = Object.entries(facts).map(
    ([name, value]) => `${style.bold(name.padEnd(12))}${inertLine(String(value))}`,
  );
  const checked = checks.map(
    ({ name, ok, detail }) =>
      `  ${ok ? style.green('ok  ') : style.red('fail')}  ${name.padEnd(14)}${inertLine(detail)}`,
  );
  return `${[...lines, style.bold('checks'), ...checked].join('\n')}\n`;
}
