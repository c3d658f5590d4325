import { failedBy, fail, type Area, type Finding, type Found } from './finding.js';

/** One part of an installation to be looked at. */
export interface Check {
  area: Area;
  /** What it is called where it cannot even be looked at. */
  name: string;
  look: () => Promise<Found[]> | Found[];
  /** Seconds that it may take; ten unless told. */
  limit?: number;
}

const usualLimit = 10;

/**
 * Makes every check, one after the other: what hinders one of them is its finding, and the others are made all the same.
 * Rejects only where the run is ended.
 */
export async function examine(
  checks: readonly Check[],
  signal: AbortSignal,
  onArea: (area: Area) => void = () => undefined,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const check of checks) {
    onArea(check.area);
    const found = await within(check).catch((error: unknown) => {
      if (signal.aborted) throw error;
      return [failedBy(check.name, error)];
    });
    findings.push(...found.map((one) => ({ area: check.area, ...one })));
  }
  return findings;
}

/** What takes too long is left to itself: a share that does not answer holds up nothing else. */
async function within({ look, name, limit = usualLimit }: Check): Promise<Found[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Found[]>((resolve) => {
    timer = setTimeout(() => {
      const cure = 'A disk, a network share or a program does not answer: look at that first.';
      resolve([fail(name, `It did not end within ${limit} seconds.`, cure)]);
    }, limit * 1000);
  });
  const found = (async () => await look())();
  try {
    return await Promise.race([found, late]);
  } finally {
    clearTimeout(timer);
    // Nobody waits for it any more where it was too slow.
    found.catch(() => undefined);
  }
}
