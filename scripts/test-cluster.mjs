/**
 * `npm run test:cluster`: the tests that need a Trino cluster. Starts one on loopback and ends it; where
 * the machine cannot have one it says why in one line. A cluster that `ENGINE_URL` and `LAKE_URL` name
 * is used as it is. With `--s3` the lake is a bucket of MinIO; `--short` runs what CI has time for, on one
 * node. Other words after `--` go to vitest.
 */
import { whyNoCluster } from './cluster/requirements.mjs'
import { fetchPrograms, startCluster } from './cluster/start-cluster.mjs'
import { ensureInstalled } from './setup.mjs'
import { runVitest } from './run-vitest.mjs'

const words = process.argv.slice(2)
const s3 = words.includes('--s3')
const isShort = words.includes('--short')
const own = new Set(['--s3', '--short'])
/** Every conformance case, and mapped tables read together with the lake: some three minutes in all. */
const shortFiles = isShort ? ['conformance', 'sources.cluster'] : []

/** The cluster of the environment, or one of this run; undefined when there can be none. */
async function openCluster() {
  const { ENGINE_URL, LAKE_URL } = process.env
  if (ENGINE_URL !== undefined && LAKE_URL !== undefined) return { environment: {}, stop() {} }
  const reason = whyNoCluster({ s3 }) ?? fetchPrograms({ s3 })
  if (reason === undefined) return startCluster({ s3 })
  console.log(`Cluster tests: skipped, ${reason}.`)
  return undefined
}

ensureInstalled()
const cluster = await openCluster()
if (cluster === undefined) {
  console.log('0 passed, 0 failed, 1 skipped')
} else {
  try {
    const counts = await runVitest(
      [
        ...['--config', 'vitest.cluster.config.ts', ...shortFiles],
        ...words.filter((word) => !own.has(word)),
      ],
      { ...cluster.environment, ...cluster.testEnvironment },
    )
    console.log(`${counts.passed} passed, ${counts.failed} failed`)
    process.exitCode = counts.failed > 0 ? 1 : 0
  } finally {
    await cluster.stop()
  }
}
