import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** Walks through the running product in the system's Chromium; `npm test` names it in CHROMIUM_PATH. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  test: {
    include: ['**/*.test.ts'],
    globalSetup: ['./start-program.ts'],
    testTimeout: 120_000,
    hookTimeout: 600_000,
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
  },
})
