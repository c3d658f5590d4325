import { confidenceOf, lowConfidence } from '../ask/confidence.js';
import { sandboxProfile } from '../config/settings.js';
import type { Services } from '../services.js';
import { asCommand } from './as-command.js';
import { runCall } from './call.js';
import { filledCall } from './fill-entry.js';
import { defineAction, one, type InputOf, type Result } from './define.js';
import type { Planned } from './plan-of-draft.js';
import { planOfSentence, type Resolving } from './plan-of-sentence.js';
import { readingLines } from './reading-lines.js';
import { proposing, remembered } from './remembered.js';
import { refuseUnsure } from './refuse-unsure.js';

const params = {
  sentence: { kind: 'string', required: true, summary: 'what you want, in a plain sentence' },
  dryRun: { kind: 'boolean', default: false, summary: 'show the plan and send nothing' },
  resolve: {
    kind: 'boolean',
    summary: 'look up names on the server',
  },
} as const;

export const ask = defineAction({
  name: 'ask',
  summary: 'Turn a sentence into one checked call, and make it',
  params,
  async run(input, services) {
    const planned = await planOfSentence(input.sentence, services, resolving(input, services));
    const { plan } = planned;
    if (input.dryRun) {
      if (planned.kind === 'call') planned.call.warnings.forEach(services.report.warn);
      return one<unknown>(plan);
    }
    const command = await commandLine(planned, services);
    services.report.note([...readingLines(plan), plan.explanation, ...command].join('\n'));
    refuseUnsure(planned, services.preapproved);
    return await made(planned, input.sentence, services);
  },
});

/** The command line that makes the same call; none where it cannot be kept. */
export async function commandLine(planned: Planned, services: Services): Promise<string[]> {
  const written = planned.kind === 'call' ? planned.call.written : undefined;
  return written === undefined
    ? []
    : [asCommand(await filledCall(written, {}, services), services)];
}

/** A dry run opens no connection unless it is told to, but for the sandbox, which is none. */
function resolving({ dryRun, resolve }: InputOf<typeof params>, services: Services): Resolving {
  if (resolve !== undefined) return { when: () => resolve };
  const isSandbox = () => services.connectionName() === sandboxProfile;
  if (dryRun) return { when: ({ method }) => method !== 'GET' && isSandbox() };
  if (services.ask !== undefined) return { when: () => true };
  return {
    when: (draft) =>
      draft.method !== 'GET' && services.preapproved && confidenceOf(draft) >= lowConfidence,
  };
}

async function made(planned: Planned, sentence: string, services: Services): Promise<Result> {
  if (planned.kind === 'refused') throw planned.error;
  const { input } = planned;
  const result = await remembered(await runCall(input, services), input, services);
  return proposing(result, sentence);
}
