import { fstatSync, writeSync } from 'node:fs';
import { codeOf } from '../errors/code-of.js';

export type WriteFd = (chunk: string | Uint8Array) => Promise<void>;

/** Milliseconds between attempts while a pipe that was made non-blocking is full. */
const pause = 5;

/**
 * Writes straight to a pipe, socket or file, as Node does there too, but without loading its streams: they
 * are a tenth of the start of a bare Node. Undefined for a terminal and where it cannot be told (Windows).
 */
export function openFd(fd: number, platform: NodeJS.Platform): WriteFd | undefined {
  if (platform === 'win32' || !isPlain(fd)) return undefined;
  return async (chunk) => {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    for (let offset = 0; offset < bytes.length;) {
      try {
        offset += writeSync(fd, bytes, offset);
      } catch (error) {
        if (codeOf(error) !== 'EAGAIN') throw error;
        await new Promise((resume) => setTimeout(resume, pause));
      }
    }
  };
}

function isPlain(fd: number): boolean {
  try {
    const stat = fstatSync(fd);
    return stat.isFIFO() || stat.isSocket() || stat.isFile();
  } catch {
    return false;
  }
}
