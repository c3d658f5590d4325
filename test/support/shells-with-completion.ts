import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bashScript } from '../../src/completion/bash.js';
import { fishScript } from '../../src/completion/fish.js';
import type { OwnProgram } from '../../src/completion/script.js';
import { zshScript } from '../../src/completion/zsh.js';

export type UnixShell = 'bash' | 'zsh' | 'fish';

export function isThere(shell: UnixShell): boolean {
  try {
    execFileSync(shell, ['-c', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/**
 * A program that completes each word as a table says, exits with 1 for `fails`, notes the words that it got, and run
 * in any other way prints its words as JSON.
 */
export function standIn(folder: string, answers: Readonly<Record<string, string>>): OwnProgram {
  const script = join(folder, 'stand in.cjs');
  writeFileSync(
    script,
    `const words = process.argv.slice(2);
    const answers = ${JSON.stringify(answers)};
    if (words[0] !== 'complete') console.log(JSON.stringify(words));
    else {
      require('node:fs').appendFileSync(${JSON.stringify(join(folder, 'asked'))}, JSON.stringify(words) + '\\n');
      const written = words.at(-1);
      if (written === 'fails') process.exitCode = 1;
      else if (Object.hasOwn(answers, written)) process.stdout.write(answers[written]);
    }`,
  );
  return { node: process.execPath, script };
}

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript };

/**
 * The words that start a shell in which a program is known as `cwm` and completed; its prompt is `> `. zsh finds the
 * script in a folder of functions, unless it is to be sourced; the others always source it.
 */
export function shellWords(
  shell: UnixShell,
  program: OwnProgram,
  folder: string,
  how?: 'sourced',
): string[] {
  const file = join(folder, '_cwm');
  writeFileSync(file, scripts[shell](program));
  const run = `'${program.node}' '${program.script}'`;
  const start = join(folder, '.zshrc');
  const startWith = (...lines: readonly string[]) =>
    writeFileSync(start, `PS1='> '\ncwm() { ${run} "$@"; }\n${lines.join('\n')}\n`);
  switch (shell) {
    case 'bash':
      startWith(`. '${file}'`);
      return ['bash', '--noprofile', '--rcfile', start, '-i'];
    case 'zsh':
      // -u: the folder of a test may be one that others can write to.
      if (how === 'sourced') startWith(`. '${file}'`);
      else startWith(`fpath+=('${folder}')`, 'autoload -Uz compinit && compinit -u -D');
      return ['env', `ZDOTDIR=${folder}`, 'zsh', '--no-global-rcs', '-i'];
    case 'fish':
      return [
        'fish',
        '--no-config',
        '--private',
        '--init-command',
        [
          'function fish_prompt; echo "> "; end',
          'function fish_greeting; end',
          'set -g fish_autosuggestion_enabled 0',
          `function cwm; ${run} $argv; end`,
          `source '${file}'`,
        ].join('; '),
      ];
  }
}
