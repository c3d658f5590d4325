import { ask, commandLine } from '../actions/ask.js';
import { keptFor } from '../actions/kept-for.js';
import { parseInput } from '../actions/parse-input.js';
import { planOfSentence } from '../actions/plan-of-sentence.js';
import { readingLines } from '../actions/reading-lines.js';
import type { ChooseRecord } from '../actions/resolve-draft.js';
import { refuseUnsure, sendable } from '../actions/refuse-unsure.js';
import type { Guide } from '../cli/define-command.js';
import { RefusedError } from '../errors/errors.js';
import type { Entry } from '../memory/entry.js';
import { counted } from '../text/counted.js';
import { inertText } from '../text/sanitize.js';
import { draftOf, rawCall, type Asking, type Draft } from './draft.js';
import { keptDraft } from './kept-draft.js';
import { untilSent } from './until-sent.js';

/** Shows a person how a sentence was understood, and goes on with the call as if they had put it together themselves. */
export const guide: Guide = async (given, desk) => {
  const { sentence, resolve = true } = parseInput(ask.params, given);
  const asking: Asking = { catalog: await desk.services.catalog(), desk };
  let said = sentence;
  const begin = async (text: string) => {
    const draft = await draftOfSentence(text, resolve, asking);
    said = draft.sentence ?? text;
    return draft;
  };
  const anew = { name: 'The sentence', begin: async () => await begin(await reword(said, asking)) };
  return await untilSent(await begin(sentence), anew, asking);
};

/** The call that a sentence asks for; one that cannot be sent leads to another sentence. */
async function draftOfSentence(first: string, resolve: boolean, asking: Asking): Promise<Draft> {
  const { catalog, desk } = asking;
  const { say, services, prompt } = desk;
  for (let sentence = first; ; sentence = await reword(sentence, asking)) {
    const entry = await chooseKept(sentence, asking);
    if (entry !== undefined) return await keptDraft(entry, nothing, asking);
    const planned = await planOfSentence(sentence, services, {
      when: () => resolve,
      choose: chooser(asking),
    });
    const { plan } = planned;
    // What is kept was offered already.
    const alternatives = plan.alternatives.filter(({ memory }) => memory === undefined);
    const lines = readingLines({ ...plan, alternatives });
    const doubts = planned.kind === 'call' ? planned.doubts : [];
    const command = await commandLine(planned, services);
    await say(['', ...lines, ...doubts, ...command].map(inertText).join('\n'));
    const input = sendable(planned);
    if (input !== undefined) {
      const known = Object.entries(input).filter(([, value]) => value !== undefined);
      return { ...draftOf(Object.fromEntries(known), nothing, catalog), sentence };
    }
    if (planned.kind === 'refused' && planned.error instanceof RefusedError) throw planned.error;
    await say(plan.explanation);
    const isLeft = await prompt.select('This cannot be sent.', [
      { name: 'Say it in other words', value: false },
      { name: 'Leave', value: true },
    ]);
    if (isLeft) refuseUnsure(planned, false);
  }
}

const nothing = rawCall({});

async function reword(sentence: string, { desk }: Asking): Promise<string> {
  return await desk.prompt.text('What do you want?', {
    initial: sentence,
    check: (text) => (text.trim() === '' ? 'Say what you want to see or change.' : undefined),
  });
}

/** Several records have the name: one of them may be meant. */
function chooser({ desk: { prompt } }: Asking): ChooseRecord {
  return async (question, labels) =>
    await prompt.select<number | undefined>(question, [
      ...labels.map((name, value) => ({ name, value })),
      { name: 'None of them', value: undefined },
    ]);
}

/** A kept call that is called what the sentence says; undefined where there is none, or another is meant. */
async function chooseKept(sentence: string, { desk }: Asking): Promise<Entry | undefined> {
  const kept = await keptFor(sentence, desk.services);
  if (kept.length === 0) return undefined;
  return await desk.prompt.select<Entry | undefined>('Is it one that you keep?', [
    ...kept.map((entry) => ({
      name: `Use "${entry.description}" (run ${counted(entry.usage_count, 'time')})`,
      value: entry,
    })),
    { name: 'No, read the sentence', value: undefined },
  ]);
}
