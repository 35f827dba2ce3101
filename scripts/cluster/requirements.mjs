/** What a cluster for tests and trial needs of the machine: Java, Maven or an earlier download, PostgreSQL. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

/** The last version that a public Maven repository has whole. */
export const trinoVersion = '476'
const leastJava = 24

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

/** Why there can be no cluster on this machine, in one line; undefined when there can. */
export function whyNoCluster() {
  if (findJava() === undefined) return `there is no Java ${leastJava} or newer`
  if (!existsSync(trinoHome) && findProgram('mvn') === undefined)
    return 'there is no Maven to fetch the server with'
  const missing = ['initdb', 'postgres', 'psql'].filter((name) => findProgram(name) === undefined)
  return missing.length > 0 ? `there is no ${missing.join(', no ')}` : undefined
}
