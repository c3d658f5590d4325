import { placeholdersOf } from '../memory/placeholders.js';
import { nothing, pick, type Answer } from './candidate.js';
import { wordFor, type Asked } from './asked.js';

/** The name of a kept call: by its start, else by what it is described with. */
export async function completeEntry(written: string, { local }: Asked): Promise<Answer> {
  const wanted = written.toLowerCase();
  const found = await local.keptNames(wanted);
  const begins = found.filter(({ slug }) => slug.startsWith(wanted));
  const ordered = [...begins, ...found.filter((one) => !begins.includes(one))];
  return {
    candidates: ordered.map(({ slug, description }) => ({ text: slug, note: description })),
  };
}

/** A placeholder of the kept call that the line names, `name=`, then its usual value. */
export async function completePlaceholder(
  written: string,
  { line, local }: Asked,
): Promise<Answer> {
  const name = wordFor('entry', line);
  const call = name === undefined ? undefined : await local.keptCall(name);
  if (call === undefined) return nothing;
  const [key, begun] = splitPair(written);
  const known = placeholdersOf(call);
  if (begun !== undefined) {
    const usual = known.find((one) => one.name === key)?.default;
    return { candidates: usual === undefined ? [] : pick(written, [{ text: `${key}=${usual}` }]) };
  }
  const given = line.given.map(({ value = '' }) => splitPair(value)[0]);
  const left = known.filter((one) => !given.includes(one.name));
  return {
    candidates: pick(
      key,
      left.map((one) => ({
        text: `${one.name}=`,
        note: one.default === undefined ? 'needed' : `${one.default} unless told`,
        open: true,
      })),
    ),
  };
}

/** `name=value`: the value is undefined while no equals sign is written. */
export function splitPair(text: string): [string, string | undefined] {
  const at = text.indexOf('=');
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
