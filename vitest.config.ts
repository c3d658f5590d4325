import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // One for each core: the default leaves one idle, which on two is half of the machine.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'fast',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**'],
          globalSetup: ['test/support/build-test-catalog.ts'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'eval',
          include: ['test/eval/**/*.eval.ts'],
          globalSetup: ['test/support/build-test-catalog.ts'],
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
