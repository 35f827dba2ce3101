import { existsSync } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { FactKindName } from '@fealty/core'

const trialSuffix = '-not-kept.csv'

/** Where imports put things in a data folder. All paths that the ledger keeps are relative to it. */
export const importPaths = {
  segment: (workspaceId: string, kind: FactKindName, id: string): string =>
    join('facts', workspaceId, kind, `${id}.parquet`),
  rejects: (name: string): string => join('rejects', `${name}.csv`),
  /** Rejects of a trial, or of an import that kept nothing: swept when a server starts. */
  trialRejects: (name: string): string => join('rejects', `${name}${trialSuffix}`),
  /** What the upload door keeps: the file, and beside it `.json` with its name and workspace. */
  upload: (upload: string): string => join('staging', 'uploads', upload),
}

/** What is in the making says by its name what it is and which process makes it. */
const stagingPattern = /^[a-z]+-(\d+)(?:-|$)/

/**
 * Where a process puts what it is still writing. The name says whose it is, so that a later start sweeps
 * what was left by a kill: such files hold values of customers.
 *
 * @param what small letters only
 */
export async function stagingPath(dataFolder: string, what: string, name: string): Promise<string> {
  const folder = join(dataFolder, 'staging')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return join(folder, `${what}-${process.pid}-${name}`)
}

/** Makes a folder there. */
export async function makeStagingFolder(dataFolder: string, name: string): Promise<string> {
  const folder = await stagingPath(dataFolder, 'import', name)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return folder
}

/** Removes the rejected rows of trials. */
export async function sweepTrialRejects(dataFolder: string): Promise<void> {
  const folder = join(dataFolder, 'rejects')
  if (!existsSync(folder)) return
  const names = (await readdir(folder)).filter((name) => name.endsWith(trialSuffix))
  await Promise.all(names.map((name) => rm(join(folder, name), { force: true })))
}

/** Removes what processes left behind that were killed; what belongs to living ones stays. */
export async function sweepStaging(dataFolder: string): Promise<void> {
  const folder = join(dataFolder, 'staging')
  if (!existsSync(folder)) return
  for (const name of await readdir(folder)) {
    const pid = stagingPattern.exec(name)?.[1]
    if (pid !== undefined && !isAlive(Number(pid))) {
      await rm(join(folder, name), { recursive: true, force: true })
    }
  }
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return true
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
