/** Fetches the server once, by Maven and from whatever repository the machine uses. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder, trinoHome, trinoVersion } from './requirements.mjs'

const artifact = `io.trino:trino-server:${trinoVersion}:tar.gz`
const archive = join(cacheFolder, `trino-server-${trinoVersion}.tar.gz`)

/** A fetch that takes longer than this has come to a stop. */
const timeout = 300_000

function run(program, args) {
  const { status, stderr, stdout } = spawnSync(program, args, { encoding: 'utf8', timeout })
  if (status !== 0) {
    throw new Error(`${program} ended with ${status}: ${`${stdout}${stderr}`.slice(-800)}`)
  }
}

/** The unpacked server is in the cache folder afterwards. About 0.8 GB to fetch, 0.9 GB to keep. */
export function ensureDownload() {
  if (existsSync(trinoHome)) return
  mkdirSync(cacheFolder, { recursive: true })
  if (!existsSync(archive)) {
    console.error(`Fetching ${artifact} (0.8 GB, once) …`)
    run('mvn', [
      '-q',
      '-B',
      'dependency:copy',
      `-Dartifact=${artifact}`,
      `-DoutputDirectory=${cacheFolder}`,
    ])
  }
  const unpacking = join(cacheFolder, `unpacking-${process.pid}`)
  mkdirSync(unpacking)
  run('tar', ['xzf', archive, '-C', unpacking])
  renameSync(join(unpacking, `trino-server-${trinoVersion}`), trinoHome)
  rmSync(unpacking, { recursive: true })
  rmSync(archive)
}
