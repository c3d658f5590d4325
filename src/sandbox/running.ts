import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';

/** A sandbox that some process serves. */
export interface RunningServer {
  url: string;
  started: string;
}

/** Leaves a note that a server runs; the result takes it away. */
export function noteRunning(folder: string, server: RunningServer): () => void {
  const notes = join(folder, 'sandbox-servers');
  const file = join(notes, `${new URL(server.url).port}.json`);
  mkdirSync(notes, { recursive: true, mode: 0o700 });
  writeFileSync(file, JSON.stringify(server), { mode: 0o600 });
  return () => rmSync(file, { force: true });
}

/** The servers that can be reached. The note of one that was killed stays behind and counts for nothing. */
export async function runningServers(folder: string): Promise<RunningServer[]> {
  const notes = join(folder, 'sandbox-servers');
  const found = await Promise.all(
    filesIn(notes).map(async (name) => {
      const server = readNote(join(notes, name));
      return server !== undefined && (await answers(server.url)) ? [server] : [];
    }),
  );
  return found.flat();
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function readNote(file: string): RunningServer | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as RunningServer;
  } catch {
    return undefined;
  }
}

function answers(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname.replaceAll(/[[\]]/g, ''), port: Number(port) });
    socket.setTimeout(1000, () => socket.destroy());
    socket.once('connect', () => {
      resolve(true);
      socket.destroy();
    });
    socket.on('error', () => undefined).once('close', () => resolve(false));
  });
}
