import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord } from '../../src/text/records.js';
import { fakeKeys, type Stub } from './fake-api.js';
import { runCwm, temporaryFolder, type Run, type RunOptions } from './run-cwm.js';

/** `cwm login` as a script runs it, with the keys on standard input. */
export async function scriptedLogin(
  host: string,
  flags: readonly string[] = [],
  options: RunOptions = {},
): Promise<Run & { home: string }> {
  const { company, ...keys } = fakeKeys;
  const home = options.home ?? temporaryFolder();
  const run = await runCwm(
    ['login', '--host', host, '--company', company, '--keys', '-', '--store', 'file', ...flags],
    { stdin: JSON.stringify(keys), ...options, home },
  );
  return { ...run, home };
}

/** What a server answers whose company is the one of the fake keys, and that takes these. */
export function goodAnswers(codebase = 'v4_6_release'): Stub[] {
  const base = codebase === 'v4_6_release' ? '' : `/${codebase}/apis/3.0`;
  return [
    {
      request: `GET /login/companyinfo/${fakeKeys.company}`,
      body: { CompanyName: 'Acme', CompanyID: fakeKeys.company, Codebase: `${codebase}/` },
      times: 2,
      optional: true,
    },
    { request: `GET ${base}/system/info`, body: { version: 'v2025.1' }, optional: true },
    { request: `GET ${base}/company/companies?pageSize=1&fields=id`, body: [], optional: true },
  ];
}

/** The settings, without where they are described, and the keys that a home holds; undefined where it has none. */
export function storedIn(home: string): { settings: unknown; keys: unknown } {
  const settings = jsonAt(home, 'settings.json');
  if (isRecord(settings)) delete settings['$schema'];
  return { settings, keys: jsonAt(home, 'keys.json') };
}

function jsonAt(home: string, name: string): unknown {
  const file = join(home, 'config', name);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** Which secrets stand in what a run has printed. */
export function leaked({ stdout, stderr }: Run): string[] {
  const { publicKey, privateKey, clientId } = fakeKeys;
  return [publicKey, privateKey, clientId].filter((one) => `${stdout}${stderr}`.includes(one));
}
