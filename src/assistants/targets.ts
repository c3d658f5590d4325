import { existsSync } from 'node:fs';
import { NotFoundError, UsageError } from '../errors/errors.js';
import { didYouMean, listed, nearest } from '../text/nearest.js';
import {
  clientNames,
  clients,
  placesOf,
  projectPlace,
  type Client,
  type Machine,
} from './clients.js';

/** A configuration file that is meant. */
export interface Target {
  client: Client;
  file: string;
  /** Whether the client was ever started here. */
  isInstalled: boolean;
}

/** The files of the clients with these names; `all` stands for those that are here. Throws UsageError. */
export function chooseTargets(
  names: readonly string[],
  isProject: boolean,
  machine: Machine,
): Target[] {
  const all = names.includes('all');
  for (const name of names) if (name !== 'all') refuseUnknown(name);
  const wanted = clients.filter(({ name }) => all || names.includes(name));
  if (isProject) {
    return wanted.flatMap((client) => {
      const place = projectPlace(client, machine);
      if (place !== undefined) return [{ client, file: place.file, isInstalled: true }];
      if (!names.includes(client.name)) return [];
      throw new UsageError(`${client.title} reads no configuration of a project.`, {
        hint: 'Leave out --project for it.',
      });
    });
  }
  const targets = wanted.flatMap((client) => targetsOf(client, machine));
  return targets.filter(({ client, isInstalled }) => isInstalled || names.includes(client.name));
}

/** What to do about clients that are not here. */
export function notHere(missing: readonly Target[], { env }: Machine): NotFoundError {
  const [first] = missing;
  const titles = listed(
    missing.length === 0
      ? clients.map(({ title }) => title)
      : missing.map((one) => one.client.title),
  );
  const inWindows =
    env['WSL_DISTRO_NAME'] === undefined
      ? ''
      : ' For one of Windows, install cwm there and run this in PowerShell.';
  const where = first === undefined ? '' : ` Looked for ${first.file}.`;
  return new NotFoundError(
    `${titles} ${missing.length === 1 ? 'was' : 'were'} not found on this machine.${where}`,
    { hint: `Install and start it once, then run this again.${inWindows}` },
  );
}

/** A client's files on this machine; where it is not installed, the one that it would have. */
export function targetsOf(client: Client, machine: Machine): Target[] {
  const places = placesOf(client, machine);
  const there = places.filter(({ file, sign }) => existsSync(file) || existsSync(sign));
  const isInstalled = there.length > 0;
  return (isInstalled ? there : places.slice(0, 1)).map(({ file }) => ({
    client,
    file,
    isInstalled,
  }));
}

function refuseUnknown(name: string): void {
  if (clientNames.some((one) => one === name)) return;
  throw new UsageError(`There is no client "${name}".`, {
    hint:
      didYouMean(nearest(name, [...clientNames, 'all'])) ??
      `Clients: ${listed([...clientNames, 'all'])}.`,
  });
}
