import type { IncomingMessage } from 'node:http';
import { isRecord, type JsonRecord } from '../text/records.js';
import { HttpRefusal, invalidRequest, parseError } from './guards.js';

/** Bytes of a message. */
const mostBytes = 1024 * 1024;

/** Levels of a message: what has more was made to hurt. */
const mostLevels = 64;

/** The one message that a request carries. Throws HttpRefusal for anything else, as soon as it is known. */
export async function readMessage(request: IncomingMessage): Promise<JsonRecord> {
  const message = parsed(await readText(request));
  if (Array.isArray(message))
    throw new HttpRefusal(400, 'Send one message at a time.', { code: invalidRequest });
  if (!isRecord(message))
    throw new HttpRefusal(400, 'A message is a JSON object.', { code: invalidRequest });
  if (isDeeper(message, mostLevels))
    throw new HttpRefusal(400, `A message has at most ${mostLevels} levels.`, {
      code: invalidRequest,
    });
  return message;
}

async function readText(request: IncomingMessage): Promise<string> {
  const tooLarge = new HttpRefusal(413, `A message has at most ${mostBytes} bytes.`);
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) throw tooLarge;
  const chunks: Buffer[] = [];
  let size = 0;
  // By events: leaving a loop over the request would cut the connection before the answer is out.
  return await new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > mostBytes) {
        chunks.length = 0;
        reject(tooLarge);
      } else chunks.push(chunk);
    });
    request.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.once('error', reject);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpRefusal(400, 'The body is no JSON.', { code: parseError });
  }
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1));
}
