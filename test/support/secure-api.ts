import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:https';
import { connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from './run-cwm.js';

/** Why no certificate can be made here; undefined where one can. */
export function whyNoCertificate(): string | undefined {
  try {
    execFileSync('openssl', ['version'], { stdio: 'pipe' });
    return undefined;
  } catch {
    return 'openssl, which makes the certificate, is not installed';
  }
}

export interface SecureApi {
  port: number;
  /** The server's own certificate, which nobody trusts. */
  certificate: string;
  /** `METHOD target` of what came. */
  seen: string[];
}

/** An https server on loopback with a certificate of its own for some names; it answers everything with an empty list. */
export async function secureApi(...names: string[]): Promise<SecureApi> {
  return await answeringApi(names, () => []);
}

/** The same with an answer of its own for each host and target. */
export async function answeringApi(
  names: readonly string[],
  answer: (host: string, target: string) => unknown,
): Promise<SecureApi> {
  const folder = temporaryFolder();
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const subject = names.map((name) => `${/^[\d.]+$/.test(name) ? 'IP' : 'DNS'}:${name}`);
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
      ...['-keyout', key, '-out', certificate, '-days', '2', '-subj', '/CN=cwm test'],
      ...['-addext', `subjectAltName=${subject.join(',')}`],
    ],
    { stdio: 'pipe' },
  );
  const seen: string[] = [];
  const server = createServer(
    { key: readFileSync(key), cert: readFileSync(certificate) },
    ({ method = '', url = '', headers: { host = '' } }, response) => {
      seen.push(`${method} ${url}`);
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify(answer(host, url)));
    },
  );
  return { port: await listen(server), certificate, seen };
}

export interface FakeProxy {
  port: number;
  seen: { target: string; headers: IncomingHttpHeaders }[];
}

/** A proxy on loopback that leads every CONNECT to one port of this machine, or refuses it with a status. */
export async function fakeProxy(to: number | { status: number }): Promise<FakeProxy> {
  const seen: FakeProxy['seen'] = [];
  const server = createHttpServer();
  server.on('connect', ({ url = '', headers }, socket) => {
    seen.push({ target: url, headers });
    if (typeof to !== 'number') {
      socket.end(`HTTP/1.1 ${to.status} No\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    const onward = connect(to, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    for (const end of [socket, onward]) end.on('error', () => onward.destroy());
  });
  return { port: await listen(server), seen };
}

async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}
