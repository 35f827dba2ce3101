import { copyFile, mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FealtyError } from '@fealty/core'

/** A folder that this machine and every node of the cluster share. */
export interface LakeFolder {
  /** Absolute path of the folder on this machine. */
  path: string
  /** What the cluster calls it, ending with a slash, e.g. `local:///`. */
  location: string
}

/** The name by which a cluster with `fs.native-local` knows its `local.location`. */
const localLocation = 'local:///'

/**
 * Reads `LAKE_URL` (`file:///shared/folder`) and, where the cluster calls the folder otherwise than
 * its `local.location`, `LAKE_LOCATION`.
 * @throws FealtyError `engine.lake-address`
 */
export function readLakeFolder(url: string | undefined, location = localLocation): LakeFolder {
  if (url === undefined) throw new FealtyError('engine.lake-address', { problem: 'it is not set' })
  if (!url.startsWith('file:///') || !URL.canParse(url))
    throw new FealtyError('engine.lake-address', { problem: 'it does not begin with file:///' })
  return { path: fileURLToPath(url), location: location.endsWith('/') ? location : `${location}/` }
}

/**
 * Puts a file into a folder of its own in the lake, whole or not at all.
 * @returns what the cluster calls the folder
 */
export async function putFile(
  lake: LakeFolder,
  from: string,
  folder: string,
  name: string,
): Promise<string> {
  const target = join(lake.path, folder)
  const unfinished = join(lake.path, `${folder}.unfinished-${process.pid}`)
  try {
    await mkdir(unfinished, { recursive: true })
    await copyFile(from, join(unfinished, name))
    await rm(target, { recursive: true, force: true })
    await rename(unfinished, target)
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    const { code = 'unknown' } = error as NodeJS.ErrnoException
    throw new FealtyError('engine.lake', {
      problem: `the folder of LAKE_URL could not be written (${code})`,
      queryId: 'none',
    })
  }
  return `${lake.location}${folder}`
}
