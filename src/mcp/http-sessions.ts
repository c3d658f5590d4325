import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import type { Gate } from './gate.js';
import { HttpRefusal } from './guards.js';
import type { OpenSession } from './serve.js';

/** Clients at a time. */
const most = 64;

/** How long a session is kept that nothing is asked of, in milliseconds. */
const idleTime = 30 * 60_000;

interface HttpSession extends OpenSession {
  transport: StreamableHTTPServerTransport;
  /** Requests and streams that are open. */
  open: number;
  usedAt: number;
}

/** The clients of one server, each with a session of its own. */
export class HttpSessions {
  readonly #sessions = new Map<string, HttpSession>();
  readonly #begin: () => OpenSession;
  readonly #now: () => Date;

  constructor(begin: () => OpenSession, now: () => Date) {
    this.#begin = begin;
    this.#now = now;
  }

  /** The transport of a client that is known; keeps its session while the answer is on its way. */
  find(id: string, response: ServerResponse): StreamableHTTPServerTransport {
    this.#endIdle();
    const session = this.#sessions.get(id);
    if (session === undefined) {
      // The protocol has the client begin anew after a 404.
      throw new HttpRefusal(404, 'There is no such session: it has ended. Begin a new one.', {
        code: -32001,
      });
    }
    session.open += 1;
    response.once('close', () => {
      session.open -= 1;
      session.usedAt = this.#now().getTime();
    });
    return session.transport;
  }

  /** Lets a new client in: hands its transport to what answers its first message. */
  async welcome(answer: (transport: StreamableHTTPServerTransport) => Promise<void>) {
    this.#endIdle();
    if (this.#sessions.size >= most) {
      throw new HttpRefusal(
        503,
        `${most} clients have a session, and no more fit. End one, or wait: a session ends after half an hour without a request.`,
        { headers: { 'retry-after': '60' } },
      );
    }
    const id = randomUUID();
    const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: () => id });
    const { server, gate } = this.#begin();
    const session = { transport, server, gate, open: 1, usedAt: this.#now().getTime() };
    this.#sessions.set(id, session);
    server.onclose = () => {
      this.#sessions.delete(id);
      gate.close();
    };
    await server.connect(transport);
    try {
      await answer(transport);
    } finally {
      session.open -= 1;
      // What was no proper beginning has no session.
      if (transport.sessionId === undefined) await server.close();
    }
  }

  gates(): Gate[] {
    return [...this.#sessions.values()].map(({ gate }) => gate);
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.#sessions.values()].map(({ server }) => server.close()));
  }

  #endIdle(): void {
    const now = this.#now().getTime();
    for (const { open, usedAt, server } of this.#sessions.values()) {
      if (open > 0 || now - usedAt < idleTime) continue;
      server.close().catch(() => undefined);
    }
  }
}
