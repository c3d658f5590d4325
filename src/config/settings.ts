import { existsSync, readFileSync } from 'node:fs';
import { ConfigError } from '../errors/errors.js';
import { didYouMean, listed, nearest } from '../text/nearest.js';
import { isRecord, type JsonRecord } from '../text/records.js';

/** What the settings file holds; described for editors by data/settings.schema.json. */
export interface Settings {
  /** The profile in force where nothing else names a connection. */
  profile?: string;
  profiles: Record<string, Profile>;
  /** Requests and commands are noted in a file of the state folder. */
  log?: LogSettings;
  /** Whether successful calls are noted for `memory save --last`. */
  recentCalls?: boolean;
}

/** A tenant, but for its keys. */
export interface Profile {
  /** Up to and including `/apis/3.0`. */
  url: string;
  company: string;
  /** What stands before the public key; `<company>+` where absent. */
  authPrefix?: string;
  /** Identifier of the member that `me` stands for. */
  member?: string;
  timeZone?: string;
  /** Every write is refused. */
  readOnly?: boolean;
  /** Where the keys are. */
  keys: 'keyring' | 'file';
}

export interface LogSettings {
  on: boolean;
  /** Size at which a file is put aside, in megabytes. */
  megabytes?: number;
  /** Files that are kept beside the one that is written. */
  files?: number;
}

/** What the parser says, but for the piece of the file that it repeats: somebody may have put a key there. */
function withoutExcerpt(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/, (?:\.{3})?".*"(?:\.{3})? is not valid JSON$/s, '');
}

/** Says of a value what it has to be; undefined where it is that. */
type Rule = (value: unknown) => string | undefined;

const text: Rule = (value) =>
  typeof value === 'string' && value.trim() !== '' ? undefined : 'text';
const flag: Rule = (value) => (typeof value === 'boolean' ? undefined : 'true or false');
const number: Rule = (value) =>
  typeof value === 'number' && Number.isInteger(value) && value > 0
    ? undefined
    : 'a number above 0';

const profileRules: Readonly<Record<string, Rule>> = {
  url: text,
  company: text,
  authPrefix: text,
  member: text,
  timeZone: text,
  readOnly: flag,
  keys: (value) => (value === 'keyring' || value === 'file' ? undefined : `"keyring" or "file"`),
};
const logRules: Readonly<Record<string, Rule>> = { on: flag, megabytes: number, files: number };
const settingsRules: Readonly<Record<string, Rule>> = {
  $schema: text,
  profile: text,
  profiles: (value) => (isRecord(value) ? undefined : 'an object'),
  log: (value) => (isRecord(value) ? undefined : 'an object'),
  recentCalls: flag,
};

/** The log where it is on: by `CWM_LOG`, which goes before the settings. Those that are damaged turn nothing on. */
export function logInForce(
  env: Readonly<Record<string, string | undefined>>,
  settings: () => Settings,
): LogSettings | undefined {
  const asked = env['CWM_LOG']?.trim() ?? '';
  if (/^(?:0|false|off)$/i.test(asked)) return undefined;
  let log: LogSettings | undefined;
  try {
    ({ log } = settings());
  } catch {
    // told by whoever needs them
  }
  return asked === '' && log?.on !== true ? undefined : { ...log, on: true };
}

/** Names that a profile cannot have: it is there already. */
export const sandboxProfile = 'sandbox';

/**
 * The settings, none where there is no file. Throws ConfigError for what is no setting: one that is misspelt would else
 * be passed over, `readOnly` among them.
 */
export function readSettings(file: string): Settings {
  if (!existsSync(file)) return { profiles: {} };
  return parseSettings(readText(file), file);
}

/** The settings in a text. Throws ConfigError naming the place of what is wrong. */
export function parseSettings(source: string, file: string): Settings {
  const fail = (problem: string, hint: string) => new ConfigError(`${file}: ${problem}.`, { hint });
  let value: unknown;
  try {
    value = JSON.parse(source.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new ConfigError(`${file} is not valid JSON.`, {
      hint: `${withoutExcerpt(error)}. Mend it in an editor, or move it away and run cwm login again.`,
      cause: error,
    });
  }
  if (!isRecord(value))
    throw fail('it is no JSON object', 'It holds an object: { "profiles": {} }');
  check(value, settingsRules, '', fail);
  const profiles = isRecord(value['profiles']) ? value['profiles'] : {};
  for (const [name, profile] of Object.entries(profiles)) {
    const place = `profiles.${name}`;
    if (name === sandboxProfile)
      throw fail(`${place} cannot be set`, 'The sandbox needs no settings: give it another name.');
    if (!isRecord(profile))
      throw fail(`${place} must be an object`, 'Remove it, or run cwm login.');
    check(profile, profileRules, `${place}.`, fail);
    for (const required of ['url', 'company', 'keys']) {
      if (profile[required] === undefined)
        throw fail(`${place}.${required} is missing`, `Add it, or run: cwm login ${name}`);
    }
  }
  if (isRecord(value['log'])) check(value['log'], logRules, 'log.', fail);
  return { ...(value as Omit<Settings, 'profiles'>), profiles: profiles as Settings['profiles'] };
}

function check(
  record: JsonRecord,
  rules: Readonly<Record<string, Rule>>,
  place: string,
  fail: (problem: string, hint: string) => ConfigError,
): void {
  for (const [name, value] of Object.entries(record)) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule === undefined) {
      const known = Object.keys(rules);
      throw fail(
        `${place}${name} is no setting`,
        didYouMean(nearest(name, known)) ?? `Settings here: ${listed(known)}.`,
      );
    }
    const wanted = rule(value);
    if (wanted !== undefined)
      throw fail(`${place}${name} must be ${wanted}`, 'Mend it in an editor.');
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigError(
      `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      { hint: 'Check the permissions of the file and its folder.', cause: error },
    );
  }
}
