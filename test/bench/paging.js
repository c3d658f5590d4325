// `call --all -o ndjson` over a local server beside a bare loop that fetches, parses and prints the same pages:
// time and peak memory, and what fetching several pages at a time gains. Reports; never fails.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../../bin/cwm.js', import.meta.url));
const server = fileURLToPath(new URL('page-server.js', import.meta.url));
const loop = fileURLToPath(new URL('bare-loop.js', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'cwm-bench-'));
const peak = fileURLToPath(new URL('peak-memory.js', import.meta.url));
const base = '/v4_6_release/apis/3.0';

try {
  await measureRows(Number(process.argv[2] ?? 1_000_000));
  await measureLatency();
} finally {
  rmSync(home, { recursive: true, force: true });
}

async function measureRows(total) {
  const list = await serve({ total, delay: 0 });
  const runs = [];
  for (let round = 0; round < 3; round++) {
    runs.push({
      bare: await run([loop, `${list.url}/service/tickets?pageSize=1000`]),
      cwm: await run([bin, 'call', '/service/tickets', '--all', '-o', 'ndjson'], list.url),
    });
  }
  const csv = await run([bin, 'call', '/service/tickets', '--all', '-o', 'csv'], list.url);
  list.close();
  console.log(`${total} rows as ndjson, medians of 3 pairs`);
  for (const name of ['bare', 'cwm']) {
    const { seconds } = middle(runs.map((pair) => pair[name]));
    const memory = Math.max(...runs.map((pair) => pair[name].memory));
    const lines = runs[0][name].lines;
    console.log(
      `${name.padEnd(6)}${seconds.toFixed(1).padStart(7)} s ${Math.round(total / seconds)
        .toString()
        .padStart(8)} rows/s  peak ${memory} MB  ${lines} lines`,
    );
  }
  const ratios = runs.map(({ bare, cwm }) => cwm.seconds / bare.seconds).sort((a, b) => a - b);
  const memory = Math.max(...runs.map(({ cwm }) => cwm.memory));
  console.log(
    `ratio ${ratios[1].toFixed(2)}  bound 1.3  ${ratios[1] <= 1.3 ? 'ok' : 'OVER'};  memory bound 200 MB  ${memory <= 200 ? 'ok' : 'OVER'}`,
  );
  console.log(`csv   ${csv.seconds.toFixed(1).padStart(8)} s  peak ${csv.memory} MB`);
}

async function measureLatency() {
  const list = await serve({ total: 40_000, delay: 50 });
  console.log('40 pages with 50 ms latency');
  for (const pages of [1, 4]) {
    const { seconds } = await run(
      [bin, 'call', '/service/tickets', '--all', '-o', 'ndjson', '--page-concurrency', `${pages}`],
      list.url,
    );
    console.log(`${pages} at a time  ${seconds.toFixed(2)} s`);
  }
  list.close();
}

function middle(runs) {
  return [...runs].sort((a, b) => a.seconds - b.seconds)[Math.floor(runs.length / 2)];
}

/** One process to its end: how long it took, its peak memory, the lines it printed. */
function run(args, url) {
  const env = {
    ...process.env,
    CWM_HOME: home,
    CONNECTWISE_API_URL: url,
    CONNECTWISE_COMPANY_ID: 'bench',
    CONNECTWISE_PUBLIC_KEY: 'BenchPublicKey',
    CONNECTWISE_PRIVATE_KEY: 'BenchPrivateKey',
  };
  delete env.NODE_EXTRA_CA_CERTS;
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', peak, ...args], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let lines = 0;
    let errors = '';
    child.stdout.on('data', (chunk) => {
      for (const byte of chunk) if (byte === 10) lines++;
    });
    child.stderr.on('data', (chunk) => (errors += chunk));
    child.on('close', (code) => {
      const memory = Number(/peak-rss (\d+)/.exec(errors)?.[1] ?? 0);
      if (code !== 0) reject(new Error(errors));
      else resolve({ seconds: (performance.now() - started) / 1000, memory, lines });
    });
  });
}

/** A list of tickets, by id or by number, its pages made once. The server runs in a process of its own. */
async function serve({ total, delay }) {
  const child = spawn(process.execPath, [server, String(total), String(delay), base], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = await once(child.stdout, 'data');
  return { url: `http://127.0.0.1:${String(port).trim()}${base}`, close: () => child.kill() };
}
