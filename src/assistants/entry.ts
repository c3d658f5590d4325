import { existsSync } from 'node:fs';
import { isRecord, type JsonRecord } from '../text/records.js';
import type { Client, Machine } from './clients.js';

/** How a client shall start cwm. */
export interface Wanted {
  name: string;
  profile: string | undefined;
  readOnly: boolean;
  /** Variables that the server needs and the client would not give it. */
  env: Readonly<Record<string, string>>;
}

/**
 * The members of an entry that are cwm's; others, such as what a client notes there itself, are left alone. Paths are
 * absolute: a client that was opened from a menu knows no PATH of a shell, and runs no .cmd or .ps1.
 */
export function ownMembers(
  { isTyped }: Pick<Client, 'isTyped'>,
  machine: Pick<Machine, 'node' | 'script'>,
  { profile, readOnly }: Wanted,
): JsonRecord {
  const args = [
    machine.script,
    'mcp',
    'serve',
    ...(profile === undefined ? [] : ['--profile', profile]),
    ...(readOnly ? ['--read-only'] : []),
  ];
  return { ...(isTyped ? { type: 'stdio' } : {}), command: steadyNode(machine.node), args };
}

/** Homebrew keeps each version of Node in a folder of its own, which goes with the next one; this path leads to the newest. */
function steadyNode(node: string): string {
  const steady = node.replace(/\/Cellar\/([^/]+)\/[^/]+\/bin\/node$/, '/opt/$1/bin/node');
  return existsSync(steady) ? steady : node;
}

/** The command line of an entry, word by word; empty for what starts nothing. */
export function commandLine(entry: unknown): string[] {
  if (!isRecord(entry)) return [];
  const { command, args } = entry;
  return [command, ...(Array.isArray(args) ? (args as unknown[]) : [])].filter(
    (word) => typeof word === 'string',
  );
}

/** Whether an entry starts cwm, written by `mcp install` or by hand. */
export function startsCwm(entry: unknown): boolean {
  const words = commandLine(entry);
  const serves = words.some((word, index) => word === 'mcp' && words[index + 1] === 'serve');
  return (
    serves && words.some((word) => /(?:^|[\\/])cwm(?:\.js|\.cmd|\.ps1)?$|cwm-gateway/i.test(word))
  );
}

/** Whether an entry is the one of the Python gateway that cwm replaces, under whatever name. */
export function startsGateway(name: string, entry: unknown): boolean {
  const gateway = /cwm[-_]api[-_]gateway/i;
  return gateway.test(name) || commandLine(entry).some((word) => gateway.test(word));
}

/** Members of `env` that say where, and never who: the others are keys until shown otherwise. */
const plain: readonly string[] = [
  'CWM_HOME',
  'CONNECTWISE_API_URL',
  'CONNECTWISE_COMPANY_ID',
  'CONNECTWISE_AUTH_PREFIX',
  'CWM_MEMBER',
];

/** An entry for people to see: what its variables hold stays hidden. */
export function withoutSecrets(entry: unknown): unknown {
  if (!isRecord(entry) || !isRecord(entry['env'])) return entry;
  const env = Object.entries(entry['env']).map(([name, value]) => [
    name,
    plain.includes(name) ? value : '***',
  ]);
  return { ...entry, env: Object.fromEntries(env) as JsonRecord };
}
