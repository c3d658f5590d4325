// Kills and resumes `call --each` on a sandbox that fails, and prints what became of the rows, counted by the server:
// `npm run bench:each`, or with rows, kills, seed and trials: `npm run bench:each -- 200 10 7 'POST 4,DELETE 1'`.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const [rows = '1000', kills = '30', seed = '1', trials = 'POST 1,POST 4,PATCH 4,PUT 4,DELETE 4'] =
  process.argv.slice(2);
const root = fileURLToPath(new URL('../..', import.meta.url));
const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));

for (const trial of trials.split(',')) {
  const { status } = spawnSync(
    process.execPath,
    [vitest, 'run', '--project', 'e2e', 'test/e2e/each-torture.test.ts', '--reporter', 'verbose'],
    {
      cwd: root,
      stdio: 'inherit',
      env: {
        ...process.env,
        ...{ EACH_ROWS: rows, EACH_KILLS: kills, EACH_SEED: seed, EACH_TRIALS: trial },
      },
    },
  );
  if (status !== 0) process.exitCode = 1;
}
