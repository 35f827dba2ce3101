/** A real Trino cluster on loopback with an Iceberg catalogue on PostgreSQL; the lake is a folder or a bucket. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { ensureDownload } from './download.mjs'
import { ensureMinio, startMinio } from './minio.mjs'
import { startPostgres } from './postgres.mjs'
import { freePort } from './processes.mjs'
import { makeTls } from './tls.mjs'
import { startNode } from './trino-node.mjs'

/**
 * Starts coordinator and workers; without workers the coordinator works too.
 * @param {{ workers?: number, heap?: number, s3?: boolean, retry?: 'TASK' }} options  heap of each node in
 *   MB; with s3 the lake is a bucket of MinIO (the catalogue `lake` on a folder is there as well); with
 *   retry the part of a query that a lost worker had is done again, and nothing else
 */
export async function startCluster({ workers = 0, heap = 2_000, s3 = false, retry } = {}) {
  ensureDownload()
  if (s3) ensureMinio()
  const folder = mkdtempSync(join(tmpdir(), 'fealty-cluster-'))
  // PostgreSQL may run as another user, who must be able to walk through.
  chmodSync(folder, 0o711)
  const [lake, exchange] = [join(folder, 'lake'), join(folder, 'exchange')]
  mkdirSync(lake)
  mkdirSync(exchange)
  const stops = []
  const stop = async () => {
    for (const end of stops.reverse()) await end()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const postgres = await startPostgres(join(folder, 'postgres'))
    stops.push(postgres.stop)
    const store = s3 ? await startMinio(join(folder, 'minio')) : undefined
    if (store) stops.push(store.stop)
    const port = await freePort()
    const coordinatorUrl = `http://127.0.0.1:${port}`
    const common = { lake, exchange, postgres, store, heap, retry, coordinatorUrl }
    const tls = makeTls(join(folder, 'tls'), await freePort())
    const coordinator = await startNode(join(folder, 'coordinator'), {
      ...common,
      tls,
      port,
      isCoordinator: true,
      worksToo: workers === 0,
    })
    stops.push(coordinator.stop)
    const nodes = await startWorkers(workers, folder, common, stops)
    await untilCounted(coordinatorUrl, Math.max(1, workers))
    return {
      environment: toEnvironment(port, lake, store),
      testEnvironment: tls.environment,
      folder,
      coordinator,
      workers: nodes,
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

async function startWorkers(count, folder, common, stops) {
  const nodes = []
  for (let index = 0; index < count; index += 1) {
    const own = { port: await freePort(), isCoordinator: false }
    const node = await startNode(join(folder, `worker-${index}`), { ...common, ...own })
    stops.push(node.stop)
    nodes.push(node)
  }
  return nodes
}

/** The settings that point Fealty at the cluster. */
function toEnvironment(port, lake, store) {
  const engineUrl = (catalogue) => `trino://fealty@127.0.0.1:${port}/${catalogue}/fealty`
  if (store === undefined) return { ENGINE_URL: engineUrl('lake'), LAKE_URL: `file://${lake}` }
  return {
    ENGINE_URL: engineUrl('bucket'),
    LAKE_URL: `${store.url}/fealty`,
    LAKE_ENDPOINT: store.endpoint,
    LAKE_REGION: store.region,
    AWS_ACCESS_KEY_ID: store.accessKey,
    AWS_SECRET_ACCESS_KEY: store.secretKey,
  }
}

/** A worker that has started is known to the coordinator a moment later. */
async function untilCounted(coordinatorUrl, wanted) {
  for (let tries = 0; tries < 120; tries += 1) {
    if ((await countWorkers(coordinatorUrl)) >= wanted) return
    await wait(500)
  }
  throw new Error(`The coordinator did not find its ${wanted} workers within a minute.`)
}

async function countWorkers(coordinatorUrl) {
  const headers = { 'X-Trino-User': 'fealty', 'X-Trino-Source': 'fealty-cluster' }
  let answer = await post(
    `${coordinatorUrl}/v1/statement`,
    headers,
    "select count(*) from system.runtime.nodes where state = 'active'",
  )
  let count = 0
  while (answer !== undefined) {
    if (answer.data) count = Number(answer.data[0][0])
    answer =
      answer.nextUri === undefined
        ? undefined
        : await (await fetch(answer.nextUri, { headers })).json()
  }
  return count
}

async function post(url, headers, body) {
  return (await fetch(url, { method: 'POST', headers, body })).json()
}
