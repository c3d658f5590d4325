import { bashScript } from '../completion/bash.js';
import { fishScript } from '../completion/fish.js';
import { powershellScript } from '../completion/powershell.js';
import type { OwnProgram } from '../completion/script.js';
import { zshScript } from '../completion/zsh.js';
import { defineAction, type Result } from './define.js';

const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;

export const completion = defineAction({
  name: 'completion',
  summary: 'Print the completion script for a shell; the one for PowerShell has Invoke-Cwm',
  params: {
    shell: {
      kind: 'string',
      required: true,
      choices: shells,
      summary: 'bash, zsh, fish or powershell',
    },
  },
  run({ shell }, { ownProgram }): Promise<Result<never>> {
    const { write, name } = scripts[shell];
    const bytes = new TextEncoder().encode(write(ownProgram()));
    // A text, in no format but its own: `-o json` would make another script of it.
    return Promise.resolve({ kind: 'bytes', bytes, contentType: 'text/plain', name });
  },
});

interface Script {
  write: (program: OwnProgram) => string;
  /** What the shell looks for in a folder of scripts, or what such a file is called. */
  name: string;
}

const scripts: Record<(typeof shells)[number], Script> = {
  bash: { write: bashScript, name: 'cwm.bash' },
  zsh: { write: zshScript, name: '_cwm' },
  fish: { write: fishScript, name: 'cwm.fish' },
  powershell: { write: powershellScript, name: 'cwm.ps1' },
};
