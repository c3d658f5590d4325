import { existsSync } from 'node:fs';
import { connectionPlace, isSet, profileInForce } from '../config/connection.js';
import type { ConnectionChoice } from '../config/connection.js';
import { attempt, connectionInForce, inForce, type SettingInForce } from '../config/in-force.js';
import { logInForce } from '../config/settings.js';
import { proxyFor, type Proxy } from '../config/proxy.js';
import { resolveZone } from '../dates/zone.js';
import { CwmError, UsageError } from '../errors/errors.js';
import type { Services } from '../services.js';
import { defineAction, many } from './define.js';
import { keysInForce } from './keys-in-force.js';

export const profileShow = defineAction({
  name: 'profile_show',
  summary: 'Show what is in force, and where each value comes from',
  params: {
    profile: { kind: 'string', summary: 'as it would be with this profile' },
  },
  async run({ profile: named }, services) {
    const own = services.choice();
    if (named !== undefined && own.profile !== undefined && own.profile !== named)
      throw new UsageError(`${named} and --profile ${own.profile} do not go together.`, {
        hint: 'Give one of them.',
      });
    const choice = named === undefined ? own : { ...own, profile: named };
    const connection = connectionInForce(choice);
    const rows = [
      ...connection.map((row) => ofSession(row, services)),
      zoneRow(choice, services),
      ...(await keysInForce(choice, services)),
      catalogRow(services),
      ...memoryRows(choice, services),
      logRow(choice),
      proxyRow(connection, choice),
      fileRow(choice, services),
    ];
    if (connectionPlace(choice) === undefined)
      services.report.note('No connection is set up: cwm login, or --profile sandbox.');
    return many(rows);
  },
});

function ofSession(row: SettingInForce, { readOnly }: Services): SettingInForce {
  return row.setting === 'readOnly' && row.value === false && readOnly()
    ? inForce('readOnly', true, 'the session')
    : row;
}

function zoneRow(choice: ConnectionChoice, { zone: flag, machineZone }: Services): SettingInForce {
  const profile = profileInForce(choice)?.timeZone;
  const said = [
    { from: '--tz', text: flag },
    { from: 'CWM_TZ', text: choice.env['CWM_TZ'] },
    { from: 'settings.json', text: profile },
  ].filter(({ text }) => text !== undefined && text.trim() !== '');
  const [winner, ...others] = said;
  const sources = { flag, env: choice.env['CWM_TZ'], profile, machine: machineZone() };
  return inForce(
    'timeZone',
    unlessWrong(() => resolveZone(sources)),
    winner?.from ?? 'the machine',
    others.map(({ from, text = '' }) => `${from} (${text.trim()})`),
  );
}

function catalogRow({ catalogPlace }: Services): SettingInForce {
  const { own, named } = catalogPlace();
  const built = existsSync(own) ? [own] : [];
  if (named !== undefined) return inForce('catalog', named, 'CWM_CATALOG', built);
  return built.length > 0
    ? inForce('catalog', own, 'cwm catalog build')
    : inForce('catalog', 'bundled', 'default');
}

function memoryRows({ settings }: ConnectionChoice, services: Services): SettingInForce[] {
  const { recentCalls } = settings();
  const { remembers } = services;
  return [
    inForce('memory', remembers ? 'on' : 'off', remembers ? 'default' : 'CWM_NO_MEMORY'),
    remembers
      ? inForce(
          'recentCalls',
          recentCalls === false ? 'off' : 'on',
          recentCalls === undefined ? 'default' : 'settings.json',
        )
      : inForce(
          'recentCalls',
          'off',
          'CWM_NO_MEMORY',
          recentCalls === undefined ? [] : ['settings.json'],
        ),
  ];
}

function logRow({ env, settings }: ConnectionChoice): SettingInForce {
  const value = logInForce(env, settings) === undefined ? 'off' : 'on';
  const inFile = settings().log === undefined ? [] : ['settings.json'];
  if (isSet(env, 'CWM_LOG')) return inForce('log', value, 'CWM_LOG', inFile);
  return inForce('log', value, inFile[0] ?? 'default');
}

/** Without what it is reached with: that may be a password. */
function proxyRow(connection: readonly SettingInForce[], { env }: ConnectionChoice) {
  const set = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'NO_PROXY']
    .flatMap((name) => [name.toLowerCase(), name])
    .filter((name) => isSet(env, name));
  const url = connection.find(({ setting }) => setting === 'url')?.value;
  const target = typeof url === 'string' && URL.canParse(url) ? url : undefined;
  const found = target === undefined ? undefined : attempt(() => proxyFor(target, env));
  if (found === undefined) return inForce('proxy', undefined, 'none is used', set);
  if (typeof found === 'string') return inForce('proxy', found, 'the environment');
  const others = set.filter((name) => name !== found.variable && !/^no_proxy$/i.test(name));
  return inForce('proxy', shown(found), found.variable, others);
}

function shown({ url }: Proxy): string {
  return `${url.protocol}//${url.host}`;
}

function fileRow({ env }: ConnectionChoice, { config }: Services): SettingInForce {
  const { settingsFile } = config();
  const from = isSet(env, 'CWM_HOME') ? 'CWM_HOME' : 'default';
  return inForce(
    'settingsFile',
    settingsFile,
    existsSync(settingsFile) ? from : `${from}, not there yet`,
  );
}

function unlessWrong(work: () => string): string {
  try {
    return work();
  } catch (error) {
    if (error instanceof CwmError) return `cannot be used: ${error.message}`;
    throw error;
  }
}
