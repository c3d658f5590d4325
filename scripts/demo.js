// Shows cwm at work on the sandbox, with a data folder of its own that is removed afterwards (npm run demo).
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const sandbox = ['--profile', 'sandbox'];
const note = { text: 'Called the customer: everything works again.', internalAnalysisFlag: true };
const steps = [
  ['search', 'list open tickets', '--limit', '5', '-o', 'table'],
  ['describe', '/service/tickets/1/notes', '-o', 'table'],
  [
    ...['call', 'GET', '/service/tickets', '--conditions', 'closedFlag = false'],
    ...['--fields', 'id,summary,status/name,priority/name', '--order-by', 'id desc'],
    ...['--page-size', '5', '-o', 'table', ...sandbox],
  ],
  [
    ...['call', 'POST', '/service/tickets/1/notes', '-d', JSON.stringify(note), '--yes'],
    ...['--columns', 'id,ticketId,text', '-o', 'table', ...sandbox],
  ],
  [
    ...['call', 'GET', '/service/tickets/1/notes', '--fields', 'id,text,dateCreated'],
    ...['--order-by', 'id desc', '-o', 'table', ...sandbox],
  ],
];

const bin = fileURLToPath(new URL('../bin/cwm.js', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'cwm-demo-'));
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(?:CWM|CONNECTWISE)_/i.test(name)),
);
try {
  for (const words of steps) {
    console.log(`$ cwm ${words.map(quoted).join(' ')}`);
    const { status, error } = spawnSync(process.execPath, [bin, ...words], {
      env: { ...env, CWM_HOME: home },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    if (error !== undefined) throw error;
    if (status !== 0) {
      process.exitCode = status ?? 1;
      break;
    }
    console.log();
  }
} finally {
  rmSync(home, { recursive: true, force: true });
}

/** A word as a POSIX shell takes it. */
function quoted(word) {
  return /^[\w/.,:=@-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
