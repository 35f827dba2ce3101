/**
 * `npm run cluster`: a real Trino cluster on this machine for trying out, until Ctrl+C.
 *
 *   npm run cluster                    coordinator and two workers
 *   npm run cluster -- --workers 0     one node that does both
 *   npm run cluster -- --heap 2500     heap of each node in MB
 *   npm run cluster -- --s3            the lake is a bucket of MinIO, which is started as well
 */
import { parseArgs } from 'node:util'
import { whyNoCluster } from './cluster/requirements.mjs'
import { fetchPrograms, startCluster } from './cluster/start-cluster.mjs'

const { values } = parseArgs({
  options: {
    workers: { type: 'string', default: '2' },
    heap: { type: 'string', default: '2000' },
    s3: { type: 'boolean', default: false },
  },
})
const { s3 } = values
const reason = whyNoCluster({ s3 }) ?? fetchPrograms({ s3 })
if (reason !== undefined) {
  console.error(`No cluster: ${reason}.`)
  process.exit(1)
}
console.error('Starting the cluster; this takes about a minute …')
const cluster = await startCluster({
  workers: Number(values.workers),
  heap: Number(values.heap),
  s3,
})
const toWords = (environment) =>
  Object.entries(environment)
    .map(([name, value]) => `${name}='${value}'`)
    .join(' \\\n  ')
console.log(`The cluster runs until Ctrl+C. Point Fealty at it, in another terminal:

  ${toWords(cluster.environment)} \\
  npx fealty start

With these as well, \`npm run test:cluster\` uses it in the place of one of its own:

  ${toWords(cluster.testEnvironment)}

Everything lies in ${cluster.folder}, and is removed when the cluster ends.`)
await new Promise((resolve) => {
  process.once('SIGINT', resolve)
  process.once('SIGTERM', resolve)
})
await cluster.stop()
