// What a cold sandbox adds to a call, and how long conditions take on 100,000 tickets. Reports; never fails.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const rounds = 15;
const repeats = 5;
const bin = fileURLToPath(new URL('../../bin/cwm.js', import.meta.url));
const calls = [
  ['/service/tickets', 150],
  ['/time/entries', 150],
  ['/company/companies', 150],
  ['/system/members', 150],
  ['/finance/invoices', 150],
  ['/company/configurations', 150],
];
const conditions = [
  'id = 4711',
  'closedFlag = false',
  'company/identifier = "ACME" and status/name = "New"',
  'summary contains "printer"',
  'summary like "%mail%" or priority/name = "Priority 1 - Critical"',
  'lastUpdated > [2026-01-01T00:00:00Z] and board/name in ("Help Desk", "Alerts")',
  'company/identifier != "ACME" and (closedFlag = true or owner/identifier = "jdoe")',
];

const homes = [];
const running = [];
try {
  await measureColdCalls();
  await measureConditions();
} catch (error) {
  console.log(`No measurement: ${error.message}`);
} finally {
  for (const child of running) child.kill();
  for (const home of homes) rmSync(home, { recursive: true, force: true });
}

/** The same call on a sandbox that has no records yet, and on one that is served and has made them. */
async function measureColdCalls() {
  console.log(`First answer of a cold sandbox beside a warm server, medians of ${rounds} pairs`);
  for (const [path, bound] of calls) {
    const { env } = await serve(newHome());
    const args = ['call', path, '-o', 'json', '--quiet'];
    cwm(args, env);
    const pairs = Array.from({ length: rounds }, () => ({
      warm: cwm(args, env),
      cold: cwm([...args, '--profile', 'sandbox'], { CWM_HOME: newHome() }),
    }));
    const added = median(pairs.map(({ warm, cold }) => cold - warm));
    const times = `${median(pairs.map(({ cold }) => cold)).toFixed(0)} ms cold`;
    console.log(
      `${path.padEnd(28)}${times.padStart(14)}  +${added.toFixed(0)} ms  bound ${bound}  ${added <= bound ? 'ok' : 'OVER'}`,
    );
  }
}

async function measureConditions() {
  const home = newHome();
  const tickets = 100_000;
  cwm(['sandbox', 'reset', '--tickets', String(tickets), '--yes'], { CWM_HOME: home });
  const { address } = await serve(home);
  const start = performance.now();
  await ask(address, { conditions: 'id = 1' });
  console.log(
    `\nConditions on ${tickets} tickets, which took ${((performance.now() - start) / 1000).toFixed(1)} s to make`,
  );
  for (const text of conditions) {
    for (const [kind, query] of [
      ['page ', { conditions: text }],
      ['count', { conditions: text }],
    ]) {
      const times = [];
      for (let round = 0; round < repeats; round++) {
        const before = performance.now();
        await ask(address, query, kind === 'count' ? '/count' : '');
        times.push(performance.now() - before);
      }
      const time = median(times);
      console.log(
        `${kind} ${text.padEnd(84)}${time.toFixed(0).padStart(6)} ms  bound 200  ${time <= 200 ? 'ok' : 'OVER'}`,
      );
    }
  }
}

async function ask({ api, company, publicKey, privateKey, clientId }, query, rest = '') {
  const response = await fetch(`${api}/service/tickets${rest}?${new URLSearchParams(query)}`, {
    headers: { authorization: `Basic ${btoa(`${company}+${publicKey}:${privateKey}`)}`, clientId },
  });
  const text = await response.text();
  if (!response.ok) throw new Error(text);
}

/** `cwm sandbox serve` as a process; the environment that points cwm at it. */
async function serve(home) {
  const child = spawn(process.execPath, [bin, 'sandbox', 'serve', '--port', '0', '-o', 'json'], {
    env: environment({ CWM_HOME: home }),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  running.push(child);
  const shown = await new Promise((resolve, reject) => {
    child.stdout.setEncoding('utf8').once('data', resolve);
    child.once('exit', (code) => reject(new Error(`sandbox serve ended with ${code}`)));
  });
  const address = JSON.parse(shown);
  const lines = address.sh.map((line) => /^export (\w+)='(.*)'$/.exec(line).slice(1));
  return { address, env: { CWM_HOME: home, ...Object.fromEntries(lines) } };
}

/** Milliseconds from start to end of a process. */
function cwm(args, env) {
  const start = performance.now();
  const { status, error, stderr } = spawnSync(process.execPath, [bin, ...args], {
    env: environment(env),
    encoding: 'utf8',
  });
  const time = performance.now() - start;
  if (status !== 0) throw error ?? new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return time;
}

function environment(own) {
  const foreign = /^(?:CWM_|CONNECTWISE_|NODE_EXTRA_CA_CERTS$)/;
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name))),
    ...own,
  };
}

function newHome() {
  const home = mkdtempSync(join(tmpdir(), 'cwm-bench-'));
  homes.push(home);
  return home;
}

function median(values) {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
}
