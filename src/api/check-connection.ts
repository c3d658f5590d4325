import type { Credentials } from '../config/connection.js';
import type { CwmError } from '../errors/errors.js';
import { readAddress, readCompany, type CheckedPlace, type FoundCompany } from './check-company.js';
import { readKeys, readPermission } from './check-keys.js';
import type { Outcome } from './exchange.js';
import { openProbe, type Probe, type ProbeWire } from './probe.js';

/** One thing that a connection needs, looked at. */
export interface ConnectionStep {
  name: 'address' | 'company' | 'keys' | 'permission' | 'clock';
  status: 'ok' | 'warn' | 'fail';
  /** What was found, in one sentence. */
  text: string;
  /** What to do about it, in one sentence. */
  cure?: string;
  /** What a run ends with that cannot go on without it. */
  error?: CwmError;
  /** What the server says of the company. */
  company?: FoundCompany;
}

/** Checks credentials step by step; what can only fail after a step that did is left out. Tells each step as it is done. */
export type CheckConnection = (
  credentials: Credentials,
  seen?: (step: ConnectionStep) => void,
) => Promise<ConnectionStep[]>;

/** A list that every role that is of any use may read. */
const permissionPath = '/company/companies';

/** Throws UsageError for a `ca` that cannot be used, ConfigError for such a proxy. */
export async function checkConnection(
  credentials: Credentials,
  { now, ...wire }: ProbeWire & { now: () => Date },
  seen: (step: ConnectionStep) => void = () => undefined,
): Promise<ConnectionStep[]> {
  const steps: ConnectionStep[] = [];
  const add = (step: ConnectionStep): boolean => {
    steps.push(step);
    seen(step);
    return step.status !== 'fail';
  };
  const { baseUrl, username } = credentials;
  // What stands before a plus is the company; a prefix of another form does not tell it.
  const [, company] = /^([^+]+)\+/.exec(username) ?? [];
  const probe = openProbe(credentials, wire);
  const place = { baseUrl, company, proxy: probe.proxy, hasClientId: hasClientId(credentials) };
  try {
    const begun = await companySteps(probe, place);
    if (!begun.map(add).every(Boolean)) return steps;
    const found = begun.at(-1)?.company?.baseUrl;
    const info = await probe.get('/system/info');
    if (!add(readKeys(info, { ...place, found }))) return steps;
    const list = await probe.get(`${permissionPath}?pageSize=1&fields=id`);
    add(readPermission(list, permissionPath, place));
    const clock = clockStep(info, now());
    if (clock !== undefined) add(clock);
    return steps;
  } finally {
    probe.close();
  }
}

/** The steps that need no keys: whether the address leads to a server, and whether that knows the company. */
export async function companySteps(probe: Probe, place: CheckedPlace): Promise<ConnectionStep[]> {
  const outcome = await probe.outside(companyPath(place.company ?? ''));
  const address = readAddress(outcome, place);
  const company = address.status === 'fail' ? undefined : readCompany(outcome, place);
  return company === undefined ? [address] : [address, company];
}

export function companyPath(company: string): string {
  return `/login/companyinfo/${encodeURIComponent(company)}`;
}

/** The company's id stands in where no client id was given. */
function hasClientId({ username, clientId }: Credentials): boolean {
  return !username.startsWith(`${clientId}+`);
}

/** Minutes from which a clock is wrong: dates such as today are reckoned with it. */
const tolerated = 2;

function clockStep(outcome: Outcome, now: Date): ConnectionStep | undefined {
  if (outcome.kind === 'broken') return undefined;
  const served = Date.parse(String(outcome.answer.headers['date']));
  if (Number.isNaN(served)) return undefined;
  const minutes = Math.trunc(Math.abs(now.getTime() - served) / 60_000);
  if (minutes < tolerated)
    return {
      name: 'clock',
      status: 'ok',
      text: 'The clock of this machine agrees with the server’s.',
    };
  const side = now.getTime() > served ? 'ahead of' : 'behind';
  return {
    name: 'clock',
    status: 'warn',
    text: `The clock of this machine is ${spoken(minutes)} ${side} the server’s.`,
    cure: 'Set the clock of this machine: dates such as today and -7d are reckoned with it.',
  };
}

function spoken(minutes: number): string {
  if (minutes < 120) return `${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}
