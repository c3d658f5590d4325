import { KeyringError } from '../errors/errors.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import { parseKeys, type KeyStore } from './keys.js';

/** Milliseconds that the system's keyring may take: one that is locked, or has nobody to ask, may never answer. */
const patience = 3000;

const service = 'cwm';

/** How the process is started that asks the keyring: Node, and its script. */
export interface KeyringProcess {
  node: string;
  script: string;
}

type Request = { does: 'read' | 'remove' } | { does: 'write'; text: string };

/**
 * Keys in the keyring of the system: Credential Manager, Keychain, Secret Service. It is asked by a process of its own,
 * which is ended when it takes too long.
 */
export function openKeyring(how: KeyringProcess, limit = patience): KeyStore {
  const use = async (profile: string, request: Request): Promise<string | undefined> => {
    const answer = await ask(how, limit, JSON.stringify({ ...request, service, profile }));
    if (typeof answer['problem'] === 'string') throw unusable(answer['problem']);
    return typeof answer['found'] === 'string' ? answer['found'] : undefined;
  };
  return {
    async read(profile) {
      const text = await use(profile, { does: 'read' });
      return text === undefined ? undefined : parseKeys(text);
    },
    async write(profile, keys) {
      await use(profile, { does: 'write', text: JSON.stringify(keys) });
    },
    async remove(profile) {
      await use(profile, { does: 'remove' });
    },
  };
}

async function ask(
  { node, script }: KeyringProcess,
  limit: number,
  request: string,
): Promise<JsonRecord> {
  const { spawn } = await import('node:child_process');
  const child = spawn(node, [script], {
    stdio: ['pipe', 'pipe', 'ignore'],
    windowsHide: true,
    timeout: limit,
    killSignal: 'SIGKILL',
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const ended = new Promise<NodeJS.Signals | null>((resolve, reject) => {
    child.once('error', reject).once('close', (_code, signal) => resolve(signal));
  });
  // A process that ended before it was asked tells by its end.
  child.stdin.on('error', () => undefined).end(request);
  const signal = await ended.catch((error: unknown) => {
    throw unusable('cannot be asked: no further process can be started', error);
  });
  if (signal === 'SIGKILL') throw unusable(`did not answer within ${limit / 1000} seconds`);
  try {
    const answer: unknown = JSON.parse(text);
    if (isRecord(answer)) return answer;
  } catch {
    // refused below: the parser's message would repeat what came, which may be a key
  }
  throw unusable('cannot be used: the process that asks it failed');
}

function unusable(problem: string, cause?: unknown): KeyringError {
  return new KeyringError(`The keyring of this system ${problem}.`, {
    hint: 'Unlock it, or keep the keys in a file that only you can read: cwm login asks.',
    ...(cause === undefined ? {} : { cause }),
  });
}
