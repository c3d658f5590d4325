import type { Output } from './io.js';

export type ColorLevel = 0 | 1 | 2 | 3;

/**
 * How many colours one stream gets: `--no-color` wins, then FORCE_COLOR, then NO_COLOR (which counts when not
 * empty); a stream that is no terminal, or TERM=dumb, has none.
 */
export function colorLevel(
  output: Output,
  env: Record<string, string | undefined>,
  wanted = true,
): ColorLevel {
  if (!wanted) return 0;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) {
    if (forced === '0' || forced === 'false') return 0;
    return forced === '2' ? 2 : forced === '3' ? 3 : 1;
  }
  const noColor = env['NO_COLOR'];
  if (noColor !== undefined && noColor !== '') return 0;
  if (!output.isTerminal || env['TERM'] === 'dumb') return 0;
  return env['COLORTERM'] === 'truecolor' ? 3 : /256/.test(env['TERM'] ?? '') ? 2 : 1;
}
