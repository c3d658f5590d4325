import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { JsonRecord } from '../../src/text/records.js';
import { fakeKeys } from './fake-api.js';

export interface TicketServer {
  env: Record<string, string>;
  /** The summary of each write that was carried out, in turn. */
  written: string[];
  /** Called once a write has come whole; its promise is waited for before it is carried out. */
  onWrite: (count: number) => Promise<void> | void;
}

const base = '/v4_6_release/apis/3.0';

/** Tickets on loopback that can be created, patched and read; what has come whole is carried out, whoever still waits. */
export async function serveTickets(count: number): Promise<TicketServer> {
  const tickets = new Map<number, JsonRecord>();
  for (let id = 1; id <= count; id++) tickets.set(id, { id, summary: `Ticket ${id}` });
  let came = 0;

  const write = (id: number | undefined, body: string): JsonRecord => {
    const sent: unknown = JSON.parse(body);
    const fields = Array.isArray(sent) ? { summary: (sent[0] as JsonRecord)['value'] } : sent;
    const ticket = {
      ...tickets.get(id ?? 0),
      ...(fields as JsonRecord),
      id: id ?? tickets.size + 1,
    };
    tickets.set(ticket.id, ticket);
    api.written.push(String((ticket as JsonRecord)['summary']));
    return ticket;
  };

  const answer = async (request: IncomingMessage): Promise<unknown> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const id = /\/tickets\/(\d+)$/.exec(pathname)?.[1];
    let body = '';
    for await (const chunk of request as AsyncIterable<Buffer>) body += String(chunk);
    if (request.method !== 'GET') {
      await api.onWrite(++came);
      return write(id === undefined ? undefined : Number(id), body);
    }
    if (id !== undefined) return tickets.get(Number(id));
    const after = Number(/id > (\d+)/.exec(searchParams.get('conditions') ?? '')?.[1] ?? 0);
    const newest = [...tickets.values()].filter((ticket) => Number(ticket['id']) > after).reverse();
    return newest.slice(0, Number(searchParams.get('pageSize') ?? 25));
  };

  const server = createServer((request, response) => {
    void answer(request).then((value) => {
      response.writeHead(request.method === 'POST' ? 201 : 200, {
        'content-type': 'application/json',
      });
      response.end(JSON.stringify(value));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  const api: TicketServer = {
    written: [],
    onWrite: () => undefined,
    env: {
      CONNECTWISE_API_URL: `http://127.0.0.1:${port}${base}`,
      CONNECTWISE_COMPANY_ID: fakeKeys.company,
      CONNECTWISE_PUBLIC_KEY: fakeKeys.publicKey,
      CONNECTWISE_PRIVATE_KEY: fakeKeys.privateKey,
      CONNECTWISE_CLIENT_ID: fakeKeys.clientId,
    },
  };
  return api;
}
