import type { Clock } from '../dates/clock.js';
import { counted } from '../text/counted.js';
import { defineAction } from './define.js';

export const sandboxReset = defineAction({
  name: 'sandbox_reset',
  summary: 'Forget what was written to the sandbox and begin anew',
  params: {
    seed: { kind: 'integer', summary: 'another seed, other records' },
    tickets: {
      kind: 'integer',
      min: 0,
      max: 1_000_000,
      summary: 'how many tickets there shall be',
    },
    clock: {
      kind: 'string',
      summary: 'the time that it shall be in the sandbox; goes on from there',
    },
  },
  async run({ seed, tickets, clock }, { sandbox, approve, clock: readingClock }) {
    const time = clock === undefined ? undefined : await startOf(clock, readingClock());
    const keeper = await sandbox();
    const { records, collections } = await keeper.status();
    await approve({
      title: `Forget ${counted(records, 'record')} of ${counted(collections.length, 'collection')} of the sandbox, and what was written to them`,
      body: undefined,
      local: { question: 'Reset it?', undone: 'The sandbox was not reset' },
    });
    await keeper.reset({ seed, tickets, clock: time });
    return {
      kind: 'none',
      note: 'The sandbox is as new. Its records are made when they are asked for.',
      wrote: 'The sandbox was reset.',
    };
  },
});

async function startOf(text: string, clock: Clock): Promise<Date> {
  const { readMoment } = await import('../dates/moment.js');
  return readMoment(text, clock).start;
}
