// Runs the published conformance suite and the published inspector against the built server. Both are fetched by npx
// and are no dependencies. What does not concern cwm stands with its reason in test/conformance-baseline.json.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../bin/cwm.js', import.meta.url));
const baseline = JSON.parse(
  readFileSync(new URL('../test/conformance-baseline.json', import.meta.url), 'utf8'),
);
const specification = '2025-11-25';
/** The suite needs a newer Node than cwm does. */
const suite = [
  ...['-p', 'node@22', '-p', '@modelcontextprotocol/conformance@0.1.16'],
  'conformance',
];
const inspector = ['@modelcontextprotocol/inspector@0.15.0', '--cli'];
/** Milliseconds that one run of npx may take, fetching included. */
const patience = 300_000;

const folder = mkdtempSync(join(tmpdir(), 'cwm-conformance-'));
const home = join(folder, 'home');
const token = randomBytes(32).toString('base64url');
// The suite names a newer Node as its engine, and brings it: strictness, which this project asks of npm, would refuse.
const env = {
  ...process.env,
  CWM_HOME: home,
  CWM_MCP_TOKEN: token,
  npm_config_engine_strict: 'false',
};
// Reading extra certificates alone can triple the start of every Node.
delete env.NODE_EXTRA_CA_CERTS;
const problems = [];

try {
  await fetchable(suite, ['--version']);
  await runSuite();
  await runInspector();
} catch (error) {
  problems.push(error.message);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const problem of problems) console.error(`FAILED  ${problem}`);
if (problems.length === 0) console.log('All that concerns this server passes.');
process.exitCode = problems.length === 0 ? 0 : 1;

async function runSuite() {
  const server = await startServer();
  const proxy = await startProxy(new URL(server.url));
  const results = join(folder, 'results');
  try {
    await npx(suite, [
      ...['server', '--url', proxy.url, '--suite', 'all'],
      ...['--spec-version', specification, '-o', results],
    ]);
  } finally {
    proxy.close();
    await server.stop();
  }
  const scenarios = readResults(results);
  console.log(`Conformance suite, server scenarios of ${specification}`);
  for (const [name, failures] of scenarios) {
    const reason = baseline[name];
    const verdict =
      failures.length === 0 ? 'passes' : reason === undefined ? 'FAILS' : `left out: ${reason}`;
    console.log(`  ${name.padEnd(32)}${verdict}`);
    if (failures.length > 0 && reason === undefined)
      problems.push(`${name}: ${failures.join('; ')}`);
    if (failures.length === 0 && reason !== undefined)
      problems.push(`${name} passes: take it out of test/conformance-baseline.json`);
  }
  if (scenarios.size === 0) problems.push('the conformance suite left no results');
  for (const name of Object.keys(baseline).filter((one) => !scenarios.has(one)))
    problems.push(`${name} is no scenario: take it out of test/conformance-baseline.json`);
}

/** Failed checks by scenario: a folder each, `server-<scenario>-<time>`. */
function readResults(results) {
  const found = readdirSync(results).map((name) => {
    const scenario = /^server-(.*)-\d{4}-\d\d-\d\dT[\d-]+Z$/.exec(name)?.[1] ?? name;
    const checks = JSON.parse(readFileSync(join(results, name, 'checks.json'), 'utf8'));
    const failed = checks.filter(({ status }) => status === 'FAILURE');
    return [scenario, failed.map(({ id, errorMessage }) => errorMessage ?? id)];
  });
  return new Map(found.sort(([a], [b]) => a.localeCompare(b)));
}

async function runInspector() {
  const server = ['-e', `CWM_HOME=${home}`, 'node', bin];
  const serve = ['mcp', 'serve', '--profile', 'sandbox'];
  const call = (tool, ...args) => [
    ...['--method', 'tools/call', '--tool-name', tool],
    ...args.flatMap((arg) => ['--tool-arg', arg]),
  ];
  const runs = [
    ['tools/list', ['--method', 'tools/list']],
    ['search', call('search_api_endpoints', 'query=tickets')],
    ['details', call('get_api_endpoint_details', 'path=/service/tickets', 'method=GET')],
    ['execute GET', call('execute_api_call', 'path=/service/tickets/1', 'method=GET')],
  ];
  console.log('Inspector');
  for (const [name, args] of runs) {
    const { code, stdout, stderr } = await npx(inspector, [...server, ...serve, ...args]);
    const fault = code === 0 ? faultIn(stdout) : stderr.trim();
    console.log(`  ${name.padEnd(32)}${fault === undefined ? 'passes' : 'FAILS'}`);
    if (fault !== undefined) problems.push(`inspector, ${name}: ${fault}`);
  }
}

/** What is wrong with what the inspector shows of an answer. */
function faultIn(text) {
  const { tools, content, isError } = JSON.parse(text);
  if (tools?.length === 0 || isError === true) return text.trim();
  return tools === undefined && content === undefined ? 'neither tools nor content' : undefined;
}

async function startServer() {
  const args = ['mcp', 'serve', '--http', '--port', '0', '--profile', 'sandbox', '-o', 'json'];
  const child = spawn(process.execPath, [bin, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (chunk) => (stderr += chunk));
  const ended = new Promise((resolve) => child.once('close', resolve));
  const shown = new Promise((resolve) => child.stdout.once('data', resolve));
  const first = await Promise.race([shown, ended]);
  if (!Buffer.isBuffer(first)) throw new Error(`the server did not start: ${stderr.trim()}`);
  const stop = () => {
    child.kill();
    return ended;
  };
  return { url: JSON.parse(first.toString()).url, stop };
}

/** Adds the token, which the suite cannot send, and names the server's own port where the suite names the proxy's. */
async function startProxy(target) {
  const proxy = createServer((asked, answer) => {
    const host = asked.headers.host?.replace(`:${proxy.address().port}`, `:${target.port}`);
    const headers = { ...asked.headers, host, authorization: `Bearer ${token}` };
    const options = { method: asked.method, path: asked.url, headers };
    const passed = request({ host: target.hostname, port: target.port, ...options }, (response) => {
      answer.writeHead(response.statusCode, response.headers);
      response.pipe(answer);
    });
    passed.once('error', () => answer.destroy());
    answer.once('close', () => passed.destroy());
    asked.pipe(passed);
  });
  await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const close = () => {
    proxy.close();
    proxy.closeAllConnections();
  };
  return { url: `http://localhost:${proxy.address().port}${target.pathname}`, close };
}

async function fetchable(what, args) {
  const { code, stderr } = await npx(what, args);
  if (code !== 0) throw new Error(`npx could not fetch or start ${what.at(-1)}: ${stderr.trim()}`);
}

function npx(what, args) {
  // A shell finds npx on Windows, where it is a script.
  const child = spawn('npx', ['--yes', ...what, ...args], {
    env,
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: patience,
    shell: process.platform === 'win32',
  });
  const seen = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr']) child[name].on('data', (chunk) => (seen[name] += chunk));
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: 1, stdout: '', stderr: error.message }));
    child.once('close', (code) => resolve({ code, ...seen }));
  });
}
