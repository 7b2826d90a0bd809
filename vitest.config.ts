import { defineConfig } from 'vitest/config';

/** What a deployment tells its functions' metrics; without it they would complain of it in every test. */
const QUIET = { POWERTOOLS_METRICS_NAMESPACE: 'jobbtorg-tests' };

/** Twenty thousand lives of a case take minutes. */
const isDeep = process.env['JOBBTORG_DEEP'] !== undefined;
const HALF_AN_HOUR = 30 * 60_000;

/** Files that leave nothing behind share what they import: to read it anew for each of them took longer than the tests. */
const SHARED = { isolate: false };

const PATIENT = { testTimeout: 180_000, hookTimeout: 180_000 };

/** Integration tests that start the whole suite, and not only a table. */
const SUITES = ['commands', 'embedded-run', 'http', 'whole-path'].map(
  (name) => `test/integration/${name}/**/*.test.ts`,
);

/** One project per kind of test; the fast ones (unit, property, architecture, infra) start no engine. */
const project = (name: string, extra: Record<string, unknown> = {}) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env: QUIET,
    ...extra,
  },
});

export default defineConfig({
  test: {
    expect: { requireAssertions: true },
    // Half of what the tests with engines do is waiting for them: two at once on two processors.
    maxWorkers: 2,
    projects: [
      project('unit', SHARED),
      project('property', { ...SHARED, ...(isDeep ? { testTimeout: HALF_AN_HOUR } : {}) }),
      project('architecture', SHARED),
      project('infra', SHARED),
      project('faults', PATIENT),
      project('model', PATIENT),
      project('browser', PATIENT),
      project('integration', { ...SHARED, ...PATIENT, exclude: SUITES }),
      // The queues' engine keeps what it knows in its modules: each suite needs them for itself.
      project('suite', { ...PATIENT, include: SUITES }),
    ],
  },
});
