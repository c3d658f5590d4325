import { UsageError } from '../errors/errors.js';
import type { Shell } from '../text/shell-words.js';
import { scanWords, type OpenQuote, type Scan, type ScannedWord, type Word } from './scan-words.js';

/**
 * The words of a line as the shell of the machine would split them, so that what is typed or copied there works here too.
 * Nothing is expanded. Throws UsageError for what has a meaning for a shell alone, and for a quote that is not closed.
 */
export function splitLine(line: string, shell: Shell): Word[] {
  return checked(scanWords(line, shell), line).map(plain);
}

/** What stands before a cursor: the words that are whole, and the one that is being written. */
export interface OpenLine {
  words: Word[];
  /** Empty at the end of the line where the last character is a blank. */
  current: Word;
  /** The quote that the word is within. */
  quote: string | undefined;
}

/** The same for a line that is being written. Never throws. */
export function splitOpen(line: string, shell: Shell): OpenLine {
  const { words, open } = scanWords(line, shell);
  const last = words.at(-1);
  const end = { text: '', from: line.length, to: line.length };
  if (last?.to !== line.length) return { words: words.map(plain), current: end, quote: undefined };
  return { words: words.slice(0, -1).map(plain), current: plain(last), quote: open?.mark };
}

/** The words of a command as cwm takes them: without its own name, which a pasted command begins with. */
export function commandWords(line: string, shell: Shell): string[] {
  const scan = scanWords(line, shell);
  const piped = shell === 'powershell' ? withoutPipe(scan) : undefined;
  return withoutName(piped ?? checked(scan, line).map(({ text }) => text));
}

/** cwm prints a body for PowerShell as a text that is piped into the command, since that loses no quote on the way. */
function withoutPipe({ words: [body, pipe, ...rest], open }: Scan): string[] | undefined {
  const isPipe = pipe?.isBare === true && pipe.text === '|';
  if (body === undefined || body.isBare || !isPipe || open !== undefined) return undefined;
  const texts = rest.map(({ text }) => text);
  const at = texts.lastIndexOf('-');
  if (texts[at - 1] !== '-d' || rest.some(isOperator)) return undefined;
  return texts.with(at, body.text);
}

/** The words without the name of the program. */
export function withoutName(words: readonly string[]): string[] {
  const given = words[0] === 'npx' && names.test(words[1] ?? '') ? words.slice(1) : words;
  return names.test(given[0] ?? '') ? given.slice(1) : [...given];
}

const names = /^(?:cwm|cwm-gateway)(?:\.cmd)?$/i;

function checked({ words, open }: Scan, line: string): ScannedWord[] {
  const operator = words.find(isOperator);
  if (operator !== undefined && (open === undefined || operator.from < open.at))
    throw new UsageError(`A session has no ${operator.text}: a shell would take it for its own.`, {
      place: { text: line, start: operator.from, end: operator.to },
      hint: hintFor(operator.text),
    });
  if (open !== undefined) throw notClosed(open, line);
  return words;
}

function isOperator({ text, isBare }: ScannedWord): boolean {
  return isBare && /^(?:\|\|?|&&?|;|<.*|\d?>.*)$/.test(text);
}

function hintFor(operator: string): string {
  if (/[<>]/.test(operator))
    return `To write a result to a file add --output-file <path>. A condition stands in quotes: --where 'id > 5'`;
  if (operator === '|')
    return 'Narrow a result with --query, or write it to a file with --output-file; other programs run in a shell.';
  return 'Give one command a line; in quotes it is text.';
}

function notClosed({ mark, at }: OpenQuote, line: string): UsageError {
  const column = Array.from(line.slice(0, at)).length + 1;
  const other = mark === '"' ? `'` : '"';
  return new UsageError(`The quote at character ${column} is not closed.`, {
    place: { text: line, start: at, end: at + 1 },
    hint: `Close it with another ${mark} or, if it belongs to the text, put the text between ${other} and ${other}.`,
  });
}

function plain({ text, from, to }: Word): Word {
  return { text, from, to };
}
