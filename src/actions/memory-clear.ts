import { counted } from '../text/counted.js';
import { defineAction } from './define.js';

export const memoryClear = defineAction({
  name: 'memory_clear',
  summary: 'Forget all calls that are kept; restore brings them back',
  params: {},
  async run(_input, { memoryIfThere, approve, now }) {
    const memory = await memoryIfThere();
    const there = memory?.entries.count() ?? 0;
    if (memory === undefined || there === 0) return { kind: 'none', note: 'Nothing is kept.' };
    await approve({
      title: `Forget ${there === 1 ? 'the kept call' : `all ${counted(there, 'kept call')}`}. A backup is made first: cwm memory restore`,
      body: undefined,
      local: { question: 'Forget them?', undone: 'Memory was not cleared' },
    });
    const { cleared } = memory.clear(now());
    const done = `Forgotten: ${counted(cleared, 'kept call')}. Back again with: cwm memory restore`;
    return { kind: 'none', note: done, wrote: done };
  },
});
