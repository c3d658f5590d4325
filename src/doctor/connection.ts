import type { CheckConnection, ConnectionStep } from '../api/check-connection.js';
import {
  chooseConnection,
  connectionPlace,
  type ConnectionChoice,
  type Credentials,
} from '../config/connection.js';
import { failedBy, ok, warn, type Found } from './finding.js';

export interface ConnectionSource {
  choice: ConnectionChoice;
  check: CheckConnection;
  /** Those of the connection in force, or of a profile. */
  credentials: (profile: string | undefined) => Promise<Credentials | undefined>;
  /** Nothing is sent. */
  offline: boolean;
}

/** The connection in force: which one it is, and whether it works, step by step. */
export async function lookAtConnection(source: ConnectionSource): Promise<Found[]> {
  const place = connectionPlace(source.choice);
  if (place === undefined)
    return [warn('in force', 'No connection is set up.', 'cwm login, or try --profile sandbox.')];
  const name =
    place.by === 'CONNECTWISE_*'
      ? 'The variables CONNECTWISE_*'
      : `The profile ${place.name}, named by ${place.by},`;
  const settings = chooseConnection(source.choice);
  if (settings.source === 'sandbox')
    return [
      ok('in force', `${name} is the ConnectWise on this machine: nothing has to be reached.`),
    ];
  const inForce = ok(
    'in force',
    `${name} ${place.by === 'CONNECTWISE_*' ? 'are' : 'is'} in force.`,
  );
  return [inForce, ...(await tryOut(undefined, source))];
}

/** The same of a further profile. */
export async function lookAtProfile(name: string, source: ConnectionSource): Promise<Found[]> {
  return await tryOut(name, source);
}

async function tryOut(
  profile: string | undefined,
  { check, credentials, offline }: ConnectionSource,
): Promise<Found[]> {
  const called = (step: string) => (profile === undefined ? step : `${profile}: ${step}`);
  try {
    const found = await credentials(profile);
    if (found === undefined) return [];
    if (offline) return [ok(called('address'), `${found.baseUrl} was not tried (--offline).`)];
    return (await check(found)).map((step) => findingOf(step, called));
  } catch (error) {
    return [failedBy(called('credentials'), error)];
  }
}

function findingOf(
  { name, status, text, cure }: ConnectionStep,
  called: (step: string) => string,
): Found {
  return {
    // What the server's clock says is about this machine's time.
    ...(name === 'clock' ? { area: 'time' as const } : {}),
    check: called(name),
    status,
    detail: text,
    cure: cure ?? null,
  };
}
