import { beforeAll, expect, test } from 'vitest';
import { ensureBuilt } from '../support/built-project.js';
import { runTrial, type Finding, type Trial } from '../support/each-trial.js';
import type { TrialMethod } from '../support/trial-rows.js';

/** `npm run bench:each` sets them for more rows and more kills. */
const {
  EACH_ROWS: rows = '40',
  EACH_KILLS: kills = '2',
  EACH_SEED: seed = '1',
  EACH_TRIALS: chosen = 'POST 4,PATCH 1,PUT 4,DELETE 4',
} = process.env;

/** Some writes are answered with an error though they were carried out, some connections end before, some after. */
const faults = ['--fail', '500=0.02', '--fail', '503=0.02', '--drop', '0.04'];

const trials = chosen.split(',').map((words): Trial => {
  const [method = '', parallel] = words.split(' ');
  return {
    ...{ method: method as TrialMethod, parallel: Number(parallel), faults },
    ...{ rows: Number(rows), kills: Number(kills), seed: Number(seed) },
  };
});

beforeAll(ensureBuilt);

// All at once: most of the time they wait.
test(
  'a row is carried out once, or said to be failed or unknown, however often the run is killed',
  {
    timeout: 3_600_000,
  },
  async ({ annotate }) => {
    const findings = await Promise.all(
      trials.map(async (trial) => ({ trial, finding: await runTrial(trial) })),
    );
    for (const { trial, finding } of findings) {
      const where = JSON.stringify({ ...trial, faults: undefined, ...figures(finding) });
      await annotate(where);
      const { reports, applied } = finding;
      expect(
        reports.map(({ row }) => row),
        where,
      ).toEqual([...applied.keys()]);
      expect(dishonest(finding), where).toEqual([]);
    }
  },
);

/** What the report says of a row, where the server knows otherwise. */
function dishonest({ reports, applied, refused }: Finding): object[] {
  return reports
    .map((report) => ({ ...report, times: applied.get(report.row) ?? 0 }))
    .filter(({ row, ok, times }) => {
      if (times > 1 || (refused.has(row) && ok === true)) return true;
      return ok !== null && times !== (ok ? 1 : 0);
    });
}

function figures({ reports, applied, codes }: Finding): Record<string, unknown> {
  const counted = (wanted: boolean | null) => reports.filter(({ ok }) => ok === wanted).length;
  return {
    ...{ done: counted(true), failed: counted(false), unknown: counted(null) },
    twice: [...applied.values()].filter((times) => times > 1).length,
    killed: codes.filter((code) => code === null).length,
    ended: codes.filter((code) => code !== null),
  };
}
