import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ApiClient } from './api/client.js';
import type { Catalog } from './catalog/catalog.js';
import { namedCatalog, userCatalog } from './catalog/places.js';
import { chooseConnection, secretsIn, type ConnectionSettings } from './config/connection.js';
import { resolvePaths } from './config/paths.js';
import { createRedactor } from './errors/redact.js';
import type { Answer, Destination, Report, Services, WritePlan } from './services.js';
import { listenForSignals, processIo, type Io } from './terminal/io.js';
import { terminalPrompt, type Prompt } from './terminal/prompts.js';
import { lazy } from './text/lazy.js';

/** Everything a run may know of the world. Tests replace members; nothing else reads the process. */
export interface Context {
  io: Io;
  env: Record<string, string | undefined>;
  platform: NodeJS.Platform;
  cwd: string;
  prompt: Prompt;
  signal: AbortSignal;
  now: () => Date;
  /** The machine's: an IANA name such as `Europe/Berlin`, and a tag such as `de-DE`. */
  timeZone: string;
  locale: string;
  redact: (text: string) => string;
  /** The services for one action: what was asked for by flags decides about connection and approval. */
  services: (choices: Choices) => Services;
  close: () => Promise<void>;
}

/** What the surface decided for one run of an action. */
export interface Choices {
  profile: string | undefined;
  report: Report;
  approve: (plan: WritePlan) => Promise<void>;
  expect: (answer: Answer) => void;
}

export type ContextOverrides = Partial<Omit<Context, 'services' | 'close' | 'redact'>> & {
  home?: string;
};

/** The real world, but for what is overridden. Opens nothing. */
export function createContext(overrides: ContextOverrides = {}): Context {
  const env = overrides.env ?? process.env;
  const platform = overrides.platform ?? process.platform;
  const signals =
    overrides.signal === undefined
      ? listenForSignals()
      : { signal: overrides.signal, release: () => undefined };
  const closers: (() => Promise<void> | void)[] = [signals.release];
  const paths = lazy(() => resolvePaths({ platform, env, home: overrides.home ?? homedir() }));
  const apis = new Map<string, Promise<ApiClient>>();
  const redactor = lazy(() => createRedactor(secretsIn(env)));
  const now = overrides.now ?? (() => new Date());

  let opened: Promise<Catalog> | undefined;
  const catalog = (report: Report): Promise<Catalog> => (opened ??= openOnce(report));
  const openOnce = async ({ warn }: Report): Promise<Catalog> => {
    const { openCatalog } = await import('./catalog/locate.js');
    const dataFolder = () => paths().data;
    const found = openCatalog({ env, dataFolder, bundled: bundledCatalog(), warn });
    closers.push(() => found.close());
    return found;
  };

  const api = (settings: ConnectionSettings, report: Report): Promise<ApiClient> =>
    remember(apis, JSON.stringify(settings), async () => {
      const { createClient } = await import('./api/client.js');
      const version = (await catalog(report)).meta('version');
      if (settings.source === 'environment')
        return createClient({ ...settings, version, signal: signals.signal });
      const { startSandbox } = await import('./sandbox/sandbox.js');
      const sandbox = await startSandbox({
        catalog: await catalog(report),
        folder: paths().data,
        now,
      });
      closers.push(sandbox.close);
      return createClient({ ...sandbox.connection, version, signal: signals.signal });
    });

  const destination = async (choices: Choices): Promise<Destination> => {
    const { describeDestination } = await import('./api/destination.js');
    const found = await catalog(choices.report);
    return describeDestination(
      { profile: choices.profile, env },
      { server: found.meta('server'), version: found.meta('version') },
    );
  };

  return {
    io: overrides.io ?? processIo(),
    env,
    platform,
    get cwd() {
      return overrides.cwd ?? process.cwd();
    },
    prompt: overrides.prompt ?? terminalPrompt(() => process.stderr, signals.signal),
    signal: signals.signal,
    now,
    get timeZone() {
      return overrides.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
    },
    get locale() {
      return overrides.locale ?? Intl.DateTimeFormat().resolvedOptions().locale;
    },
    redact: (text) => redactor()(text),
    services: (choices) => ({
      catalog: () => catalog(choices.report),
      api: () => api(chooseConnection({ profile: choices.profile, env }), choices.report),
      destination: () => destination(choices),
      approve: choices.approve,
      expect: choices.expect,
      report: choices.report,
      catalogPlace: () => ({ own: userCatalog(paths().data), named: namedCatalog(env) }),
      now,
      resolvePath: (path) => resolve(overrides.cwd ?? process.cwd(), path),
    }),
    async close() {
      // The last opened first; one that fails does not keep the others open.
      for (const close of closers.toReversed()) {
        try {
          await close();
        } catch {
          // nothing depends on it any more
        }
      }
    },
  };
}

/** `data/` lies beside `src/` and beside the built `dist/`. */
function bundledCatalog(): string {
  return fileURLToPath(new URL('../data/catalog.db', import.meta.url));
}

function remember<T>(
  made: Map<string, Promise<T>>,
  key: string,
  make: () => Promise<T>,
): Promise<T> {
  let value = made.get(key);
  if (value === undefined) {
    value = make();
    made.set(key, value);
  }
  return value;
}
