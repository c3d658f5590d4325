import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { fakeKeys } from './fake-api.js';

/** Variables whose values nothing may show. */
const secretVariables = [
  'CONNECTWISE_PUBLIC_KEY',
  'CONNECTWISE_PRIVATE_KEY',
  'CONNECTWISE_CLIENT_ID',
  'CWM_MCP_TOKEN',
];

const known = [fakeKeys.publicKey, fakeKeys.privateKey, fakeKeys.clientId];

/** What is shorter could stand somewhere by chance. */
const shortest = 8;

/** The secrets in an environment, and the ones that most tests use. */
export function secretsOf(env: Record<string, string | undefined> = {}): string[] {
  const given = secretVariables.flatMap((name) => env[name]?.trim() ?? []);
  return [...new Set([...given, ...known])].filter((secret) => secret.length >= shortest);
}

/** The secrets that a run has left in its stores: the file of keys, and a keyring that shows what it holds. */
export function heldSecrets(folder: string, keyring: object | undefined): string[] {
  const file = join(folder, 'config', 'keys.json');
  const stored: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const held: unknown = keyring !== undefined && 'held' in keyring ? keyring.held : undefined;
  const inKeyring: unknown = held instanceof Map ? Object.fromEntries(held) : {};
  return [stored, inKeyring]
    .flatMap((profiles): unknown[] => Object.values(profiles ?? {}))
    .flatMap((keys): unknown[] => Object.values(keys ?? {}))
    .filter((value) => typeof value === 'string')
    .filter((value) => value.length >= shortest);
}

/** Throws where a secret stands in what was shown, in any form that gives it away. */
export function refuseLeaks(where: string, text: string, secrets: readonly string[]): void {
  const leaks = secrets.flatMap((secret) =>
    formsOf(secret).flatMap(({ name, form }) => (text.includes(form) ? [{ name, form }] : [])),
  );
  const [leak] = leaks;
  if (leak === undefined) return;
  const at = text.indexOf(leak.form);
  throw new Error(
    `${where} gives away a key (${leaks.map(({ name }) => name).join(', ')}): …${text.slice(Math.max(0, at - 80), at + leak.form.length + 20)}`,
  );
}

interface Form {
  name: string;
  form: string;
}

const forms = new Map<string, readonly Form[]>();

/** What a text holds that shows a secret, whatever stands before and after it. */
function formsOf(secret: string): readonly Form[] {
  let found = forms.get(secret);
  if (found === undefined) {
    found = makeForms(secret);
    forms.set(secret, found);
  }
  return found;
}

function makeForms(secret: string): Form[] {
  const percent = encodeURIComponent(secret);
  const all: Form[] = [
    { name: 'as it is', form: secret },
    { name: 'percent-encoded', form: percent },
    { name: 'percent-encoded', form: percent.replaceAll(/%../g, (code) => code.toLowerCase()) },
    { name: 'escaped in JSON', form: JSON.stringify(secret).slice(1, -1) },
    ...[0, 1, 2].map((shift) => ({ name: 'base64', form: base64At(secret, shift) })),
    ...[0, 1, 2].map((shift) => ({ name: 'base64url', form: toUrl(base64At(secret, shift)) })),
  ];
  return all.filter(({ form }, index) => all.findIndex((one) => one.form === form) === index);
}

/** The characters of a base64 text that the secret alone decides, where `shift` bytes of three stand before it. */
function base64At(secret: string, shift: number): string {
  const encoded = Buffer.from('\0'.repeat(shift) + secret).toString('base64');
  const bits = 8 * (shift + Buffer.byteLength(secret));
  return encoded.slice(Math.ceil((8 * shift) / 6), Math.floor(bits / 6));
}

function toUrl(base64: string): string {
  return base64.replaceAll('+', '-').replaceAll('/', '_');
}

const watched = new Map<string, { secrets: Set<string>; given: Map<string, string> }>();

/**
 * Once the test has finished, no file in a folder may hold these secrets, but for the file of keys and what was there
 * before the first run.
 */
export function watchFiles(folder: string, secrets: readonly string[]): void {
  let watch = watched.get(folder);
  if (watch === undefined) {
    const given = new Map(filesBelow(folder).map((file) => [file, stampOf(file)]));
    watch = { secrets: new Set(), given };
    watched.set(folder, watch);
    onTestFinished(() => {
      const { secrets: sought = new Set<string>(), given: before } = watched.get(folder) ?? {};
      watched.delete(folder);
      if (sought.size > 0) refuseFiles(folder, [...sought], before);
    });
  }
  for (const secret of secrets) watch.secrets.add(secret);
}

function refuseFiles(
  folder: string,
  secrets: readonly string[],
  given: ReadonlyMap<string, string> = new Map(),
): void {
  for (const file of filesBelow(folder)) {
    if (file.endsWith('keys.json') || given.get(file) === stampOf(file)) continue;
    refuseLeaks(file, readFileSync(file, 'latin1'), secrets);
  }
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function stampOf(file: string): string {
  const { mtimeMs, size, ino } = lstatSync(file);
  return `${mtimeMs} ${size} ${ino}`;
}
