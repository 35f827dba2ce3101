/** A real Trino cluster on loopback with an Iceberg catalogue on PostgreSQL; the lake is a folder or a bucket. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { makeAccounts } from './accounts.mjs'
import { ensureDownload } from './download.mjs'
import { ensureMinio, startMinio } from './minio.mjs'
import { startPostgres } from './postgres.mjs'
import { freePort } from './processes.mjs'
import { mountSmallDisk } from './small-disk.mjs'
import { makeTls } from './tls.mjs'
import { startNode } from './trino-node.mjs'

/**
 * Fetches and builds what is not in the cache yet. Says why it could not, in one line: a machine without
 * the network is no failure of ours.
 * @param {{ s3?: boolean }} options
 * @returns {string | undefined}
 */
export function fetchPrograms({ s3 = false } = {}) {
  try {
    ensureDownload()
  } catch {
    return 'the server could not be fetched by Maven'
  }
  try {
    if (s3) ensureMinio()
    return undefined
  } catch {
    return 'MinIO could not be built with Go'
  }
}

/** Enough for a few tables, and filled within a second. */
const smallMegabytes = 24

/**
 * Starts coordinator and workers; without workers the coordinator works too.
 * @param {{ workers?: number, heap?: number, s3?: boolean, retry?: 'TASK', settings?: object }} options
 *   heap of each node in MB; with s3 the lake is a bucket of MinIO (the catalogue `lake` on a folder is there as well); with
 *   retry the part of a query that a lost worker had is done again, and nothing else; settings are more
 *   lines of every node's `config.properties`
 */
export async function startCluster(options = {}) {
  const { workers = 0, heap = 2_000, s3 = false, retry, settings = {} } = options
  const problem = fetchPrograms({ s3 })
  if (problem !== undefined) throw new Error(`There is no cluster: ${problem}.`)
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
    const small = await openSmallLake(join(folder, 'small'), s3, stops)
    const common = { lake, small, exchange, postgres, store, heap, retry, settings, coordinatorUrl }
    const tls = makeTls(join(folder, 'tls'), await freePort())
    const accounts = makeAccounts(folder)
    const coordinator = await startNode(join(folder, 'coordinator'), {
      ...common,
      ...{ tls, accounts, port, isCoordinator: true },
      worksToo: workers === 0,
    })
    stops.push(coordinator.stop)
    const { nodes, addWorker } = keepWorkers(folder, common, stops)
    for (let count = 0; count < workers; count += 1) await addWorker()
    await untilCounted(coordinatorUrl, Math.max(1, workers))
    return {
      environment: toEnvironment(port, store === undefined ? 'lake' : 'bucket', lake, store),
      testEnvironment: {
        ...tls.environment,
        ...accounts.environment,
        ...(small === undefined ? {} : toSmallEnvironment(port, small)),
      },
      ...{ folder, coordinator, workers: nodes, addWorker, stop },
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The workers of a cluster, of which one more may be started while it runs. */
function keepWorkers(folder, common, stops) {
  const nodes = []
  const addWorker = async () => {
    const own = { port: await freePort(), isCoordinator: false }
    const node = await startNode(join(folder, `worker-${nodes.length}`), { ...common, ...own })
    stops.push(node.stop)
    nodes.push(node)
    await untilCounted(common.coordinatorUrl, nodes.length)
  }
  return { nodes, addWorker }
}

/** A second lake that is soon full, a folder or a bucket as the first one is. */
async function openSmallLake(disk, s3, stops) {
  const unmount = mountSmallDisk(disk, smallMegabytes)
  if (unmount === undefined) return undefined
  stops.push(unmount)
  if (!s3) {
    const lake = join(disk, 'lake')
    mkdirSync(lake)
    return { disk, lake }
  }
  const store = await startMinio(disk)
  stops.push(store.stop)
  return { disk, store }
}

/** What a test of a full lake needs: where it lies, and the settings that point Fealty at it. */
const toSmallEnvironment = (port, { disk, lake, store }) => ({
  TEST_SMALL_LAKE: JSON.stringify({
    disk,
    environment: toEnvironment(port, 'small', lake, store),
  }),
})

/** The settings that point Fealty at the cluster. */
function toEnvironment(port, catalogue, lake, store) {
  const engineUrl = `trino://fealty@127.0.0.1:${port}/${catalogue}/fealty`
  if (store === undefined) return { ENGINE_URL: engineUrl, LAKE_URL: `file://${lake}` }
  return {
    ENGINE_URL: engineUrl,
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
