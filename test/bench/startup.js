// How long cwm takes to start, as a multiple of the start of a bare Node on this machine. Reports; never fails.
import { spawn, spawnSync } from 'node:child_process';
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
  {
    name: 'cwm complete, a path',
    args: [bin, 'complete', '--', 'call', '/service/ti'],
    most: 150,
    used: true,
  },
  {
    name: 'cwm complete, a condition',
    args: [bin, 'complete', '--', 'call', '/service/tickets', '--where', 'sta'],
    most: 150,
    used: true,
  },
  {
    name: 'cwm mcp serve, tools/list',
    args: [bin, 'mcp', 'serve', '--profile', 'sandbox'],
    bound: 5,
    measure: measureTools,
  },
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
  for (const { name, args, bound, most, used, measure: measureCwm = measure } of subjects) {
    const ownHome = used ? usedHome : home;
    await measureCwm(args, ownHome); // fills the file cache
    // In pairs, so that a busy moment of the machine falls on both.
    const pairs = [];
    for (let round = 0; round < rounds; round += 1)
      pairs.push({ node: measure(bare), cwm: await measureCwm(args, ownHome) });
    const ratio = median(pairs.map(({ node, cwm }) => cwm / node));
    const above = median(pairs.map(({ node, cwm }) => cwm - node));
    const verdict =
      most !== undefined
        ? `${above.toFixed(0)} ms above, bound ${most}  ${above <= most ? 'ok' : 'OVER'}`
        : bound === undefined
          ? ''
          : `bound ${bound}  ${ratio <= bound ? 'ok' : 'OVER'}`;
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

/** Milliseconds from start to the list of tools, for an assistant that asks for it. */
async function measureTools(args) {
  const start = performance.now();
  const child = spawn(process.execPath, args, { env, stdio: ['pipe', 'pipe', 'ignore'] });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const params = {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: { name: 'bench', version: '1' },
  };
  const requests = [
    { id: 1, method: 'initialize', params },
    { id: 2, method: 'tools/list' },
  ];
  for (const request of requests)
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...request })}\n`);
  let time;
  let answers = 0;
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    answers += chunk.split('\n').length - 1;
    if (answers < requests.length || time !== undefined) continue;
    time = performance.now() - start;
    child.stdin.end();
  }
  await ended;
  if (time === undefined) throw new Error(`${args.join(' ')} ended before it answered`);
  return time;
}

function median(values) {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
}
