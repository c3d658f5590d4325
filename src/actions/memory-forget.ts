import { counted } from '../text/counted.js';
import { defineAction } from './define.js';

export const memoryForget = defineAction({
  name: 'memory_forget',
  summary: 'Forget what was learned from use: the counts of endpoints and the recent calls',
  params: {},
  async run(_input, { memoryIfThere, approve }) {
    const memory = await memoryIfThere();
    const endpoints = memory?.usage.list().length ?? 0;
    const calls = memory?.recent.count() ?? 0;
    if (memory === undefined || endpoints + calls === 0)
      return { kind: 'none', note: 'There is nothing to forget.' };
    const what = `${counted(endpoints, 'counted endpoint')} and ${counted(calls, 'recent call')}`;
    await approve({
      title: `Forget ${what}. Kept calls stay.`,
      body: undefined,
      local: { question: 'Forget them?', undone: 'Nothing was forgotten' },
    });
    memory.usage.forget();
    memory.recent.forget();
    return { kind: 'none', note: `Forgotten: ${what}.`, wrote: `Forgotten: ${what}.` };
  },
});
