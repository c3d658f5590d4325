import { counted } from '../text/counted.js';
import { defineAction } from './define.js';

export const memoryRestore = defineAction({
  name: 'memory_restore',
  summary: 'Bring back the kept calls of a backup, in place of those that there are',
  params: {
    file: {
      kind: 'string',
      summary: 'file of the backup; the newest one with entries unless told',
    },
  },
  async run({ file }, { memory: open, approve, now }) {
    const memory = await open();
    const there = memory.entries.count();
    if (there > 0)
      await approve({
        title: `Put the kept calls of ${file ?? 'the newest backup'} in place of the ${counted(there, 'kept call')} that there are. A backup of these is made first.`,
        body: undefined,
        local: { question: 'Restore it?', undone: 'Nothing was restored' },
      });
    const { restored, backup } = memory.restore(file, now());
    const before = backup === undefined ? '' : ` What there was is in ${backup.file}.`;
    const done = `Restored ${counted(restored.entries, 'kept call')} from ${restored.file}.${before}`;
    return { kind: 'none', note: done, wrote: done };
  },
});
