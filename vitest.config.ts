import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// Most of a journey is waiting, for a network, for a worker, for a person's next tap, and a server's test waits for its
// server: one more than there are cores keeps them all at work. Projects of one number share them, so that none stands idle
// while the last file of another project is still running.
const maxWorkers = availableParallelism() + 1;

// A machine that has other work besides takes several times as long: what is waited for fails a test when it does not come.
const patiently = { expect: { poll: { timeout: 30_000 } }, setupFiles: ['tests/support/patience.ts'] };

// unit: rules, wire, keys, notebook. screens: each by itself on a simulated page. server: the real one, as a process where that
// matters, on SQLite and PostgreSQL, and whole tablets at it. None of them needs a build or a browser. simulation: many
// tablets, one server, seeded mishaps. journeys: the built app in a real browser against a real server process. engines: the
// main journey in WebKit and Firefox (npm run test:engines). bench: measures the budgets (npm run bench). soak: what takes a
// thousand tries to show (npm run soak). The last three are no part of npm test.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          // Sooner at work than processes, which these tests, all within one, have no need of.
          pool: 'threads',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: [
            'tests/{journeys,engines,simulation,access,app,sealing,server,sync,features,media,seating}/**',
          ],
          ...patiently,
          setupFiles: [...patiently.setupFiles, 'tests/support/own-channels.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers,
        },
      },
      {
        test: {
          name: 'screens',
          include: ['tests/{features,media,seating}/**/*.test.{ts,tsx}'],
          ...patiently,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers,
        },
      },
      {
        test: {
          name: 'server',
          include: ['tests/{access,app,sealing,server,sync}/**/*.test.{ts,tsx}'],
          ...patiently,
          testTimeout: 120_000,
          // A team of three tablets and their server are put together before each test.
          hookTimeout: 120_000,
          maxWorkers,
        },
      },
      {
        test: {
          name: 'simulation',
          include: ['tests/simulation/**/*.test.ts'],
          testTimeout: 240_000,
          maxWorkers,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['tests/journeys/**/*.test.ts'],
          globalSetup: ['tests/support/installed-tablet.ts'],
          ...patiently,
          testTimeout: 900_000,
          hookTimeout: 300_000,
          maxWorkers,
        },
      },
      {
        test: {
          name: 'engines',
          include: ['tests/engines/*.test.ts'],
          maxWorkers: 2,
          testTimeout: 600_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'bench',
          include: ['tests/bench/*.bench.ts'],
          testTimeout: 600_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'soak',
          include: ['tests/soak/*.soak.ts'],
          testTimeout: 3_600_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
