import { expandPercent, splitWindows, type Variables } from './windows-words.js';

/** How `cwm …` typed on Windows can come to Node. */
export type Way = 'ps1 in PowerShell 5.1' | 'ps1 in PowerShell 7' | 'node in PowerShell 7' | 'cmd';

export const ways: readonly Way[] = [
  'ps1 in PowerShell 5.1',
  'ps1 in PowerShell 7',
  'node in PowerShell 7',
  'cmd',
];

/**
 * A model of what a typed command line becomes: the words that cwm receives. npm's `cwm.ps1` hands on `$args`,
 * `cwm.cmd` hands on `%*`; without a shim PowerShell starts Node itself. PowerShell 7 stands for 7.3 and newer: older
 * ones pass arguments as 5.1 does.
 */
export function delivered(line: string, way: Way, variables: Variables = {}): string[] {
  if (way === 'cmd') return throughCmd(line, variables).slice(1);
  const items = readPowerShell(line, variables);
  if (way === 'node in PowerShell 7') return items.flatMap(directWords);
  const texts = items.map(shimText);
  return way === 'ps1 in PowerShell 7' ? texts : splitWindows(texts.map(quotedAsIn51).join(' '));
}

/** One argument as PowerShell's parser sees it. */
type Item =
  { kind: 'text' | 'block'; text: string } | { kind: 'list'; texts: string[]; written: string };

/** `$args` as an argument: each element becomes text, and that of a list is its members with blanks between. */
function shimText(item: Item): string {
  return item.kind === 'list' ? item.texts.join(' ') : item.text;
}

/** An argument of a program itself: a list stays as it was typed, a script block makes PowerShell think of its own kind. */
function directWords(item: Item): string[] {
  if (item.kind === 'list') return [item.written];
  if (item.kind === 'text') return [item.text];
  const encoded = Buffer.from(item.text, 'utf16le').toString('base64');
  return ['-encodedCommand', encoded, '-inputFormat', 'xml', '-outputFormat', 'text'];
}

/** Windows PowerShell puts quotes around blanks that no quote encloses, escapes none, and drops what is empty. */
function quotedAsIn51(text: string): string {
  const outside = text.replaceAll(/"[^"]*(?:"|$)/g, '');
  return /\s/.test(outside) ? `"${text}"` : text;
}

/** cmd expands variables once, and reads its special characters for the typed line and again for the shim's. */
function throughCmd(line: string, variables: Variables): string[] {
  const typed = expandPercent(line, variables);
  return splitWindows(withoutCarets(withoutCarets(typed)));
}

/** `^` takes the next character literally, and `&` outside quotes ends the command. */
function withoutCarets(line: string): string {
  let read = '';
  let isQuoted = false;
  for (let at = 0; at < line.length; at++) {
    let character = line.charAt(at);
    if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && '&|<>'.includes(character)) return read;
    else if (!isQuoted && character === '^') character = line.charAt(++at);
    read += character;
  }
  return read;
}

/** Words in PowerShell's argument mode: quotes, the curly ones too, `$name`, lists with commas, and braces, which end a word. */
function readPowerShell(line: string, variables: Variables): Item[] {
  const items: Item[] = [];
  const token =
    /\s*(?:\{(?<block>[^}]*)\}|@(?<splat>\w+)(?=\s|$)|(?<list>(?:['‘’‚‛](?:[^'‘’‚‛]|['‘’‚‛]{2})*['‘’‚‛]|"[^"]*"|[^\s,{}'‘’‚‛"])+(?:,\s*(?:['‘’‚‛](?:[^'‘’‚‛]|['‘’‚‛]{2})*['‘’‚‛]|"[^"]*"|[^\s,{}'‘’‚‛"])+)*)(?<comma>,)?)/y;
  while (token.lastIndex < line.trimEnd().length) {
    const start = token.lastIndex;
    const { block, splat, list, comma } = token.exec(line)?.groups ?? {};
    // PowerShell waits for the rest of a list, or says what is wrong, and starts nothing.
    if (comma !== undefined) throw new NotStarted(`a list goes on after its comma: ${line}`);
    if (block !== undefined) items.push({ kind: 'block', text: block });
    else if (list !== undefined) items.push(toItem(list, variables));
    // `@name` stands for the members of a variable; of one that is not set there are none.
    else if (splat === undefined) throw new NotStarted(`PowerShell stops at ${start}: ${line}`);
  }
  return items.slice(1);
}

/** PowerShell itself refuses the line. */
export class NotStarted extends Error {}

function toItem(written: string, variables: Variables): Item {
  if (written.startsWith('@')) throw new NotStarted(`@ begins a word: ${written}`);
  const parts =
    written.match(/(?:['‘’‚‛](?:[^'‘’‚‛]|['‘’‚‛]{2})*['‘’‚‛]|"[^"]*"|[^,'‘’‚‛"])+/g) ?? [];
  const texts = parts.map((part) => unquoted(part.trim(), variables));
  return texts.length === 1
    ? { kind: 'text', text: texts[0] ?? '' }
    : { kind: 'list', texts, written };
}

function unquoted(part: string, variables: Variables): string {
  if (/[&|;<>()]/.test(part.replaceAll(/['‘’‚‛](?:[^'‘’‚‛]|['‘’‚‛]{2})*['‘’‚‛]|"[^"]*"/g, '')))
    throw new NotStarted(`not one command any more: ${part}`);
  return part.replaceAll(
    /['‘’‚‛]((?:[^'‘’‚‛]|['‘’‚‛]{2})*)['‘’‚‛]|"([^"]*)"|[^'‘’‚‛"]+/g,
    (bare: string, single: string | undefined, double: string | undefined) =>
      single?.replaceAll(/(['‘’‚‛])['‘’‚‛]/g, '$1') ??
      (double ?? bare).replaceAll(/\$(\w+)/g, (_, name: string) => variables[name] ?? ''),
  );
}
