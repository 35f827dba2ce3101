import { copyFile, mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FealtyError } from '@fealty/core'
import type { LakeStore } from './lake-store.ts'

/** The name by which a cluster with `fs.native-local` knows its `local.location`. */
const localLocation = 'local:///'

/**
 * A folder that this machine and every node of the cluster share: `file:///shared/folder`, and what
 * the cluster calls it where that is not its `local.location`.
 */
export function openFolder(url: string, location = localLocation): LakeStore {
  const path = fileURLToPath(url)
  const base = location.endsWith('/') ? location : `${location}/`
  return {
    location: base,
    async put(from, folder, name) {
      const unfinished = join(path, `${folder}.unfinished-${process.pid}`)
      try {
        await mkdir(unfinished, { recursive: true })
        await copyFile(from, join(unfinished, name))
        await rm(join(path, folder), { recursive: true, force: true })
        await rename(unfinished, join(path, folder))
      } catch (error) {
        await rm(unfinished, { recursive: true, force: true }).catch(() => undefined)
        const { code = 'unknown' } = error as NodeJS.ErrnoException
        const problem = `the folder of LAKE_URL could not be written (${code})`
        throw new FealtyError('engine.lake', { problem })
      }
      return `${base}${folder}`
    },
  }
}
