import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Why a request over HTTP is not taken, with the status that says so. */
export class HttpRefusal extends Error {
  readonly status: number;
  /** JSON-RPC's code. */
  readonly code: number;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    message: string,
    {
      code = serverError,
      headers = {},
    }: { code?: number; headers?: Record<string, string> | undefined } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** JSON-RPC's codes for what is wrong with a request as such. */
export const invalidRequest = -32600;
export const parseError = -32700;
const serverError = -32000;

type Knock = Pick<IncomingMessage, 'method' | 'headers' | 'rawHeaders'> & {
  socket: Pick<IncomingMessage['socket'], 'localAddress' | 'localPort'>;
};

const loopback = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Lets in only who means this server and is no web page: a page that a browser has open can make its own name point to
 * this machine, but then its name stands in Host, and the page in Origin.
 */
export function refuseForeign({ headers, rawHeaders, socket }: Knock, servedHost: string): void {
  const { localAddress = '', localPort = 0 } = socket;
  // A connection came to an address of this machine; written as a number, no foreign name hides behind it.
  const names = new Set([...loopback, bracketed(servedHost), bracketed(plainIp(localAddress))]);
  const host = (headers.host ?? '').toLowerCase();
  const hosts = rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === 'host');
  const isOurs =
    [...names].some((name) => host === `${name}:${localPort}`) ||
    (localPort === 80 && names.has(host));
  if (!isOurs || hosts.length > 1)
    throw new HttpRefusal(403, 'The Host header does not name this server.');
  if (headers.origin !== undefined && !isLocalPage(headers.origin))
    throw new HttpRefusal(403, 'Pages of this origin may not use this server.');
}

/** A page served on this machine, written as browsers write an origin. */
function isLocalPage(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, hostname, origin: written } = new URL(origin);
  return /^https?:$/.test(protocol) && loopback.includes(hostname) && written === origin;
}

/** Lets in only who has the token. */
export function refuseStranger({ headers }: Pick<Knock, 'headers'>, token: string): void {
  const [, given = ''] = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '') ?? [];
  // As digests both are of one length, and how long comparing takes tells nothing.
  if (timingSafeEqual(digest(given), digest(token))) return;
  throw new HttpRefusal(401, 'The bearer token of this server is needed.', {
    headers: { 'www-authenticate': 'Bearer realm="cwm"' },
  });
}

/** Lets in only what has the form of the protocol. */
export function refuseForm({ method = '', headers }: Pick<Knock, 'method' | 'headers'>): void {
  if (!['GET', 'POST', 'DELETE'].includes(method)) {
    throw new HttpRefusal(405, `${method} is not taken here.`, {
      headers: { allow: 'GET, POST, DELETE' },
    });
  }
  const { accept = '', 'content-type': type = '', 'content-encoding': encoding } = headers;
  const wanted =
    method === 'POST'
      ? ['application/json', 'text/event-stream']
      : method === 'GET'
        ? ['text/event-stream']
        : [];
  if (!wanted.every((one) => accept.includes(one)))
    throw new HttpRefusal(406, `Accept must list ${wanted.join(' and ')}.`);
  if (method !== 'POST') return;
  if (!/^application\/json\s*(?:;|$)/i.test(type.trim()))
    throw new HttpRefusal(415, 'Content-Type must be application/json.');
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity')
    throw new HttpRefusal(415, 'The body must not be compressed.');
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** An IPv4 address that came over an IPv6 socket, as it is written elsewhere. */
function plainIp(address: string): string {
  return address.replace(/^::ffff:(?=[\d.]+$)/i, '');
}

/** A host as it stands in a URL. */
export function bracketed(host: string): string {
  const lower = host.toLowerCase();
  return lower.includes(':') ? `[${lower}]` : lower;
}
