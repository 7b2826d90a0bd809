import { defineConfig } from 'vitest/config';

/** One project per kind of test; only `integration` and the deep kinds start the embedded engines. */
const project = (name: string, extra: Record<string, unknown> = {}) => ({
  test: { name, include: [`test/${name}/**/*.test.ts`], testTimeout: 60_000, hookTimeout: 60_000, ...extra },
});

export default defineConfig({
  test: {
    expect: { requireAssertions: true },
    projects: [
      project('unit'),
      project('property'),
      project('architecture'),
      project('infra'),
      project('integration', { testTimeout: 180_000, hookTimeout: 180_000, fileParallelism: false }),
    ],
  },
});
