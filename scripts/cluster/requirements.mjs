/** What a cluster for tests and trial needs of the machine: Java, Maven or an earlier download, PostgreSQL. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

/** The last version that a public Maven repository has whole. */
export const trinoVersion = '476'
const leastJava = 24
/** MinIO is published as a Go module; this is what the tests were seen with. */
export const minioVersion = 'v0.0.0-20260212201848-7aac2a2c5b7c'

/** Where the download is kept, outside any checkout. */
export const cacheFolder = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'fealty')
export const trinoHome = join(cacheFolder, `trino-server-${trinoVersion}`)

/** The path of a program, or undefined; Debian keeps those of the database server off the PATH. */
export function findProgram(name) {
  const postgres = '/usr/lib/postgresql'
  const versions = existsSync(postgres) ? readdirSync(postgres).sort().reverse() : []
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    ...versions.map((version) => join(postgres, version, 'bin')),
  ]
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
}

function javaMajor(java) {
  const { stderr = '' } = spawnSync(java, ['-version'], { encoding: 'utf8' })
  return Number(/version "(\d+)/.exec(stderr)?.[1] ?? 0)
}

/** A Java that is new enough: JAVA_HOME, the PATH, then what the system has installed. */
export function findJava() {
  const system = '/usr/lib/jvm'
  const installed = existsSync(system) ? readdirSync(system).sort().reverse() : []
  const homes = [
    ...(process.env.JAVA_HOME === undefined ? [] : [process.env.JAVA_HOME]),
    ...installed.map((name) => join(system, name)),
  ]
  const candidates = [...homes.map((home) => join(home, 'bin', 'java')), findProgram('java')]
  return candidates.find(
    (path) => path !== undefined && existsSync(path) && javaMajor(path) >= leastJava,
  )
}

/** The MinIO of an earlier build, or of the PATH. */
export function findMinio() {
  const built = join(cacheFolder, 'bin', 'minio')
  return existsSync(built) ? built : findProgram('minio')
}

/**
 * Why there can be no cluster on this machine, in one line; undefined when there can.
 * @param {{ s3?: boolean }} options  whether it shall have an S3-compatible store
 */
export function whyNoCluster({ s3 = false } = {}) {
  if (findJava() === undefined) return `there is no Java ${leastJava} or newer`
  if (!existsSync(trinoHome) && findProgram('mvn') === undefined)
    return 'there is no Maven to fetch the server with'
  if (s3 && findMinio() === undefined && findProgram('go') === undefined)
    return 'there is no Go to build MinIO with'
  const missing = ['initdb', 'postgres', 'psql'].filter((name) => findProgram(name) === undefined)
  return missing.length > 0 ? `there is no ${missing.join(', no ')}` : undefined
}
