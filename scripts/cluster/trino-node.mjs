/** One node of the cluster: its settings as files, and its process. */
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { closeSync, mkdirSync, openSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { endProcess, until } from './processes.mjs'
import { findJava, trinoHome } from './requirements.mjs'

/** The others are not loaded, so that a node starts in half a minute; types of geospatial are asked for at start. */
const plugins = [
  'iceberg',
  'postgresql',
  'geospatial',
  'memory',
  'exchange-filesystem',
  'password-authenticators',
]

const lines = (settings) =>
  `${Object.entries(settings)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n')}\n`

/** A catalogue of Iceberg, with its tables under a name of their own in the one database. */
const icebergSettings = (name, warehouse, postgres) => ({
  'connector.name': 'iceberg',
  'iceberg.catalog.type': 'jdbc',
  'iceberg.jdbc-catalog.catalog-name': name,
  'iceberg.jdbc-catalog.driver-class': 'org.postgresql.Driver',
  'iceberg.jdbc-catalog.connection-url': postgres.jdbcUrl('catalogue'),
  'iceberg.jdbc-catalog.connection-user': postgres.user,
  'iceberg.jdbc-catalog.connection-password': postgres.password,
  'iceberg.jdbc-catalog.default-warehouse-dir': warehouse,
  'iceberg.add-files-procedure.enabled': true,
})

const folderSettings = (name, folder, postgres) => ({
  ...icebergSettings(name, 'local:///', postgres),
  'fs.native-local.enabled': true,
  'local.location': folder,
})

const bucketSettings = (name, store, postgres) => ({
  ...icebergSettings(name, `${store.url}/warehouse`, postgres),
  'fs.native-s3.enabled': true,
  's3.endpoint': store.endpoint,
  's3.region': store.region,
  's3.path-style-access': true,
  's3.aws-access-key': store.accessKey,
  's3.aws-secret-key': store.secretKey,
})

/** The small lake is a bucket where the large one is. */
function smallSettings({ lake, store }, postgres) {
  return store === undefined
    ? folderSettings('small', lake, postgres)
    : bucketSettings('small', store, postgres)
}

function catalogueSettings({ lake, small, postgres, store }) {
  const connection = { 'connection-user': postgres.user, 'connection-password': postgres.password }
  return {
    lake: folderSettings('lake', lake, postgres),
    ...(store === undefined ? {} : { bucket: bucketSettings('bucket', store, postgres) }),
    ...(small === undefined ? {} : { small: smallSettings(small, postgres) }),
    company: {
      'connector.name': 'postgresql',
      'connection-url': postgres.jdbcUrl('company'),
      ...connection,
    },
  }
}

function nodeSettings(node) {
  const { isCoordinator, worksToo, port, coordinatorUrl, heap, retry, settings, tls } = node
  const role = isCoordinator
    ? { coordinator: true, 'node-scheduler.include-coordinator': worksToo }
    : { coordinator: false }
  return {
    ...role,
    'http-server.http.port': port,
    'discovery.uri': coordinatorUrl,
    'query.max-length': 10_000_000,
    'query.max-memory-per-node': `${Math.floor(heap * 0.5)}MB`,
    'memory.heap-headroom-per-node': `${Math.floor(heap * 0.25)}MB`,
    'catalog.management': 'static',
    'internal-communication.shared-secret': 'loopback-only',
    ...(retry === undefined ? {} : { 'retry-policy': retry }),
    ...settings,
    ...tls?.settings,
  }
}

/** Writes the settings; gives what the process is told on its command line. */
function writeSettings(folder, node) {
  const etc = join(folder, 'etc')
  const pluginFolder = join(folder, 'plugin')
  mkdirSync(join(etc, 'catalog'), { recursive: true })
  mkdirSync(pluginFolder)
  for (const name of plugins) symlinkSync(join(trinoHome, 'plugin', name), join(pluginFolder, name))
  writeFileSync(join(etc, 'config.properties'), lines(nodeSettings(node)), { mode: 0o600 })
  writeFileSync(
    join(etc, 'exchange-manager.properties'),
    lines({ 'exchange-manager.name': 'filesystem', 'exchange.base-directories': node.exchange }),
  )
  if (node.tls)
    writeFileSync(join(etc, 'password-authenticator.properties'), lines(node.tls.authenticator))
  if (node.accounts)
    writeFileSync(join(etc, 'access-control.properties'), lines(node.accounts.settings))
  writeFileSync(join(etc, 'log.properties'), lines({ 'io.trino': 'WARN' }))
  for (const [name, settings] of Object.entries(catalogueSettings(node))) {
    writeFileSync(join(etc, 'catalog', `${name}.properties`), lines(settings), { mode: 0o600 })
  }
  const identity = {
    'node.environment': 'fealty',
    'node.id': randomUUID(),
    'node.data-dir': folder,
    'node.bind-ip': '127.0.0.1',
    'node.internal-address': '127.0.0.1',
    'plugin.dir': pluginFolder,
    config: join(etc, 'config.properties'),
    'log.levels-file': join(etc, 'log.properties'),
  }
  return Object.entries(identity).map(([name, value]) => `-D${name}=${value}`)
}

/**
 * Starts a node and waits until it answers. `heap` in MB. One that was killed can be started again, at
 * the same address and with the same settings.
 */
export async function startNode(folder, node) {
  mkdirSync(folder, { recursive: true })
  const identity = writeSettings(folder, node)
  const logPath = join(folder, 'server.log')
  const isReady = async () => {
    const answer = await fetch(`http://127.0.0.1:${node.port}/v1/info`).catch(() => undefined)
    return answer?.ok === true && (await answer.json()).starting === false
  }
  const running = {
    port: node.port,
    child: undefined,
    stop: () => endProcess(running.child),
    async start() {
      running.child = spawnNode(folder, node.heap, identity, logPath)
      await until('The node', isReady, running.child, () => readFileSync(logPath, 'utf8'))
    },
  }
  try {
    await running.start()
  } catch (error) {
    await running.stop()
    throw error
  }
  return running
}

function spawnNode(folder, heap, identity, logPath) {
  const log = openSync(logPath, 'a')
  const child = spawn(
    findJava(),
    [
      '-server',
      `-Xmx${heap}M`,
      '-XX:+UseG1GC',
      '-XX:+ExitOnOutOfMemoryError',
      '-XX:-OmitStackTraceInFastThrow',
      '-XX:ReservedCodeCacheSize=256M',
      '-Djdk.attach.allowAttachSelf=true',
      '--enable-native-access=ALL-UNNAMED',
      '--sun-misc-unsafe-memory-access=allow',
      '-Duser.timezone=UTC',
      ...identity,
      '-cp',
      join(trinoHome, 'lib', '*'),
      'io.trino.server.TrinoServer',
    ],
    { cwd: folder, stdio: ['ignore', log, log], env: { PATH: process.env.PATH ?? '' } },
  )
  closeSync(log)
  return child
}
