import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [
      'packages/*/src/**/*.test.ts',
      'packages/*/src/**/*.test.tsx',
      'scripts/**/*.test.mjs',
    ],
    exclude: ['**/node_modules/**', '**/*.cluster.test.ts'],
    globalSetup: ['scripts/test-setup.mjs'],
    setupFiles: ['scripts/test-seed.mjs'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A busy machine is late, not wrong.
    expect: { poll: { timeout: 20_000 } },
    pool: 'forks',
    maxWorkers: 2,
  },
})
