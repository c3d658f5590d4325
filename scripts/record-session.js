// Plays a session on a terminal and keeps what it shows: as text in the README, and as a picture in docs/session.svg
// (npm run record). It needs `script` of util-linux, which gives a process a terminal.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import xterm from '@xterm/headless';
import { toSvg } from './screen-svg.js';

const command = ['repl', '--profile', 'sandbox'];

/**
 * What is typed, and what the screen ends with when that is done. Keys that are no letters stand in braces: {tab}, {enter},
 * {up}, {ctrl-c}. Nothing may be shown that differs from day to day: no dates, no times, no ids that others take.
 */
const prompt = />$/;
const steps = [
  ['search close ticket --limit 3{enter}', prompt],
  ['call /service/bo{tab} --fields id,name --limit 3{enter}', prompt],
  [`call /service/tickets --where 'board = Alerts' --fields id,summary --limit 4{enter}`, prompt],
  ['.last -o csv{enter}', prompt],
  ['call POST /service/tickets/1/notes --set text=Fixed --columns id,text{enter}', /Send it\?.*$/],
  ['y{enter}', prompt],
];

const keys = { tab: '\t', enter: '\r', up: '\u001b[A', down: '\u001b[B', 'ctrl-c': '\u0003' };
const [columns, rows] = [92, 24];
/** Milliseconds without new text after which the screen is taken to be complete, and to wait for ever. */
const [quiet, patience] = [300, 20_000];

const root = fileURLToPath(new URL('..', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'cwm-record-'));
try {
  const terminal = await play();
  const text = textOf(terminal);
  const readme = join(root, 'README.md');
  const recorded = readFileSync(readme, 'utf8').replace(
    /(<!-- session -->\n)[^]*(<!-- \/session -->)/,
    (_all, begin, end) => `${begin}\n\`\`\`text\n${text}\n\`\`\`\n\n${end}`,
  );
  if (!recorded.includes(text)) throw new Error('README.md has no place for the session.');
  writeFileSync(readme, recorded);
  writeFileSync(join(root, 'docs', 'session.svg'), toSvg(readLines(terminal), columns));
} finally {
  rmSync(home, { recursive: true, force: true });
}

/** The terminal after the last step. */
async function play() {
  const terminal = new xterm.Terminal({
    cols: columns,
    rows,
    scrollback: 5000,
    allowProposedApi: true,
  });
  const bin = join(root, 'bin', 'cwm.js');
  const line = [process.execPath, bin, ...command].map((word) => `'${word}'`).join(' ');
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(?:(?:CWM|CONNECTWISE)_|NO_COLOR$|FORCE_COLOR$|COLORTERM$)/i.test(name),
    ),
  );
  const child = spawn(
    'script',
    [
      ...['--quiet', '--return', '--flush', '--command'],
      `stty cols ${columns} rows ${rows}; exec ${line}`,
      '/dev/null',
    ],
    {
      env: { ...env, CWM_HOME: home, TERM: 'xterm-256color', LANG: 'C.UTF-8', SHELL: '/bin/sh' },
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  try {
    let onText = () => undefined;
    child.stdout.on('data', (chunk) => terminal.write(chunk, () => onText()));
    const settles = async (wanted = /$/) => {
      for (const start = performance.now(); ;) {
        await new Promise((resolve) => {
          const timer = setTimeout(resolve, quiet);
          onText = () => timer.refresh();
        });
        const text = textOf(terminal);
        if (wanted.test(text)) return;
        if (performance.now() - start > patience) throw new Error(`never: ${wanted}\n${text}`);
      }
    };
    await settles(prompt);
    for (const [typed, wanted] of steps) {
      for (const [part] of typed.matchAll(/\{[a-z-]+\}|[^{]+/g)) {
        child.stdin.write(part.startsWith('{') ? keys[part.slice(1, -1)] : part);
        await settles();
      }
      await settles(wanted);
    }
    return terminal;
  } finally {
    child.kill('SIGKILL');
  }
}

/** What was written so far, without blanks at the end. */
function textOf(terminal) {
  return readLines(terminal)
    .map((cells) => cells.map(({ text }) => text).join(''))
    .join('\n');
}

/** The lines of a terminal, each as stretches of one look; without blanks at their ends, and empty ones at the end. */
function readLines(terminal) {
  const { active } = terminal.buffer;
  const lines = Array.from({ length: active.length }, (_, row) => readLine(active.getLine(row)));
  return lines.slice(0, lines.findLastIndex((cells) => cells.length > 0) + 1);
}

function readLine(line) {
  const end = line.translateToString(true).trimEnd().length;
  const stretches = [];
  for (let column = 0, length = 0; length < end; column += 1) {
    const cell = line.getCell(column);
    if (cell.getWidth() === 0) continue;
    const text = cell.getChars() || ' ';
    length += text.length;
    const look = {
      color: cell.isFgDefault() ? undefined : cell.getFgColor(),
      isBold: cell.isBold() !== 0,
      isDim: cell.isDim() !== 0,
      isInverse: cell.isInverse() !== 0,
    };
    const last = stretches.at(-1);
    if (last !== undefined && Object.keys(look).every((name) => last[name] === look[name]))
      last.text += text;
    else stretches.push({ column, text, ...look });
  }
  return stretches;
}
