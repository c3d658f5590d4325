import { resolve } from 'node:path';
import { readTextFile } from '../actions/text-file.js';
import type { Context } from '../context.js';
import { UsageError } from '../errors/errors.js';
import { decodeText } from '../text/decode.js';
import { jsonFault, parseJson } from '../text/json.js';

/** Text for a flag that takes `literal | @file | - | env:NAME`. */
export async function readSource(text: string, flag: string, context: Context): Promise<string> {
  if (text === '-')
    return decodeText(await context.io.stdin.readAll(context.signal), 'Standard input');
  if (text.startsWith('@')) {
    return await readTextFile(resolve(context.cwd, text.slice(1)), flag);
  }
  if (text.startsWith('env:')) {
    const value = context.env[text.slice(4)];
    if (value === undefined)
      throw new UsageError(`${flag}: the environment has no ${text.slice(4)}.`, {
        hint: 'Set it, or give the value in another way.',
      });
    return value;
  }
  return text;
}

/**
 * Secret text for a flag that takes `@file | - | env`. The text itself is refused: what stands on a command line is kept
 * in its history, and others can see it.
 */
export async function readSecret(text: string, flag: string, context: Context): Promise<string> {
  if (text === 'env') {
    const variables = Object.entries(context.env).filter(
      ([name, value]) => name.startsWith('CONNECTWISE_') && value !== undefined && value !== '',
    );
    return JSON.stringify(Object.fromEntries(variables));
  }
  if (text === '-' && context.io.stdin.isTerminal)
    throw new UsageError(`${flag} - reads standard input, which is this terminal.`, {
      hint: `Leave ${flag} out and you are asked, without an echo.`,
    });
  if (text === '-' || /^(?:@|env:)./.test(text)) return await readSource(text, flag, context);
  throw new UsageError(`${flag} takes '@file', '-' or env, never the text itself.`, {
    hint: 'What stands on a command line is kept in its history: if it was a real key, make a new one.',
  });
}

/** `name=@file|-|env:NAME`, repeated, with the text in place of where it is. */
export async function readPairs(
  pairs: readonly string[],
  flag: string,
  context: Context,
): Promise<string[]> {
  const read: string[] = [];
  for (const pair of pairs) {
    const [, name = '', source = ''] = /^([^=]*)=\s*(@[\s\S]+|-|env:[\s\S]+)$/.exec(pair) ?? [];
    if (name.trim() === '') {
      throw new UsageError(`${flag} takes name=@file, name=- or name=env:NAME, not "${pair}".`, {
        hint: `Give text itself with --set, such as --set 'summary = text'.`,
      });
    }
    read.push(`${name.trim()}=${await readSource(source, `${flag} ${name.trim()}`, context)}`);
  }
  return read;
}

/** A JSON value given to a flag. Throws UsageError that tells lost quotes from other faults. */
export async function readJson(text: string, flag: string, context: Context): Promise<unknown> {
  const source = await readSource(text, flag, context);
  try {
    return parseJson(source);
  } catch (error) {
    const lost = text === source ? lostOnTheWay(source) : undefined;
    throw new UsageError(
      lost === undefined
        ? `${flag}: not valid JSON, ${jsonFault(source)}.`
        : `${flag}: the JSON lost its ${lost} on the way: ${source.slice(0, 120)}`,
      {
        hint:
          lost !== undefined
            ? `Windows PowerShell drops them. Use --set 'summary = text', or write the body to a file: ${flag} '@body.json'`
            : `Give JSON, '@file', '-' for standard input, or env:NAME.`,
        cause: error,
      },
    );
  }
}

/** What a shell took from JSON: PowerShell the quotes, or the braces of a bare `{…}`; cmd leaves single quotes around it. */
function lostOnTheWay(text: string): string | undefined {
  if (/^\s*'?[{[]/.test(text) && !text.includes('"')) return 'double quotes';
  return /^\s*"?[a-z_]\w*"?\s*:/i.test(text) ? 'braces' : undefined;
}
