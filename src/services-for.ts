import { join, resolve } from 'node:path';
import type { Clock } from './api/clock.js';
import type { ProbeWire } from './api/probe.js';
import type { Machine } from './assistants/clients.js';
import { namedCatalog, userCatalog } from './catalog/places.js';
import {
  chooseConnection,
  connectionName,
  isReadOnly,
  ownMember,
  type ConnectionChoice,
} from './config/connection.js';
import type { Paths } from './config/paths.js';
import type { Connections } from './connections.js';
import { RefusedError } from './errors/errors.js';
import type { KnownSecrets } from './known-secrets.js';
import { ownFile } from './own-file.js';
import type { Resources } from './resources.js';
import type {
  AnswerKind,
  AssistantOptions,
  Destination,
  Report,
  Services,
  WritePlan,
} from './services.js';
import type { Shell } from './text/shell-words.js';

/** What the surface decided for one run of an action. */
export interface Choices {
  profile: string | undefined;
  /** The time zone that a flag named. */
  zone: string | undefined;
  /** Seconds that one try of a request may take. */
  timeout?: number | undefined;
  /** A PEM file with certificates to trust beside the usual ones. */
  ca?: string | undefined;
  report: Report;
  reusesMemory: boolean;
  ask: Services['ask'];
  /** Everything may be sent without being asked for. */
  preapproved?: boolean;
  /** No write may be sent, whatever the profile says. */
  readOnly?: boolean;
  approve: (plan: WritePlan) => Promise<void>;
  session?: Services['session'];
  refuseUnapproved: (title: string) => void;
  expect: (answer: AnswerKind) => void;
  surface?: Services['surface'];
  /** What stops this one action, beside what ends the process. */
  signal?: AbortSignal | undefined;
}

/** What the services of a run are made of. */
interface World {
  env: Record<string, string | undefined>;
  cwd: () => string;
  shell: Shell;
  now: () => Date;
  /** Time for waiting; the process's own unless given. */
  clock: Clock | undefined;
  zone: (flag: string | undefined, profile: string | undefined) => string;
  machineZone: () => string;
  locale: () => string;
  paths: () => Paths;
  machine: () => Machine;
  /** The node that runs this, and what its native modules are built for. */
  node: { version: string; abi: string };
  remembers: boolean;
  secrets: KnownSecrets;
  connections: Connections;
  resources: Resources;
  /** Serves the tools to assistants. */
  assistants: (choices: Choices, options: AssistantOptions) => ReturnType<Services['assistants']>;
}

/** The services for one action, which `whole` stops with all others. */
export function servicesFor(world: World, choices: Choices, whole: AbortSignal): Services {
  const { connections, resources, secrets, paths, remembers, now, machine } = world;
  const { report } = choices;
  const signal = choices.signal ?? whole;
  const choice = connections.choose(choices.profile);
  const whyReadOnly = () => {
    if (choices.readOnly === true) return 'this session writes nothing';
    return isReadOnly(choice)
      ? `the profile "${connectionName(choice) ?? ''}" is read-only`
      : undefined;
  };
  const refuseReadOnly = (title: string) => {
    const why = whyReadOnly();
    if (why !== undefined)
      throw new RefusedError(`${title} was not sent: ${why}.`, {
        hint: 'Use a profile or a session that may write.',
      });
  };
  const wire = async (): Promise<ProbeWire> => ({
    env: world.env,
    ca: choices.ca,
    timeout: choices.timeout,
    signal,
    ...(await resources.requestNotes(report)),
  });
  return {
    catalog: () => resources.catalog(report),
    releaseCatalog: resources.releaseCatalog,
    api: (until = signal) =>
      resources.api(choice, choices, { report, stop: until, refuseWrite: refuseReadOnly }),
    sandbox: () => resources.keeper(report),
    config: connections.config,
    async checkConnection(credentials, seen) {
      const { checkConnection } = await import('./api/check-connection.js');
      return await checkConnection(credentials, { ...(await wire()), now }, seen);
    },
    async probe(credentials) {
      const { openProbe } = await import('./api/probe.js');
      return openProbe(credentials, await wire());
    },
    async credentials(profile = choices.profile) {
      const settings = chooseConnection(connections.choose(profile));
      // What else is wrong is told by whoever asks for all of it.
      return await connections.credentials(settings, () => undefined);
    },
    hide: secrets.hide,
    redact: secrets.redact,
    holdsSecret: secrets.holdsOne,
    installation: () => ({
      machine: machine(),
      node: world.node,
      root: resolve(ownFile('.')),
      paths,
      bundledCatalog: ownFile('data/catalog.db'),
      locale: world.locale(),
    }),
    ca: choices.ca,
    machineZone: world.machineZone,
    memory: () => resources.memory(report),
    memoryIfThere: () => resources.memoryIfThere(report),
    local: resources.local,
    usage: resources.usage,
    connectionName: () => connectionName(choice),
    profile: choices.profile,
    choice: () => choice,
    reusesMemory: remembers && choices.reusesMemory,
    remembers,
    notesCalls: () => choice.settings().recentCalls !== false,
    surface: choices.surface ?? 'cli',
    shell: world.shell,
    ownProgram: () => {
      const { node, script } = machine();
      return { node, script };
    },
    ask: choices.ask,
    session: choices.session,
    assistants: (options) => world.assistants(choices, options),
    destination: () => destinationOf(choice, () => resources.catalog(report)),
    member: () => ownMember(choice),
    readOnly: () => whyReadOnly() !== undefined,
    preapproved: choices.preapproved ?? false,
    async approve(plan) {
      if (plan.local === undefined) refuseReadOnly(plan.title);
      await noted(plan.title, () => choices.approve(plan), resources);
    },
    refuseUnapproved(title) {
      refuseReadOnly(title);
      choices.refuseUnapproved(title);
    },
    expect: choices.expect,
    report,
    signal,
    wait: async (ms) => {
      const { systemClock } = await import('./api/clock.js');
      await (world.clock ?? systemClock(signal)).wait(ms, signal);
    },
    journalFolder: () => join(paths().data, 'journals'),
    catalogPlace: () => ({ own: userCatalog(paths().data), named: namedCatalog(world.env) }),
    now,
    clock: () => ({ now: now(), zone: world.zone(choices.zone, choices.profile) }),
    zone: choices.zone,
    machine,
    resolvePath: (path) => resolve(world.cwd(), path),
  };
}

async function destinationOf(
  choice: ConnectionChoice,
  catalog: () => ReturnType<Resources['catalog']>,
): Promise<Destination> {
  const { describeDestination } = await import('./api/destination.js');
  const found = await catalog();
  return describeDestination(choice, {
    server: found.meta('server'),
    version: found.meta('version'),
  });
}

/** Asks for a write; what came of it is logged. */
async function noted(
  title: string,
  ask: () => Promise<void>,
  { log }: Pick<Resources, 'log'>,
): Promise<void> {
  const file = await log();
  try {
    await ask();
    file?.write({ kind: 'write', title, outcome: 'approved' });
  } catch (error) {
    if (error instanceof RefusedError) file?.write({ kind: 'write', title, outcome: 'refused' });
    throw error;
  }
}
