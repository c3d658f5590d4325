import { existsSync, realpathSync } from 'node:fs';
import type { ClientState, EntryState } from '../assistants/find-clients.js';
import type { Machine } from '../assistants/clients.js';
import { fail, ok, warn, type Found } from './finding.js';

/** What the assistants on this machine would start. */
export function lookAtAssistants(clients: readonly ClientState[], machine: Machine): Found[] {
  const here = clients.filter(({ isInstalled }) => isInstalled);
  if (here.length === 0) return [ok('found', 'None that cwm knows is on this machine.')];
  return here.flatMap((client) => clientFindings(client, machine));
}

function clientFindings(client: ClientState, machine: Machine): Found[] {
  const { title, file, entries, gateway, problem } = client;
  const install = `cwm mcp install --client ${client.client}`;
  if (problem !== undefined)
    return [fail(title, problem, `Mend ${file} in an editor: ${title} cannot read it either.`)];
  const old = gateway.map((name) =>
    warn(
      title,
      `${file}: the entry ${name} starts the Python gateway.`,
      `${install} --replace-gateway`,
    ),
  );
  if (entries.length === 0 && old.length === 0)
    return [ok(title, `${file} has no entry for cwm; to add one: ${install}`)];
  return [...entries.map((entry) => entryFinding(entry, client, machine)), ...old];
}

function entryFinding(
  entry: EntryState,
  { title, file, client }: ClientState,
  machine: Machine,
): Found {
  const { name, problem, script, profile } = entry;
  const again = `cwm mcp install --client ${client}${name === 'cwm' ? '' : ` --name ${name}`}${profile === undefined ? '' : ` --profile ${profile}`}`;
  const where = `${file}: the entry ${name}`;
  if (problem !== undefined) return fail(title, `${where} cannot be started: ${problem}.`, again);
  if (script !== undefined && realPath(script) !== realPath(machine.script))
    return warn(title, `${where} starts another cwm, ${script}.`, again);
  return ok(
    title,
    `${where} starts this cwm${profile === undefined ? '' : ` with the profile ${profile}`}.`,
  );
}

function realPath(path: string): string {
  return existsSync(path) ? realpathSync(path) : path;
}
