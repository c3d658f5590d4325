import { fail, failedBy, ok, type Found } from './finding.js';

export interface TimeSource {
  now: Date;
  /** The zone in force. Throws UsageError for none. */
  zone: () => string;
  /** Where a zone may be named beside --tz, the first that is set wins; the machine's is the last. */
  named: readonly { by: string; zone: () => string | undefined }[];
}

/** Which time it is taken to be, and where. */
export function lookAtTime({ now, zone, named }: TimeSource): Found[] {
  let inForce: string;
  try {
    inForce = zone();
  } catch (error) {
    return [failedBy('zone', error)];
  }
  const source = named.find((one) => (one.zone()?.trim() ?? '') !== '');
  const isSource = source?.zone()?.trim().toLowerCase() === inForce.toLowerCase();
  const local = new Intl.DateTimeFormat('sv-SE', {
    timeZone: inForce,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(now);
  const detail = `${inForce}, from ${isSource ? source.by : '--tz'}: it is ${local} there.`;
  // A clock that was never set: certificates are then not valid yet, and today is no day of anybody's.
  return now.getUTCFullYear() < 2025
    ? [
        fail(
          'zone',
          detail,
          'Set the clock of this machine: certificates are refused in such a year.',
        ),
      ]
    : [ok('zone', detail)];
}
