import { existsSync } from 'node:fs';
import { isRecord } from '../text/records.js';
import { gatewayEntries } from './change-servers.js';
import { clients, pathsOf, type Client, type ClientName, type Machine } from './clients.js';
import { readConfigFile } from './config-file.js';
import { parseDocument } from './edit-json.js';
import { commandLine, startsCwm } from './entry.js';
import { targetsOf } from './targets.js';

/** What an assistant's configuration says of cwm. */
export interface ClientState {
  client: ClientName;
  title: string;
  file: string;
  isInstalled: boolean;
  /** The entries that start cwm. */
  entries: EntryState[];
  /** Names of entries that start the Python gateway. */
  gateway: string[];
  /** Why the file could not be looked at. */
  problem: string | undefined;
}

export interface EntryState {
  name: string;
  command: string;
  /** undefined where none is named: the command is a script of its own. */
  script: string | undefined;
  profile: string | undefined;
  /** Why the client could not start it; undefined where nothing is wrong. */
  problem: string | undefined;
}

/** The assistants that cwm knows: a state for each configuration file there is, or should be. */
export function findClients(machine: Machine): ClientState[] {
  return clients
    .flatMap((client) => targetsOf(client, machine))
    .map(({ client, file, isInstalled }) => ({
      client: client.name,
      title: client.title,
      file,
      isInstalled,
      ...lookInto(file, client, machine),
    }));
}

function lookInto(
  file: string,
  client: Client,
  machine: Machine,
): Pick<ClientState, 'entries' | 'gateway' | 'problem'> {
  try {
    const { text } = readConfigFile(file);
    if (text === undefined) return { entries: [], gateway: [], problem: undefined };
    const document = parseDocument(text, file);
    const servers = document.at([client.servers]);
    const entries = Object.entries(isRecord(servers) ? servers : {})
      .filter(([, entry]) => startsCwm(entry))
      .map(([name, entry]) => stateOf(name, commandLine(entry), machine));
    return { entries, gateway: gatewayEntries(document, client), problem: undefined };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { entries: [], gateway: [], problem };
  }
}

function stateOf(name: string, words: readonly string[], { platform }: Machine): EntryState {
  const path = pathsOf(platform);
  const [command = ''] = words;
  const script = words.find((word) => /\.c?js$/i.test(word));
  const flag = words.indexOf('--profile');
  const gone = [command, script].find(
    (one) => one !== undefined && path.isAbsolute(one) && !existsSync(one),
  );
  const problem = !path.isAbsolute(command)
    ? `"${command}" is no absolute path, and the client may not find it`
    : gone === undefined
      ? undefined
      : `${gone} is not there any more`;
  return { name, command, script, profile: flag === -1 ? undefined : words[flag + 1], problem };
}
