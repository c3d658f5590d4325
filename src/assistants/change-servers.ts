import { UsageError } from '../errors/errors.js';
import { isRecord } from '../text/records.js';
import type { Client, Machine } from './clients.js';
import { parseDocument, removeMember, setMember, type JsonDocument } from './edit-json.js';
import { ownMembers, startsCwm, startsGateway, withoutSecrets, type Wanted } from './entry.js';

export type EntryAction = 'added' | 'changed' | 'unchanged' | 'removed' | 'missing';

/** What happens to one entry of a file. */
export interface EntryChange {
  entry: string;
  action: EntryAction;
  /** Lines with `-` and `+` before them, without secrets. */
  lines: string[];
}

export interface ServersChange {
  /** The file's new text. */
  text: string;
  changes: EntryChange[];
}

/** The entry set in a configuration. Throws UsageError where one of that name starts something else. */
export function withEntry(
  source: string,
  file: string,
  client: Client,
  machine: Machine,
  wanted: Wanted,
): ServersChange {
  const document = parseDocument(source, file);
  const path = [client.servers, wanted.name];
  const before = document.at(path);
  if (before !== undefined && !startsCwm(before))
    throw new UsageError(`The entry "${wanted.name}" of ${file} starts something else.`, {
      hint: 'Nothing was written. Give cwm another name there: --name <name>',
    });
  const members = ownMembers(client, machine, wanted);
  const env = Object.entries(wanted.env);
  const text =
    before === undefined
      ? setMember(document.text, path, env.length === 0 ? members : { ...members, env: wanted.env })
      : [
          ...Object.entries(members).map(([name, value]) => [[...path, name], value] as const),
          ...env.map(([name, value]) => [[...path, 'env', name], value] as const),
        ].reduce((changed, [place, value]) => setAnew(changed, file, place, value), document.text);
  const after = parseDocument(text, file).at(path);
  const isSame = JSON.stringify(before) === JSON.stringify(after);
  const action = before === undefined ? 'added' : isSame ? 'unchanged' : 'changed';
  const lines = isSame ? [] : difference(path, before, after);
  return { text: isSame ? source : text, changes: [{ entry: wanted.name, action, lines }] };
}

/** The configuration without an entry, if that is one which `mcp install` could have written. */
export function withoutEntry(
  source: string,
  file: string,
  client: Client,
  name: string,
): ServersChange {
  const document = parseDocument(source, file);
  const before = document.at([client.servers, name]);
  if (before === undefined)
    return { text: source, changes: [{ entry: name, action: 'unchanged', lines: [] }] };
  if (!startsCwm(before))
    throw new UsageError(`The entry "${name}" of ${file} starts something else than cwm.`, {
      hint: 'Nothing was removed. Remove it in an editor if it is to go.',
    });
  return {
    text: removeMember(document.text, [client.servers, name]),
    changes: [removal(client, name, before)],
  };
}

/** Names of the entries that start the Python gateway. */
export function gatewayEntries(document: JsonDocument, client: Client): string[] {
  const servers = document.at([client.servers]);
  return Object.entries(isRecord(servers) ? servers : {})
    .filter(([name, entry]) => startsGateway(name, entry))
    .map(([name]) => name);
}

/** The configuration without the entries of the Python gateway, but for the one that is now cwm's. */
export function withoutGateway(
  source: string,
  file: string,
  client: Client,
  name: string,
): ServersChange {
  const document = parseDocument(source, file);
  const names = gatewayEntries(document, client).filter((one) => one !== name);
  return {
    text: names.reduce((text, one) => removeMember(text, [client.servers, one]), source),
    changes: names.map((one) => removal(client, one, document.at([client.servers, one]))),
  };
}

function setAnew(text: string, file: string, place: readonly string[], value: unknown): string {
  const now = parseDocument(text, file).at(place);
  return JSON.stringify(now) === JSON.stringify(value) ? text : setMember(text, place, value);
}

function removal({ servers }: Client, entry: string, before: unknown): EntryChange {
  return { entry, action: 'removed', lines: difference([servers, entry], before, undefined) };
}

/** What changes of one entry; its neighbours, which may hold keys, are not shown. */
function difference(path: readonly string[], before: unknown, after: unknown): string[] {
  const [old, made] = [linesOf(before), linesOf(after)];
  const same = (from: (lines: string[]) => string[]): number => {
    const [one, other] = [from(old), from(made)];
    const end = one.findIndex((line, index) => line !== other[index]);
    return end === -1 ? one.length : end;
  };
  const head = same((lines) => lines);
  const tail = Math.min(
    same((lines) => lines.toReversed()),
    Math.min(old.length, made.length) - head,
  );
  const part = (lines: string[], mark: string) =>
    lines.slice(head, lines.length - tail).map((line) => `${mark} ${line}`);
  return [`  ${path.join('.')}`, ...part(old, '-'), ...part(made, '+')];
}

function linesOf(entry: unknown): string[] {
  return entry === undefined ? [] : JSON.stringify(withoutSecrets(entry), null, 2).split('\n');
}
