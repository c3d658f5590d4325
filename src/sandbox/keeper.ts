import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalog } from '../catalog/catalog.js';
import type { FaultOptions } from './faults.js';
import { newOrigin } from './ground.js';
import { apiTime } from './records.js';
import { noteRunning } from './running.js';
import { readStatus, type SandboxStatus } from './status.js';
import { readSwitches } from './switches.js';

/** What can be done with the sandbox beside calling it. */
export interface SandboxKeeper {
  serve: (options: ServeOptions) => Promise<ServedSandbox>;
  status: () => Promise<SandboxStatus>;
  /** Forgets everything that was written and sets what the records are made for, whoever has it open. */
  reset: (chosen: Parameters<typeof newOrigin>[1]) => Promise<void>;
}

export interface ServeOptions {
  host: string;
  /** 0 for any free one. */
  port: number;
  tls: boolean;
  faults: FaultOptions | undefined;
  /** `name=value` each. */
  switches: readonly string[];
  log: ((line: string) => void) | undefined;
}

export interface ServedSandbox {
  /** `http://127.0.0.1:3003` */
  url: string;
  /** The same up to and including `/apis/3.0`. */
  api: string;
  company: string;
  publicKey: string;
  privateKey: string;
  clientId: string;
  /** File of the certificate that clients have to trust. */
  certificate: string | undefined;
  /** Ends it; answers under way are finished first. */
  close: () => Promise<void>;
}

/** Milliseconds that answers under way may take once the server is to stop. */
const grace = 5000;

/** Opens nothing before it is asked to. */
export function createKeeper(
  catalog: () => Promise<Catalog>,
  folder: string,
  now: () => Date,
): SandboxKeeper {
  const file = join(folder, 'sandbox.db');
  return {
    async serve({ host, port, tls, faults, switches, log }) {
      const chosen = readSwitches(switches);
      const certificate = tls ? await certificateOf(folder, now()) : undefined;
      const { sandboxCompany, startSandbox } = await import('./sandbox.js');
      const sandbox = await startSandbox({
        catalog: await catalog(),
        folder,
        now,
        place: { host, port, tls: certificate },
        ...(faults === undefined ? {} : { faults }),
        switches: chosen,
        log,
      });
      const { baseUrl, username, password, clientId } = sandbox.connection;
      const { origin } = new URL(baseUrl);
      const forget = noteRunning(folder, { url: origin, started: apiTime(now()) });
      return {
        url: origin,
        api: baseUrl,
        company: sandboxCompany,
        publicKey: username.slice(`${sandboxCompany}+`.length),
        privateKey: password,
        clientId,
        certificate: certificate?.file,
        async close() {
          forget();
          await sandbox.close(grace);
        },
      };
    },
    status: () => readStatus(folder, file, now()),
    async reset(chosen) {
      const origin = newOrigin(now(), chosen);
      const { openStore } = await import('./sandbox.js');
      // A damaged file cannot be emptied.
      if ((await readStatus(folder, file, now())).damaged === true)
        for (const part of ['', '-wal', '-shm']) rmSync(`${file}${part}`, { force: true });
      const store = openStore({ catalog: await catalog(), folder, now });
      try {
        store.reset(origin);
      } finally {
        store.close();
      }
    },
  };
}

async function certificateOf(folder: string, now: Date) {
  const { ownCertificate } = await import('./certificate.js');
  return await ownCertificate(folder, now);
}
