/**
 * `npm run test:cluster`: the tests that need a Trino cluster. Starts one on loopback and ends it; where
 * the machine cannot have one it says why in one line. A cluster that `ENGINE_URL` and `LAKE_URL` name
 * is used as it is. Words after `--` go to vitest.
 */
import { whyNoCluster } from './cluster/requirements.mjs'
import { startCluster } from './cluster/start-cluster.mjs'
import { ensureInstalled } from './setup.mjs'
import { runVitest } from './run-vitest.mjs'

/** The cluster of the environment, or one of this run; undefined when there can be none. */
async function openCluster() {
  const { ENGINE_URL: engineUrl, LAKE_URL: lakeUrl } = process.env
  if (engineUrl !== undefined && lakeUrl !== undefined) return { engineUrl, lakeUrl, stop() {} }
  const reason = whyNoCluster()
  if (reason === undefined) return startCluster()
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
      ['--config', 'vitest.cluster.config.ts', ...process.argv.slice(2)],
      { ENGINE_URL: cluster.engineUrl, LAKE_URL: cluster.lakeUrl },
    )
    console.log(`${counts.passed} passed, ${counts.failed} failed`)
    process.exitCode = counts.failed > 0 ? 1 : 0
  } finally {
    await cluster.stop()
  }
}
