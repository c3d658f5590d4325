import { timingSafeEqual } from 'node:crypto';
import type { Catalog } from '../catalog/catalog.js';
import { splitPath } from '../catalog/template.js';
import { sandboxCompany, type Account } from './accounts.js';
import { ApiFault, type Answer } from './answer.js';
import type { SandboxSwitches } from './switches.js';

export interface Gate {
  catalog: Catalog;
  accounts: ReadonlyMap<string, Account>;
  switches: SandboxSwitches;
  now: () => Date;
  /** Seconds to wait where too much was asked; undefined lets a request through. */
  throttle?: (() => number | undefined) | undefined;
}

/** A request that was let in: as whom, and to what path after `/apis/3.0`, its module in lower case. */
export interface Admitted {
  account: Account;
  path: string;
}

/** Characters of path and query; beyond them, conditions belong into a search's body. */
const longestTarget = 10_000;

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** What comes before a request is looked at, in the server's order; an answer where it ends there. */
export function admit(target: string, headers: Headers, gate: Gate): Admitted | Answer {
  const [pathname = ''] = target.split('?');
  const [, base, path] = /^(\/v[^/]*\/apis\/3\.0)(\/.*)?$/i.exec(pathname) ?? [];
  const [user, password] = credentials(headers['authorization']);
  const [company, key] = user.split('+');
  const doubled = /^\/v[^/]*\/apis\//i.test(path ?? '');
  if (base === undefined || doubled || (key !== undefined && company !== sandboxCompany))
    return {
      status: 400,
      body: `Cannot route. Codebase/company is invalid: ${splitPath(pathname)[0] ?? ''}/${company ?? ''}`,
    };
  if (target.length > longestTarget) return { status: 414, body: 'The request URI is too long.' };
  const account = accountOf(user, password, gate);
  refuseClient(headers['clientid'], gate.switches);
  const wait = gate.throttle?.();
  if (wait !== undefined) return throttled(wait);
  const [module = '', ...rest] = (path ?? '/').slice(1).split('/');
  if (!gate.catalog.modules().includes(module.toLowerCase())) return noSuchFile;
  return { account, path: `/${[module.toLowerCase(), ...rest].join('/')}` };
}

function credentials(header: string | string[] | undefined): [string, string] {
  const [, encoded] = /^Basic\s+(\S+)$/i.exec(String(header)) ?? [];
  const text = Buffer.from(encoded ?? '', 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon === -1 ? ['', ''] : [text.slice(0, colon), text.slice(colon + 1)];
}

function accountOf(user: string, password: string, { accounts, now }: Gate): Account {
  if (user === '')
    throw new ApiFault(401, 'ConnectWiseApi', 'UserNotAuthenticated: no credentials were given.');
  const account = accounts.get(user);
  const expired = account?.expires !== undefined && account.expires <= now();
  if (account === undefined || expired || !isSame(account.password, password))
    throw new ApiFault(401, 'Unauthorized', 'The company, public key or private key is wrong.');
  return account;
}

function isSame(wanted: string, given: string): boolean {
  const [a, b] = [Buffer.from(wanted), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function refuseClient(
  clientId: string | string[] | undefined,
  { clientId: status }: SandboxSwitches,
): void {
  // Any integration's id will do, and the company's, which clients without an id of their own send.
  if (guid.test(String(clientId)) || clientId === sandboxCompany) return;
  throw new ApiFault(Number(status), 'Unauthorized', 'A valid clientId header is required.');
}

const guid = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;

/** The only error whose body has `error` in place of `code`. */
function throttled(seconds: number): Answer {
  return {
    status: 429,
    body: { error: 'ConnectWiseAPI', message: `Throttled; wait ${seconds} seconds.` },
    headers: { 'retry-after': String(seconds) },
  };
}

/** The web server's own page, before the API sees anything. */
const noSuchFile: Answer = {
  status: 404,
  body: '<!DOCTYPE html><html><head><title>404</title></head><body><h1>404</h1><p>There is no file or directory of this name.</p></body></html>\n',
  headers: { 'content-type': 'text/html' },
};
