import { ConfigError } from '../errors/errors.js';

/**
 * The address of the API as people write it: a host, a host with its codebase, or all of it. The result goes up
 * to and including `/apis/3.0`. Throws ConfigError for what is not one, naming the place where it is set.
 */
export function readBaseUrl(text: string, place = 'CONNECTWISE_API_URL'): string {
  const bad = (problem: string) =>
    new ConfigError(`${place} ${problem}.`, {
      hint: 'It looks like https://api-na.myconnectwise.net/v4_6_release/apis/3.0',
    });
  let url: URL;
  try {
    url = new URL(text.includes('://') ? text : `https://${text}`);
  } catch {
    throw bad('is not a URL');
  }
  if (url.username !== '' || url.password !== '') throw bad('must not carry credentials');
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname)))
    throw bad('must be https');
  if (url.search !== '' || url.hash !== '') throw bad('must not have a query');
  return `${url.origin}${basePath(url.pathname, bad)}`;
}

function basePath(pathname: string, bad: (problem: string) => ConfigError): string {
  const path = pathname.replace(/\/{2,}/g, '/').replace(/\/$/, '');
  if (path === '') return '/v4_6_release/apis/3.0';
  const [, base, rest = ''] = /^(.*?\/apis\/3\.0)(\/.*)?$/i.exec(path) ?? [];
  if (base === undefined) {
    if (/\/v\d+_\w+$/i.test(path)) return `${path}/apis/3.0`;
    if (/\/v\d+_\w+\/apis$/i.test(path)) return `${path}/3.0`;
    throw bad(`has the path ${path}, which ends neither in /apis/3.0 nor in a codebase`);
  }
  // Somebody has put the path behind an address that had it already.
  if (rest !== '' && !/^(?:\/v\d+_\w+)?\/apis\/3\.0$/i.test(rest))
    throw bad(`goes on behind /apis/3.0: leave ${rest} out`);
  return base;
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

/** Where the cloud shows its pages, and so what people copy from their browser. */
const webHosts = new Set([
  ...['na', 'eu', 'au', 'aus', 'za'].map((region) => `${region}.myconnectwise.net`),
  'staging.connectwisedev.com',
]);

/** What to try where a cloud address is one for browsers: its API answers under another name. */
export function apiHostAdvice(url: string): string | undefined {
  const { hostname } = new URL(url);
  if (!webHosts.has(hostname)) return undefined;
  return `${hostname} is the host for browsers; the API answers at api-${hostname}.`;
}
