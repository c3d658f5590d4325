import {
  Agent,
  createServer,
  request as send,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { onTestFinished } from 'vitest';

/** Where a write is: here and nowhere else, carried out but not answered, answered. */
export type Phase = 'arrived' | 'answering' | 'answered';

export interface WriteGate {
  /** Where it listens, in place of the server behind it. */
  origin: string;
  /** Called for each write in each phase; replaced at will. */
  onPhase: (phase: Phase) => void;
}

/**
 * A gateway before a server, as they stand before ConnectWise: what has come whole is handed on, even where its sender is
 * gone by then. It holds a write for as long as it is told to, and says where it is.
 */
export async function openGate(target: string, hold: () => number = () => 0): Promise<WriteGate> {
  const agent = new Agent({ keepAlive: true });
  const gate: WriteGate = { origin: '', onPhase: () => undefined };
  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing).catch(() => outgoing.destroy());
  });

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const isWrite = incoming.method !== 'GET';
    const body = await wholeBody(incoming);
    if (isWrite) gate.onPhase('arrived');
    const pause = isWrite ? hold() : 0;
    if (pause > 0) await delay(pause, undefined, { ref: false });
    const answer = await handOn(incoming, body);
    const text = await wholeBody(answer);
    if (isWrite) gate.onPhase('answering');
    outgoing.writeHead(answer.statusCode ?? 502, endToEnd(answer)).end(text, () => {
      if (isWrite) gate.onPhase('answered');
    });
  }

  function handOn(incoming: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      send(
        `${target}${incoming.url ?? '/'}`,
        { method: incoming.method, headers: endToEnd(incoming), agent },
        resolve,
      )
        .once('error', reject)
        .end(body);
    });
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    agent.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  gate.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return gate;
}

/** Rejects for a body that ends before its announced length. */
async function wholeBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The headers that are not about one connection alone. */
function endToEnd({ headers }: IncomingMessage): IncomingMessage['headers'] {
  const ofConnection = ['connection', 'keep-alive', 'transfer-encoding'];
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !ofConnection.includes(name)),
  );
}
