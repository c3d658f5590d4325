import { Sentence } from '../ask/sentence.js';
import { foldCase } from '../conditions/fold.js';
import type { Entry } from '../memory/entry.js';
import type { Services } from '../services.js';
import { CwmError } from '../errors/errors.js';

/** Entries that are looked at, the most used ones. */
const looked = 1000;

/** Most entries that are offered. */
const most = 3;

/** What two texts have to share: twice the words in both over all words of the two. */
const leastShared = 0.7;

/** Kept calls of this connection, or everyone's, whose description says what a sentence says; the nearest first. */
export async function keptFor(sentence: string, services: Services): Promise<Entry[]> {
  const said = wordsOf(sentence);
  if (!services.remembers || said.size === 0) return [];
  const profile = services.connectionName() ?? null;
  return (await entriesOf(services))
    .filter((entry) => entry.profile === null || entry.profile === profile)
    .map((entry) => ({ entry, shared: shareOf(said, wordsOf(entry.description)) }))
    .filter(({ shared }) => shared >= leastShared)
    .toSorted((one, other) => other.shared - one.shared)
    .slice(0, most)
    .map(({ entry }) => entry);
}

/** Without a memory, or with one that cannot be read, there is nothing to offer. */
async function entriesOf(services: Services): Promise<Entry[]> {
  try {
    const memory = await services.memoryIfThere();
    return memory?.entries.list({ limit: looked }) ?? [];
  } catch (error) {
    if (!(error instanceof CwmError)) throw error;
    services.report.debug?.(`Memory: ${error.message}`);
    return [];
  }
}

/** The words that say something, in the singular. */
function wordsOf(text: string): Set<string> {
  const words = new Sentence(text).unused().map((word) => foldCase(word));
  return new Set(words.map((word) => word.replace(/['’]?s$/, '')));
}

function shareOf(said: ReadonlySet<string>, described: ReadonlySet<string>): number {
  const shared = [...described].filter((word) => said.has(word)).length;
  return (2 * shared) / (said.size + described.size);
}
