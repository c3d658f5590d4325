import { request as requestHttp, type ClientRequest } from 'node:http';
import { Agent, request as requestHttps, type AgentOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import { decodePercent } from '../text/percent.js';

/** Connections through a proxy: CONNECT to the server, then TLS with the server itself. */
export class TunnelAgent extends Agent {
  readonly #proxy: URL;
  readonly #seconds: number;
  /** What ends each tunnel that is still being made. */
  readonly #pending = new Set<(error: Error) => void>();

  constructor(options: AgentOptions, proxy: URL, seconds: number) {
    super(options);
    this.#proxy = proxy;
    this.#seconds = seconds;
  }

  override createConnection(
    options: ConnectionOptions,
    callback: (error: Error | null, socket?: Duplex) => void,
  ): undefined {
    const request = this.#connect(`${options.host ?? ''}:${options.port ?? 443}`, options.ca);
    // Once the proxy has granted the tunnel, ending the request no longer ends its connection.
    const opened: { destroy: () => unknown }[] = [request];
    let settled = false;
    const settle = (error: Error | null, socket?: Duplex): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      this.#pending.delete(settle);
      if (error !== null) for (const connection of opened.toReversed()) connection.destroy();
      callback(error, socket);
    };
    this.#pending.add(settle);
    const timer = setTimeout(
      () => settle(tunnelError('ETIMEDOUT', 'The proxy made no connection in time')),
      this.#seconds * 1000,
    );
    request.once('error', settle);
    request.once('response', ({ statusCode = 0 }) => settle(refusal(statusCode)));
    request.once('connect', ({ statusCode = 0 }, socket) => {
      opened.push(socket);
      if (statusCode !== 200) {
        settle(refusal(statusCode));
        return;
      }
      const secure = connectTls({ ...options, socket });
      opened.push(secure);
      secure.once('error', (error: Error) => settle(error));
      secure.once('close', () => settle(tunnelError('ECONNRESET', 'The tunnel was closed')));
      secure.once('secureConnect', () => settle(null, secure));
    });
    request.end();
    return undefined;
  }

  override destroy(): void {
    for (const end of this.#pending) end(tunnelError('ECONNABORTED', 'The tunnel was given up'));
    super.destroy();
  }

  #connect(authority: string, ca: ConnectionOptions['ca']): ClientRequest {
    const { protocol, hostname, port, username, password } = this.#proxy;
    const user = `${decodePercent(username)}:${decodePercent(password)}`;
    const common = {
      method: 'CONNECT',
      host: hostname.replace(/^\[|\]$/g, ''),
      path: authority,
      headers: {
        host: authority,
        ...(username === '' && password === ''
          ? {}
          : { 'proxy-authorization': `Basic ${Buffer.from(user).toString('base64')}` }),
      },
      agent: false as const,
    };
    return protocol === 'https:'
      ? requestHttps({
          ...common,
          port: port === '' ? 443 : port,
          ...(ca === undefined ? {} : { ca }),
          rejectUnauthorized: true,
        })
      : requestHttp({ ...common, port: port === '' ? 80 : port });
  }
}

/** The code under which a proxy's refusal is known: `PROXY_407`. */
function refusal(status: number): Error {
  return tunnelError(`PROXY_${status}`, `The proxy answered ${status}`);
}

function tunnelError(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
