import { BlockList, isIP } from 'node:net';
import { ConfigError } from '../errors/errors.js';
import { isLoopback } from './base-url.js';
import { valueOf } from './proxy-passwords.js';

type Env = Readonly<Record<string, string | undefined>>;

export interface Proxy {
  url: URL;
  /** The variable that names it. */
  variable: string;
}

/**
 * The proxy that the environment names for an address, by the usual variables in either case. This machine is
 * never asked for through one. Throws ConfigError for a proxy that cannot be used.
 */
export function proxyFor(target: string, env: Env): Proxy | undefined {
  const { protocol, hostname, port } = new URL(target);
  if (isLoopback(hostname)) return undefined;
  const own = protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const variable = [own.toLowerCase(), own, 'all_proxy', 'ALL_PROXY'].find(
    (name) => valueOf(env, name) !== undefined,
  );
  if (variable === undefined) return undefined;
  const excepted = valueOf(env, 'no_proxy') ?? valueOf(env, 'NO_PROXY') ?? '';
  const wanted = port === '' ? (protocol === 'https:' ? '443' : '80') : port;
  if (excepted.split(/[\s,]+/).some((entry) => isExcepted(entry, hostname, wanted)))
    return undefined;
  return { url: proxyUrl(valueOf(env, variable) ?? '', variable), variable };
}

function proxyUrl(text: string, variable: string): URL {
  // The value is not repeated: it may hold a password.
  const bad = (problem: string) =>
    new ConfigError(`The proxy in ${variable} ${problem}.`, {
      hint: 'It looks like http://proxy.example.com:8080; NO_PROXY names hosts that need none.',
    });
  const address = text.includes('://') ? text : `http://${text}`;
  if (!URL.canParse(address)) throw bad('is not a URL');
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw bad(`is of a kind that cwm cannot use (${url.protocol}//)`);
  return url;
}

/** Whether one entry of NO_PROXY means a host: `*`, a name with what lies below it, an address, a range, each with a port or not. */
function isExcepted(entry: string, hostname: string, port: string): boolean {
  if (entry === '') return false;
  if (entry === '*') return true;
  const [, written = entry, onlyPort] = /^(.*[^:\]]\]?):(\d+)$/.exec(entry) ?? [];
  const isPortless = onlyPort === undefined || isIP(entry) === 6;
  if (!isPortless && onlyPort !== port) return false;
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const name = (isPortless ? entry : written).replace(/^\[|\]$/g, '').toLowerCase();
  if (name.includes('/')) return isInRange(host, name);
  const bare = name.replace(/^\*?\./, '');
  return host === bare || (isIP(host) === 0 && host.endsWith(`.${bare}`));
}

function isInRange(host: string, range: string): boolean {
  const [network = '', bits = ''] = range.split('/');
  const family = isIP(network);
  if (family === 0 || isIP(host) !== family || !/^\d{1,3}$/.test(bits)) return false;
  if (Number(bits) > (family === 4 ? 32 : 128)) return false;
  const list = new BlockList();
  list.addSubnet(network, Number(bits), family === 4 ? 'ipv4' : 'ipv6');
  return list.check(host, family === 4 ? 'ipv4' : 'ipv6');
}
