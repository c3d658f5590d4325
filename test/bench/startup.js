// How long cwm takes to start, as a multiple of the start of a bare Node on this machine. Reports; never fails.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const rounds = 15;
const bin = fileURLToPath(new URL('../../bin/cwm.js', import.meta.url));
const subjects = [
  { name: 'node -e 0', args: ['-e', '0'] },
  { name: 'cwm --version', args: [bin, '--version'], bound: 1.6 },
  { name: 'cwm --help', args: [bin, '--help'], bound: 1.6 },
  {
    name: 'cwm search … -o json',
    args: [bin, 'search', 'list open tickets', '-o', 'json'],
    bound: 3.5,
  },
  { name: 'cwm describe … -o json', args: [bin, 'describe', '/service/tickets', '-o', 'json'] },
];

const home = mkdtempSync(join(tmpdir(), 'cwm-bench-'));
const env = { ...process.env, CWM_HOME: home };
// Reading extra certificates alone can triple the start of every Node.
delete env.NODE_EXTRA_CA_CERTS;
delete env.CWM_CATALOG;

try {
  const times = subjects.map(() => []);
  // In turn, so that a busy moment of the machine falls on all of them.
  for (let round = 0; round <= rounds; round++)
    for (const [index, { args }] of subjects.entries()) {
      const time = measure(args);
      // The first round fills the file cache.
      if (round > 0) times[index].push(time);
    }
  report(times.map(median));
} catch (error) {
  console.log(`No measurement: ${error.message}`);
} finally {
  rmSync(home, { recursive: true, force: true });
}

/** Milliseconds from start to end of a process. */
function measure(args) {
  const start = performance.now();
  const { status, error, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
  const time = performance.now() - start;
  if (status !== 0) throw error ?? new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return time;
}

function median(values) {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
}

function report(medians) {
  const row = (...cells) =>
    console.log(
      cells.map((cell, index) => (index === 0 ? cell.padEnd(24) : cell.padStart(10))).join(''),
    );
  console.log(`Start-up, medians of ${rounds} interleaved runs, Node ${process.versions.node}`);
  row('', 'median', 'ratio', 'bound', '');
  for (const [index, { name, bound }] of subjects.entries()) {
    const ratio = medians[index] / medians[0];
    row(
      name,
      `${medians[index].toFixed(1)} ms`,
      ratio.toFixed(2),
      bound === undefined ? '' : bound.toFixed(1),
      bound === undefined ? '' : ratio <= bound ? 'ok' : 'OVER',
    );
  }
}
