import { homedir } from 'node:os';
import type { Clock } from './api/clock.js';
import type { Machine } from './assistants/clients.js';
import { profileInForce } from './config/connection.js';
import type { KeyStore } from './config/keys.js';
import { resolvePaths, type Paths } from './config/paths.js';
import { openConnections } from './connections.js';
import { resolveZone } from './dates/zone.js';
import { knownSecrets } from './known-secrets.js';
import type { LocalData } from './local-data.js';
import { ownFile } from './own-file.js';
import { openResources } from './resources.js';
import type { AssistantOptions, Services } from './services.js';
import { servicesFor, type Choices } from './services-for.js';
import type { Log } from './log/log.js';
import type { LineSession } from './cli/session.js';
import { givenSignals, listenForSignals, processIo, type Io } from './terminal/io.js';
import { terminalPrompt, type Prompt } from './terminal/prompts.js';
import { lazy } from './text/lazy.js';
import type { Shell } from './text/shell-words.js';

/** Everything a run may know of the world. Tests replace members; nothing else reads the process. */
export interface Context {
  io: Io;
  env: Record<string, string | undefined>;
  platform: NodeJS.Platform;
  /** The shell that printed commands are written for. */
  shell: Shell;
  cwd: string;
  prompt: Prompt;
  signal: AbortSignal;
  now: () => Date;
  /** The zone whose days and times count: a flag's, else CWM_TZ, the profile's, the machine's. Throws UsageError for none. */
  zone: (flag: string | undefined, profile: string | undefined) => string;
  /** The machine's language and country, such as `de-DE`. */
  locale: () => string;
  redact: (text: string) => string;
  /** cwm's folders. Throws ConfigError where there is no home for them. */
  paths: () => Paths;
  /** The profiles that there are. */
  profiles: () => readonly string[];
  /** What the connection of a profile is known by. Throws where there is no such profile, or nothing is set up. */
  connection: (profile: string | undefined) => string;
  /** Whether that profile refuses every write. */
  isReadOnly: (profile: string | undefined) => boolean;
  /** Whether what is done is remembered: CWM_NO_MEMORY turns it off. */
  remembers: boolean;
  /** What this machine knows, for who only looks. */
  local: () => Promise<LocalData>;
  /** The log file; undefined unless somebody asked for one. */
  log: () => Promise<Log | undefined>;
  /** The services for one action: what was asked for by flags decides about connection and approval. */
  services: (choices: Choices) => Services;
  /** The session that this is a line of; undefined for a command of its own. */
  session: LineSession | undefined;
  /** Runs a line of a session: an interrupt ends that alone, and what was opened stays open. */
  within: <T>(session: LineSession, work: (context: Context) => Promise<T>) => Promise<T>;
  close: () => Promise<void>;
}

export type ContextOverrides = Partial<
  Pick<Context, 'io' | 'env' | 'platform' | 'cwd' | 'prompt' | 'signal' | 'now'>
> & {
  locale?: string;
  /** The time zone that the machine is set to. */
  machineZone?: () => string;
  home?: string;
  /** Takes the place of the system's keyring. */
  keyring?: KeyStore;
  /** Time for waiting; the process's own unless given. */
  clock?: Clock;
};

/** The real world, but for what is overridden. Opens nothing. */
export function createContext(overrides: ContextOverrides = {}): Context {
  const env = overrides.env ?? process.env;
  const platform = overrides.platform ?? process.platform;
  const signals =
    overrides.signal === undefined ? listenForSignals() : givenSignals(overrides.signal);
  const shell: Shell = platform === 'win32' ? 'powershell' : 'sh';
  const paths = lazy(() => resolvePaths({ platform, env, home: overrides.home ?? homedir() }));
  const secrets = knownSecrets(env);
  const { redact, hide } = secrets;
  const now = overrides.now ?? (() => new Date());
  const machineZone =
    overrides.machineZone ?? (() => new Intl.DateTimeFormat().resolvedOptions().timeZone);
  const remembers =
    env['CWM_NO_MEMORY'] === undefined || /^(?:|0|false)$/i.test(env['CWM_NO_MEMORY']);
  // Asking the machine takes fifteen milliseconds.
  const locale = () => overrides.locale ?? Intl.DateTimeFormat().resolvedOptions().locale;
  const cwd = () => overrides.cwd ?? process.cwd();
  const { keyring, clock } = overrides;
  const changed = () => {
    resources.dropClients();
  };
  const node = process.execPath;
  const connections = openConnections({
    env,
    platform,
    paths,
    shell,
    keyring,
    node,
    hide,
    changed,
  });
  const resources = openResources({
    ...{ env, paths, now, remembers, connections, redact, shell, clock },
    pid: process.pid,
    signal: signals.signal,
  });
  const { local, log } = resources;
  resources.onClose(signals.release);
  const zone = (flag: string | undefined, profile: string | undefined) =>
    resolveZone({
      flag,
      env: env['CWM_TZ'],
      profile: profileInForce(connections.choose(profile))?.timeZone,
      machine: machineZone(),
    });

  const assistants = async (choices: Choices, options: AssistantOptions) => {
    const { openServing } = await import('./mcp/serving.js');
    const { auditFile, http, ...rest } = options;
    const settings = { ...rest, ...connections.served(choices.profile, rest.readOnly) };
    const serving = openServing(settings, auditFile, choices.report, context);
    if (http !== undefined) {
      const { serveHttp } = await import('./mcp/http.js');
      const { close, ...served } = await serveHttp(serving, http, context);
      resources.onClose(close);
      return served;
    }
    const { serveStdio } = await import('./mcp/serve.js');
    return { ended: serveStdio(serving, context, context.io.conversation()) };
  };

  const machine = (): Machine => ({
    platform,
    env,
    home: overrides.home ?? homedir(),
    cwd: cwd(),
    node,
    script: ownFile('bin/cwm.js'),
  });

  const servicesOf = (choices: Choices, signal: AbortSignal) =>
    servicesFor(
      {
        ...{ env, shell, now, clock, zone, machineZone, locale, paths, machine, remembers },
        ...{ secrets, connections, resources, assistants },
        cwd,
        node: { version: process.versions.node, abi: process.versions.modules },
      },
      choices,
      signal,
    );

  const promptFor = (signal: AbortSignal, isOfLine: boolean) =>
    overrides.prompt ??
    terminalPrompt(
      () => process.stdin,
      () => process.stderr,
      signal,
      { isDumb: env['TERM'] === 'dumb', isOfLine },
    );

  const context: Context = {
    io: overrides.io ?? processIo(),
    env,
    platform,
    shell,
    get cwd() {
      return cwd();
    },
    prompt: promptFor(signals.signal, false),
    signal: signals.signal,
    now,
    zone,
    locale,
    redact,
    paths,
    profiles: connections.profiles,
    connection: connections.nameOf,
    isReadOnly: connections.isReadOnly,
    remembers,
    local,
    log,
    services: (choices) => servicesOf(choices, signals.signal),
    session: undefined,
    async within(session, work) {
      const { signal, end } = signals.scope();
      try {
        return await work({
          ...context,
          signal,
          prompt: promptFor(signal, true),
          services: (choices) => servicesOf(choices, signal),
          session,
        });
      } finally {
        end();
      }
    },
    close: resources.close,
  };
  return context;
}
