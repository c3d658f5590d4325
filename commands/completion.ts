import { completion } from '../src/actions/completion.js';
import { defineCommand } from '../src/cli/define-command.js';

export default defineCommand({
  action: completion,
  positionals: ['shell'],
  examples: [
    'cwm completion bash > ~/.cwm-completion.bash',
    '    and in ~/.bashrc:  . ~/.cwm-completion.bash',
    'cwm completion zsh > ~/.zfunc/_cwm',
    '    and in ~/.zshrc, before compinit:  fpath+=(~/.zfunc)',
    'cwm completion fish > ~/.config/fish/completions/cwm.fish',
    `cwm completion powershell --output-file "$HOME/cwm.ps1"`,
    '    and in the file that $PROFILE names:  . "$HOME/cwm.ps1"',
  ],
});
