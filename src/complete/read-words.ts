import type { Command, Operand } from '../cli/define-command.js';
import { flagsOf, wantedFor, type Flag } from '../cli/flags.js';
import type { Branch } from '../cli/tree.js';

/** What the words before the one being written say. */
export interface Line {
  /** What can come next while no command is named; empty behind a name that there is not. */
  branches: readonly Branch[];
  command: Command | undefined;
  /** Words that are no flags, by the name of what they stand for. */
  operands: ReadonlyMap<string, string>;
  /** What the next such word may stand for: a word that may be left out, and what follows it. */
  next: readonly Operand[];
  flags: readonly Flag[];
  given: readonly { flag: Flag; value: string | undefined }[];
  /** The flag that the next word belongs to. */
  wants: Flag | undefined;
  /** Flags ended with `--`. */
  isEnded: boolean;
}

/** Reads the words of a line as the program would, without refusing any. Only the command that they name is loaded. */
export async function readWords(words: readonly string[], tree: readonly Branch[]): Promise<Line> {
  let branches = tree;
  let command: Command | undefined;
  let flags: readonly Flag[] = flagsOf(undefined);
  let wants: Flag | undefined;
  let isEnded = false;
  const plain: string[] = [];
  const given: { flag: Flag; value: string | undefined }[] = [];
  for (const word of words[0] === 'help' ? words.slice(1) : words) {
    if (wants !== undefined && takes(wants, word)) {
      given.push({ flag: wants, value: word });
      wants = undefined;
    } else if (!isEnded && word === '--') {
      isEnded = true;
    } else if (!isEnded && /^-./.test(word)) {
      wants = undefined;
      const { flag, value } = readFlag(word, flags);
      if (flag === undefined) continue;
      if (value === undefined && flag.value !== 'none') wants = flag;
      else given.push({ flag, value });
    } else if (command === undefined) {
      const branch = branches.find(({ name }) => name === word);
      if (branch !== undefined && 'load' in branch) {
        command = (await branch.load()).default;
        flags = flagsOf(command);
      }
      branches = branch !== undefined && 'commands' in branch ? branch.commands : [];
    } else plain.push(word);
  }
  const { operands, next } = assign(plain, command?.operands ?? []);
  return { branches, command, operands, next, flags, given, wants, isEnded };
}

/** The value of a flag may be left out where another flag follows. */
function takes(flag: Flag, word: string): boolean {
  return flag.value === 'required' || !word.startsWith('-');
}

function readFlag(
  word: string,
  flags: readonly Flag[],
): { flag: Flag | undefined; value: string | undefined } {
  const [, long, longValue] = /^(--[^=]+)(?:=([^]*))?$/.exec(word) ?? [];
  if (long !== undefined)
    return { flag: flags.find(({ text }) => text === long), value: longValue };
  const flag = flags.find(({ short }) => short === word.slice(0, 2));
  return { flag, value: word.length > 2 ? word.slice(2) : undefined };
}

/** Gives each word the param it stands for. One of a few words that is not there was left out: a METHOD. */
function assign(
  words: readonly string[],
  operands: readonly Operand[],
): Pick<Line, 'operands' | 'next'> {
  const found = new Map<string, string>();
  let at = 0;
  for (const word of words) {
    while (canBeLeftOut(operands[at]) && !isChoice(word, operands[at])) at++;
    const operand = operands[at];
    if (operand === undefined) break;
    const before = found.get(operand.name);
    found.set(operand.name, before === undefined ? word : `${before} ${word}`);
    if (!operand.rest) at++;
  }
  const next = operands.slice(at, canBeLeftOut(operands[at]) ? at + 2 : at + 1);
  return { operands: found, next };
}

function canBeLeftOut(operand: Operand | undefined): boolean {
  return operand !== undefined && operand.param.required !== true && choicesOf(operand).length > 0;
}

function isChoice(word: string, operand: Operand | undefined): boolean {
  return choicesOf(operand).some((one) => one.toLowerCase() === word.toLowerCase());
}

function choicesOf(operand: Operand | undefined): readonly string[] {
  return (operand && wantedFor(operand.param).choices) ?? [];
}
