import { colorLevel } from './color-level.js';
import type { Output } from './io.js';

export type Style = Record<'bold' | 'dim' | 'red' | 'green' | 'yellow', (text: string) => string>;

/** The colours of one stream; where it has none, text stays as it is and chalk is not even loaded. */
export async function createStyle(
  output: Output,
  env: Record<string, string | undefined>,
  wanted = true,
): Promise<Style> {
  const level = colorLevel(output, env, wanted);
  if (level === 0) return plainStyle;
  const { Chalk } = await import('chalk');
  return new Chalk({ level });
}

const plain = (text: string): string => text;

const plainStyle: Style = {
  bold: plain,
  dim: plain,
  red: plain,
  green: plain,
  yellow: plain,
};
