import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { JsonRecord } from '../../src/text/records.js';

/** What a server says that it did: the record's id, what was done to it, and the record. */
export interface Written {
  id: number;
  action: 'added' | 'updated' | 'deleted';
  summary: string;
}

export interface WriteLedger {
  /** Where callbacks go to. */
  url: string;
  written: Written[];
}

/** Counts on the server's side: it calls back for each write that it has carried out, whatever the client has heard. */
export async function keepLedger(): Promise<WriteLedger> {
  const written: Written[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      written.push(toWritten(JSON.parse(Buffer.concat(chunks).toString())));
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/?recordId=`, written };
}

function toWritten(callback: unknown): Written {
  const { ID, Action, Entity } = callback as JsonRecord;
  const record = JSON.parse(String(Entity)) as JsonRecord | null;
  return {
    id: Number(ID),
    action: Action as Written['action'],
    summary: String(record?.['summary']),
  };
}
