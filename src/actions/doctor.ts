import { findClients } from '../assistants/find-clients.js';
import { configuredUrl, profileInForce, type ConnectionChoice } from '../config/connection.js';
import { lookAtAssistants } from '../doctor/assistants.js';
import { lookAtCatalog } from '../doctor/catalog.js';
import { lookAtCommand } from '../doctor/command.js';
import { lookAtConnection, lookAtProfile } from '../doctor/connection.js';
import { examine, type Check } from '../doctor/examine.js';
import type { Finding } from '../doctor/finding.js';
import { lookAtFolders } from '../doctor/folders.js';
import { lookAtLog } from '../doctor/log.js';
import { lookAtMemory } from '../doctor/memory.js';
import { lookAtNode, lookAtSqlite } from '../doctor/node.js';
import { lookAtPackage } from '../doctor/package.js';
import { lookAtKeyring, lookAtProfiles } from '../doctor/profiles.js';
import { lookAtProxy } from '../doctor/proxy.js';
import { lookAtTerminal } from '../doctor/terminal.js';
import { lookAtTime } from '../doctor/time.js';
import { logInForce } from '../config/settings.js';
import { exitCodes } from '../errors/exit-codes.js';
import type { Services } from '../services.js';
import { counted } from '../text/counted.js';
import { defineAction, many, type InputOf, type Result } from './define.js';

const params = {
  offline: { kind: 'boolean', default: false, summary: 'send nothing: leave the connection out' },
  allProfiles: {
    kind: 'boolean',
    default: false,
    summary: 'try the connection of every profile, not only the one in force',
  },
} as const;

export const doctor = defineAction({
  name: 'doctor',
  summary: 'Look at this installation: what is wrong (exit 1), and what to do about it',
  params,
  async run(input, services): Promise<Result<Finding>> {
    const { report, redact, signal } = services;
    const found = await examine(checksFor(input, services), signal, (area) =>
      report.progress(`Looking at: ${area}`, undefined),
    );
    // Also what was hidden by a later check, a key of a profile for instance, is out of what an earlier one found.
    const rows = found.map((finding) => ({
      ...finding,
      check: redact(finding.check),
      detail: redact(finding.detail),
      cure: finding.cure === null ? null : redact(finding.cure),
    }));
    const failed = rows.filter(({ status }) => status === 'fail').length;
    const doubtful = rows.filter(({ status }) => status === 'warn').length;
    return {
      ...many(rows),
      ...(failed > 0 ? { exitCode: exitCodes.local } : {}),
      advice:
        failed + doubtful === 0
          ? 'All is well.'
          : `${counted(failed, 'failure')}, ${counted(doubtful, 'warning')}.`,
    };
  },
});

function checksFor({ offline, allProfiles }: InputOf<typeof params>, services: Services): Check[] {
  const { config, credentials, checkConnection, now } = services;
  const installation = services.installation();
  const { machine, paths } = installation;
  const settings = () => config().settings();
  const choice: ConnectionChoice = { profile: services.profile, env: machine.env, settings };
  const source = { choice, check: checkConnection, credentials, offline };
  const others = () => (allProfiles ? otherProfiles(choice, services) : []);
  const zones = [
    { by: 'CWM_TZ', zone: () => machine.env['CWM_TZ'] },
    { by: 'the profile', zone: () => profileInForce(choice)?.timeZone },
    { by: 'this machine', zone: services.machineZone },
  ];
  return [
    { area: 'node', name: 'version', look: () => lookAtNode(installation) },
    { area: 'node', name: 'sqlite', look: () => lookAtSqlite(installation) },
    { area: 'package', name: 'files', look: () => lookAtPackage(installation) },
    { area: 'command', name: 'in PATH', look: () => lookAtCommand(installation) },
    { area: 'terminal', name: 'encoding', look: () => lookAtTerminal(installation) },
    { area: 'folders', name: 'place', look: () => lookAtFolders(installation) },
    {
      area: 'log',
      name: 'file',
      look: () => lookAtLog(paths().state, logInForce(machine.env, settings)),
    },
    { area: 'catalog', name: 'file', look: () => lookAtCatalog(installation, now()) },
    { area: 'memory', name: 'file', look: () => lookAtMemory(paths().data) },
    { area: 'keyring', name: 'answers', look: () => lookAtKeyring(config()) },
    {
      area: 'profiles',
      name: 'settings',
      look: () => lookAtProfiles({ keeper: config(), platform: machine.platform, credentials }),
    },
    { area: 'proxy', name: 'way', look: () => lookAtProxy(machine.env, addressOf(choice)) },
    { area: 'connection', name: 'in force', look: () => lookAtConnection(source), limit: 60 },
    ...others().map((name): Check => ({
      area: 'connection',
      name,
      look: () => lookAtProfile(name, source),
      limit: 60,
    })),
    {
      area: 'time',
      name: 'zone',
      look: () => lookAtTime({ now: now(), zone: () => services.clock().zone, named: zones }),
    },
    {
      area: 'assistants',
      name: 'found',
      look: () => lookAtAssistants(findClients(machine), machine),
    },
  ];
}

/** Where requests of the connection in force go; undefined where that is not known, which other checks tell. */
function addressOf(choice: ConnectionChoice): string | undefined {
  try {
    return profileInForce(choice)?.url ?? configuredUrl(choice.env);
  } catch {
    return undefined;
  }
}

function otherProfiles({ settings }: ConnectionChoice, { connectionName }: Services): string[] {
  try {
    const inForce = connectionName();
    return Object.keys(settings().profiles).filter((name) => name !== inForce);
  } catch {
    // Settings that cannot be read are told by the check of the profiles.
    return [];
  }
}
