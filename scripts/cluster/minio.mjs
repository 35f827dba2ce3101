/** MinIO, an S3-compatible store, built from the Go module proxy once and kept with the downloads. */
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { endProcess, freePort, until } from './processes.mjs'
import { cacheFolder, findMinio, findProgram, minioVersion } from './requirements.mjs'

const bucket = 'lake'

/** The program is in the cache folder afterwards. About 8 minutes, once. */
export function ensureMinio() {
  if (findMinio() !== undefined) return
  const folder = join(cacheFolder, 'bin')
  mkdirSync(folder, { recursive: true })
  console.error(`Building MinIO ${minioVersion} (about 8 minutes, once) …`)
  const { status, stderr } = spawnSync(
    findProgram('go'),
    ['install', `github.com/minio/minio@${minioVersion}`],
    { encoding: 'utf8', env: { ...process.env, GOBIN: folder } },
  )
  if (status !== 0) throw new Error(`go ended with ${status}: ${stderr.slice(-800)}`)
}

/** Starts one on loopback with an empty bucket, whose keys are made for this run. */
export async function startMinio(folder) {
  // A folder in its data is a bucket.
  mkdirSync(join(folder, bucket), { recursive: true })
  const [accessKey, secretKey] = [randomBytes(10), randomBytes(20)].map((key) =>
    key.toString('hex'),
  )
  const [port, consolePort] = [await freePort(), await freePort()]
  const server = spawn(
    findMinio(),
    [
      'server',
      '--quiet',
      '--address',
      `127.0.0.1:${port}`,
      '--console-address',
      `127.0.0.1:${consolePort}`,
      folder,
    ],
    {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        PATH: process.env.PATH ?? '',
        HOME: folder,
        MINIO_ROOT_USER: accessKey,
        MINIO_ROOT_PASSWORD: secretKey,
        MINIO_BROWSER: 'off',
        MINIO_UPDATE: 'off',
        CI: 'true',
      },
    },
  )
  let log = ''
  server.stderr.setEncoding('utf8').on('data', (text) => (log = (log + text).slice(-2_000)))
  const endpoint = `http://127.0.0.1:${port}`
  const isReady = async () =>
    (await fetch(`${endpoint}/minio/health/ready`).catch(() => undefined))?.ok === true
  await until('MinIO', isReady, server, () => log)
  return {
    url: `s3://${bucket}`,
    endpoint,
    region: 'us-east-1',
    accessKey,
    secretKey,
    stop: () => endProcess(server),
  }
}
