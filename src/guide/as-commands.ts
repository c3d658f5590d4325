import { asCommand } from '../actions/as-command.js';
import type { Result } from '../actions/define.js';
import { filledCall } from '../actions/fill-entry.js';
import type { SavedCall } from '../memory/entry.js';
import type { Services } from '../services.js';
import type { Shell } from '../text/shell-words.js';

const headings: Record<Shell, string> = {
  sh: '# sh, bash, zsh',
  powershell: '# PowerShell',
};

/** A call as the command line that makes it, for both kinds of shell, that of the machine first: text to be copied. */
export async function asCommands(written: SavedCall, services: Services): Promise<Result> {
  const { shell, profile } = services;
  const call = await filledCall(written, {}, services);
  const shells: Shell[] = shell === 'sh' ? ['sh', 'powershell'] : ['powershell', 'sh'];
  const text = shells
    .map((one) => `${headings[one]}\n${asCommand(call, { shell: one, profile })}\n`)
    .join('\n');
  const bytes = new TextEncoder().encode(text);
  return { kind: 'bytes', bytes, contentType: 'text/plain; charset=utf-8' };
}
