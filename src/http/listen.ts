import { createServer, type RequestListener, type ServerOptions } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { codeOf } from '../errors/code-of.js';
import { LocalError, UsageError } from '../errors/errors.js';

export interface Place {
  host: string;
  /** 0 for any free one. */
  port: number;
  /** Makes it https. */
  tls?: { key: string; certificate: string } | undefined;
}

/** Who listens: what an error names, and what Node's server is told beside the defaults. */
export interface Listener {
  /** The command that serves, up to its `--port`. */
  command: string;
  /** What else may hold its port. */
  rival: string;
  limits?: ServerOptions;
}

export interface Listening {
  /** `http://127.0.0.1:3003` */
  origin: string;
  port: number;
  /** Takes no new requests, and gives those under way so many milliseconds to be answered. */
  close: (grace: number) => Promise<void>;
}

/** Serves http, or https with a certificate. Throws LocalError where the port is taken. */
export async function listen(
  respond: RequestListener,
  place: Place,
  { limits = {}, ...who }: Listener,
): Promise<Listening> {
  const { host, port, tls } = place;
  let closing = false;
  const listener: RequestListener = (request, response) => {
    // A connection that is kept open for more requests would be waited for until its client gives up.
    if (closing) response.setHeader('connection', 'close');
    response.once('close', () => {
      if (closing) setImmediate(() => server.closeIdleConnections());
    });
    respond(request, response);
  };
  const server =
    tls === undefined
      ? createServer(limits, listener)
      : (await import('node:https')).createServer(
          { ...limits, key: tls.key, cert: tls.certificate },
          listener,
        );
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  }).catch((error: unknown) => {
    throw listenFailure(error, place, who);
  });
  const taken = (server.address() as AddressInfo).port;
  return {
    origin: `${tls === undefined ? 'http' : 'https'}://${shownHost(host)}:${taken}`,
    port: taken,
    async close(grace) {
      closing = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const end = setTimeout(() => {
        for (const socket of sockets) socket.destroy();
      }, grace);
      await closed;
      clearTimeout(end);
    },
  };
}

/** What a client on this machine writes: every address of it includes its loopback. */
function shownHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

function listenFailure(
  error: unknown,
  { host, port }: Place,
  { command, rival }: Listener,
): unknown {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return new LocalError(`Port ${port} of ${host} is in use.`, {
        hint: `${rival} Or let it take a free port: ${command} --port 0`,
        cause: error,
      });
    case 'EACCES':
      return new LocalError(`This user may not listen on port ${port}.`, {
        hint: `Choose a port from 1024 up: ${command} --port 3003`,
        cause: error,
      });
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new UsageError(`${host} is no address of this machine.`, {
        hint: 'Leave --host out for this machine alone, or give 0.0.0.0 for all of its addresses.',
        cause: error,
      });
    default:
      return error;
  }
}
