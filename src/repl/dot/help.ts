import { one } from '../../actions/define.js';
import { defineDot, type DotCommand } from './define-dot.js';

interface Explained {
  name: string;
  summary: string;
}

const keys: readonly Explained[] = [
  { name: 'Tab', summary: 'completes commands, paths, fields and values' },
  { name: 'Up, Down', summary: 'earlier lines; Ctrl-R searches them' },
  { name: 'Ctrl-C', summary: 'drops the line, or cancels what runs' },
  { name: 'Ctrl-D', summary: 'leaves' },
];

/** `.help` over all that a session has. */
export function helpFor(others: readonly DotCommand[]): DotCommand {
  return defineDot({
    ...help,
    params: {},
    examples: ['.help'],
    present: ({ commands, keys: pressed }, style, width) =>
      [
        'Every command of cwm works here; "cwm" may be left out:',
        'help lists them, help call or call --help explains one.',
        '',
        style.bold('Commands of the session'),
        ...explained(commands, width),
        '',
        style.bold('Keys'),
        ...explained(pressed, width),
        '',
      ].join('\n'),
    run: () =>
      one({
        commands: [
          sentence,
          ...[...others, help].map(({ name, usage, summary }) => ({
            name: name === '.last' ? '.last, !!' : `${name} ${usage}`.trim(),
            summary,
          })),
        ],
        keys,
      }),
  });
}

const sentence = { name: '? sentence', summary: 'Ask in plain words: ? open tickets for Acme' };

const help = { name: '.help', usage: '', summary: 'Show this' };

function explained(all: readonly Explained[], width: number): string[] {
  const column = Math.max(...all.map(({ name }) => name.length)) + 4;
  return all.flatMap(({ name, summary }) =>
    column + summary.length <= width
      ? [`  ${name.padEnd(column - 2)}${summary}`]
      : [`  ${name}`, `      ${summary}`],
  );
}
