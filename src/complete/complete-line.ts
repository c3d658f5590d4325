import { wantedFor, type Flag } from '../cli/flags.js';
import type { Branch } from '../cli/tree.js';
import type { LocalData } from '../local-data.js';
import { finished, nothing, pick, behind, type Answer, type Candidate } from './candidate.js';
import { readWords, type Line } from './read-words.js';
import { completeValue } from './value.js';

/**
 * What can stand for the word that is being written behind `words`, the best first. What is damaged or unknown gives
 * nothing: this never throws.
 */
export async function completeLine(
  words: readonly string[],
  current: string,
  tree: readonly Branch[],
  local: LocalData,
): Promise<Answer> {
  try {
    return finished(await completeAt(words, current, tree, local));
  } catch {
    return nothing;
  }
}

async function completeAt(
  words: readonly string[],
  current: string,
  tree: readonly Branch[],
  local: LocalData,
): Promise<Answer> {
  const line = await readWords(words, tree);
  const asked = { line, local };
  const { wants, command, isEnded } = line;
  if (wants?.value === 'required') return await completeValue(wants.wanted, current, asked);
  if (!isEnded && current.startsWith('-')) return await flagOrValue(current, line, local);
  if (command === undefined) return { candidates: pick(current, names(line)) };
  const answers: Answer[] = [];
  if (wants !== undefined) answers.push(await completeValue(wants.wanted, current, asked));
  for (const { param } of line.next)
    answers.push(await completeValue(wantedFor(param), current, asked));
  const hasFiles = answers.some(({ files }) => files === true);
  const candidates = answers.flatMap((one) => one.candidates);
  if (line.next.length === 0 && !isEnded && current === '') candidates.push(...flagNames('', line));
  return hasFiles ? { candidates, files: true } : { candidates };
}

function names({ branches }: Line): Candidate[] {
  return branches
    .filter(({ hidden }) => hidden !== true)
    .map(({ name, summary }) => ({ text: name, note: summary }));
}

async function flagOrValue(current: string, line: Line, local: LocalData): Promise<Answer> {
  const [, start = '', name, value = ''] = /^((--[^=]+)=)([^]*)$/.exec(current) ?? [];
  if (name === undefined) return { candidates: flagNames(current, line) };
  const flag = line.flags.find(({ text }) => text === name);
  if (flag === undefined || flag.value === 'none') return nothing;
  return behind(start, await completeValue(flag.wanted, value, { line, local }));
}

/** Flags that may still be given; a short one is as good as its long one, and shown where nothing tells them apart. */
function flagNames(current: string, { flags, given }: Line): Candidate[] {
  const isLeft = (flag: Flag) =>
    flag.isRepeatable || !given.some((one) => one.flag.text === flag.text);
  const left = flags.filter(isLeft);
  const named = (text: string, { summary }: Flag): Candidate => ({ text, note: summary });
  const long = pick(
    current,
    left.map((flag) => named(flag.text, flag)),
  );
  const short = left.filter((flag) => flag.short === current);
  return [...long, ...short.map((flag) => named(current, flag))];
}
