import { UsageError } from '../errors/errors.js';
import { didYouMean, listed, nearest } from '../text/nearest.js';
import { isRecord } from '../text/records.js';

/** What a text with keys may tell of a connection. */
export type GivenConnection = Partial<Record<GivenName, string>>;

type GivenName = 'url' | 'company' | 'authPrefix' | 'publicKey' | 'privateKey' | 'clientId';

/** Their names, and the variables that have them in the environment and in the files that set it. */
const variables: Readonly<Record<GivenName, string>> = {
  url: 'CONNECTWISE_API_URL',
  company: 'CONNECTWISE_COMPANY_ID',
  authPrefix: 'CONNECTWISE_AUTH_PREFIX',
  publicKey: 'CONNECTWISE_PUBLIC_KEY',
  privateKey: 'CONNECTWISE_PRIVATE_KEY',
  clientId: 'CONNECTWISE_CLIENT_ID',
};
const names = Object.keys(variables) as GivenName[];

/**
 * Keys in a text: a JSON object, or lines such as `publicKey=…` or `CONNECTWISE_PUBLIC_KEY=…`. Throws UsageError that
 * repeats no value.
 */
export function parseKeyText(text: string): GivenConnection {
  const given: GivenConnection = {};
  for (const [written, value] of entriesOf(text)) {
    const name = nameOf(written);
    if (name !== undefined && value.trim() !== '') given[name] = value.trim();
  }
  return given;
}

function entriesOf(text: string): [string, string][] {
  if (!text.trimStart().startsWith('{')) return text.split(/\r?\n/).flatMap(lineEntry);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's own message would repeat part of the text.
  }
  if (!isRecord(value))
    throw new UsageError('--keys: the text begins as JSON and is not valid JSON.', { hint: form });
  return Object.entries(value).map(([name, member]) => {
    if (typeof member !== 'string')
      throw new UsageError(`--keys: ${shown(name)} must be a text.`, { hint: form });
    return [name, member];
  });
}

function lineEntry(line: string, index: number): [string, string][] {
  if (/^\s*(?:#.*)?$/.test(line)) return [];
  const [, name, value = ''] =
    /^\s*(?:export\s+|\$env:)?([A-Za-z]\w*)\s*[=:]\s*(.*?)\s*$/.exec(line) ?? [];
  if (name === undefined)
    throw new UsageError(`--keys: line ${index + 1} is not name=value.`, { hint: form });
  const [, , inner = value] = /^(["'])(.*)\1;?$/.exec(value) ?? [];
  return [[name, inner]];
}

/** Undefined for a variable that is another program's: files that set the environment have such. */
function nameOf(written: string): GivenName | undefined {
  const found = names.find(
    (name) => name.toLowerCase() === written.toLowerCase() || variables[name] === written,
  );
  if (found !== undefined) return found;
  if (/^[A-Z][A-Z\d]*_[A-Z\d_]+$/.test(written) && !written.startsWith('CONNECTWISE_'))
    return undefined;
  const known = [...names, ...Object.values(variables)];
  throw new UsageError(`--keys: ${shown(written)} is none of the names.`, {
    hint: didYouMean(nearest(written, known)) ?? `Names: ${listed(names)}.`,
  });
}

/** A name, unless it may be a key that stands where a name should. */
function shown(name: string): string {
  return /^[a-z_]{1,30}$/i.test(name) ? `"${name}"` : 'what stands for a name';
}

const form = 'It is {"publicKey":"…","privateKey":"…","clientId":"…"}, or a line each: publicKey=…';
