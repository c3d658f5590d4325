import { connectionPlace } from '../config/connection.js';
import type { Services } from '../services.js';

/** Tells who has put a profile into use that something else goes before it. */
export function warnIfOutranked(name: string, { choice, report }: Services): void {
  const place = connectionPlace(choice());
  if (place === undefined || place.by === '--profile' || place.by === 'the settings') return;
  if (place.by === 'CWM_PROFILE' && place.name === name) return;
  const what =
    place.by === 'CWM_PROFILE'
      ? `CWM_PROFILE names ${place.name}, which goes before the profile in use: unset it`
      : 'The environment holds a connection, which goes before the profile in use: unset CONNECTWISE_*';
  report.warn(`${what}, or add --profile ${name}.`);
}
