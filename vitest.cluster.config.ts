import { defineConfig } from 'vitest/config'

/** Tests that need a Trino cluster: `npm run test:cluster` starts one and runs these. */
export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.cluster.test.ts'],
    globalSetup: ['scripts/test-setup.mjs'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    pool: 'forks',
    maxWorkers: 1,
  },
})
