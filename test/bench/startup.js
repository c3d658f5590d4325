// How long cwm takes to start, as a multiple of the start of a bare Node on this machine. Reports; never fails.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const rounds = 21;
const bare = ['-e', '0'];
const bin = fileURLToPath(new URL('../../bin/cwm.js', import.meta.url));
const subjects = [
  { name: 'cwm --version', args: [bin, '--version'], bound: 1.6 },
  { name: 'cwm --help', args: [bin, '--help'], bound: 1.6 },
  {
    name: 'cwm search … -o json',
    args: [bin, 'search', 'list open tickets', '-o', 'json'],
    bound: 3.5,
  },
  {
    name: 'cwm search, with memory',
    args: [bin, 'search', 'list open tickets', '-o', 'json'],
    bound: 3.5,
    used: true,
  },
  {
    name: 'cwm search, field words',
    args: [bin, 'search', 'warranty expiration', '-o', 'json'],
    bound: 3.5,
  },
  { name: 'cwm describe … -o json', args: [bin, 'describe', '/service/tickets', '-o', 'json'] },
];

const home = mkdtempSync(join(tmpdir(), 'cwm-bench-'));
const usedHome = mkdtempSync(join(tmpdir(), 'cwm-bench-'));
const env = { ...process.env, CWM_HOME: home };
// Reading extra certificates alone can triple the start of every Node.
delete env.NODE_EXTRA_CA_CERTS;
delete env.CWM_CATALOG;

try {
  console.log(
    `Start-up beside node -e 0, medians of ${rounds} pairs, Node ${process.versions.node}`,
  );
  // A call leaves a memory behind.
  measure([bin, 'call', '/service/tickets', '--profile', 'sandbox'], usedHome);
  for (const { name, args, bound, used } of subjects) {
    const ownHome = used ? usedHome : home;
    measure(args, ownHome); // fills the file cache
    // In pairs, so that a busy moment of the machine falls on both.
    const pairs = Array.from({ length: rounds }, () => ({
      node: measure(bare),
      cwm: measure(args, ownHome),
    }));
    const ratio = median(pairs.map(({ node, cwm }) => cwm / node));
    const verdict = bound === undefined ? '' : `bound ${bound}  ${ratio <= bound ? 'ok' : 'OVER'}`;
    const times = `${median(pairs.map(({ cwm }) => cwm)).toFixed(1)} ms`.padStart(10);
    console.log(`${name.padEnd(25)}${times}${ratio.toFixed(2).padStart(8)} x  ${verdict}`);
  }
} catch (error) {
  console.log(`No measurement: ${error.message}`);
} finally {
  rmSync(home, { recursive: true, force: true });
  rmSync(usedHome, { recursive: true, force: true });
}

/** Milliseconds from start to end of a process. */
function measure(args, ownHome = home) {
  const start = performance.now();
  const { status, error, stderr } = spawnSync(process.execPath, args, {
    env: { ...env, CWM_HOME: ownHome },
    encoding: 'utf8',
  });
  const time = performance.now() - start;
  if (status !== 0) throw error ?? new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return time;
}

function median(values) {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
}
