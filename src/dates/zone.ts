import { UsageError } from '../errors/errors.js';
import { didYouMean, nearest } from '../text/nearest.js';

/** Where a zone may be named, the first that is set wins. */
export interface ZoneSources {
  /** `--tz` */
  flag?: string | undefined;
  /** `CWM_TZ` */
  env?: string | undefined;
  /** `timeZone` of the profile */
  profile?: string | undefined;
  /** What the machine says it is in; one that is no IANA name counts as UTC. */
  machine: string;
}

/** The zone whose days count. Throws UsageError for a name that is no zone. */
export function resolveZone({ flag, env, profile, machine }: ZoneSources): string {
  if (flag !== undefined) return readZone(flag, '--tz');
  if (env !== undefined && env.trim() !== '') return readZone(env, 'CWM_TZ');
  if (profile !== undefined && profile.trim() !== '')
    return readZone(profile, 'timeZone of the profile');
  return knownZone(machine) ?? 'UTC';
}

/** The name in the usual spelling. Throws UsageError naming the source. */
export function readZone(text: string, source: string): string {
  const zone = knownZone(text);
  if (zone !== undefined) return zone;
  const near = didYouMean(nearZones(text.trim()));
  throw new UsageError(`${source}: there is no time zone "${text}".`, {
    hint: near ?? 'Zones have IANA names: Europe/Berlin, America/New_York, Asia/Kolkata, UTC.',
  });
}

/** IANA names of three letters; Node knows others too, and takes BST for Bangladesh and CST for Chicago. */
const threeLetters = 'UTC GMT UCT CET EET MET WET EST MST HST PRC ROC ROK'.split(' ');

/** The name in the usual spelling. Offsets are none: newer versions of Node take them, older ones do not. */
function knownZone(text: string): string | undefined {
  const name = text.trim();
  if (!/^[a-z]/i.test(name) || name.startsWith('SystemV/')) return undefined;
  if (name.length === 3) return threeLetters.find((one) => one === name.toUpperCase());
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
  } catch {
    return undefined;
  }
  return allZones().find((one) => one.toLowerCase() === name.toLowerCase()) ?? name;
}

/** Zones that resemble a name as a whole, or by their city. */
function nearZones(name: string): string[] {
  const wanted = name.replaceAll(/\s+/g, '_');
  const byCity = new Map(allZones().map((zone) => [cityOf(zone), zone]));
  const cities = nearest(cityOf(wanted), byCity.keys()).map((city) => byCity.get(city) ?? city);
  return [...new Set([...nearest(wanted, allZones()), ...cities])].slice(0, 3);
}

function cityOf(zone: string): string {
  return zone.slice(zone.lastIndexOf('/') + 1);
}

function allZones(): string[] {
  return [...Intl.supportedValuesOf('timeZone'), 'UTC'];
}
