import { Chalk, type ChalkInstance, type ColorSupportLevel } from 'chalk';
import type { Output } from './io.js';

export type Style = ChalkInstance;

/**
 * Colours for one stream: FORCE_COLOR wins over NO_COLOR (which counts when not empty) and `--no-color`;
 * a stream that is no terminal, or TERM=dumb, has none.
 */
export function createStyle(output: Output, env: Record<string, string | undefined>, wanted = true): Style {
  return new Chalk({ level: colorLevel(output, env, wanted) });
}

export function colorLevel(output: Output, env: Record<string, string | undefined>, wanted = true): ColorSupportLevel {
  const forced = env['FORCE_COLOR'];
  if (!wanted) return 0;
  if (forced !== undefined) {
    if (forced === '0' || forced === 'false') return 0;
    return forced === '2' ? 2 : forced === '3' ? 3 : 1;
  }
  const noColor = env['NO_COLOR'];
  if (noColor !== undefined && noColor !== '') return 0;
  if (!output.isTerminal || env['TERM'] === 'dumb') return 0;
  return env['COLORTERM'] === 'truecolor' ? 3 : /256/.test(env['TERM'] ?? '') ? 2 : 1;
}
