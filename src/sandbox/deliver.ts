import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Fate } from './faults.js';

export interface Reply {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string | Uint8Array | undefined;
}

/** A body that trickles comes in so many pieces. */
const pieces = 20;

/** Sends an answer, whole or as its fate has it. */
export async function deliver(
  response: ServerResponse,
  { status, headers, body }: Reply,
  fate: Fate,
): Promise<void> {
  if (fate.cut === 'after') {
    response.destroy();
    return;
  }
  if (body === undefined) {
    response.writeHead(status, headers).end();
    return;
  }
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  response.writeHead(status, { ...headers, 'content-length': bytes.length });
  const sent = fate.truncated ? bytes.subarray(0, Math.floor(bytes.length / 2)) : bytes;
  if (fate.trickle === 0 && !fate.truncated) {
    response.end(sent);
    return;
  }
  const size = Math.max(1, Math.ceil(sent.length / (fate.trickle === 0 ? 1 : pieces)));
  for (let start = 0; start < sent.length && !response.destroyed; start += size) {
    await written(response, sent.subarray(start, start + size));
    if (fate.trickle > 0) await delay(fate.trickle / pieces, undefined, { ref: false });
  }
  if (fate.truncated) response.destroy();
  else response.end();
}

function written(response: ServerResponse, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    response.once('close', resolve);
    response.write(bytes, () => {
      response.off('close', resolve);
      resolve();
    });
  });
}
