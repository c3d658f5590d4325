import { readSentence } from '../ask/plan.js';
import { UsageError } from '../errors/errors.js';
import { runCall } from './call.js';
import { defineAction, one } from './define.js';
import { inputOfDraft, planOfDraft } from './plan-of-draft.js';

export const ask = defineAction({
  name: 'ask',
  summary: 'Turn a sentence into one checked call, and make it',
  params: {
    sentence: { kind: 'string', required: true, summary: 'what you want, in a plain sentence' },
    dryRun: { kind: 'boolean', default: false, summary: 'show the plan and send nothing' },
  },
  async run({ sentence, dryRun }, services) {
    const catalog = await services.catalog();
    const { parseDays } = await import('../dates/moment.js');
    const today = () =>
      parseDays('today', services.clock())?.start.toISOString().slice(0, 10) ?? '';
    const draft = readSentence(sentence, { catalog, today });
    if (draft === undefined)
      throw new UsageError('Nothing in the sentence tells what it is about.', {
        hint: 'Name what you want to see or change: open tickets for Acme.',
      });
    if (dryRun) return one<unknown>(await planOfDraft(draft, services));
    return (await runCall(inputOfDraft(draft), services)).result;
  },
});
