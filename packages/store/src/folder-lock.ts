import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'

/**
 * Holds a data folder for this process: `alone` for the server, `shared` for programs that only need
 * that no server starts meanwhile. The system lets go when the process ends, however it ends, so
 * there is no stale lock to clean up.
 * @param file  the lock: that of the folder, or one for a piece of work that only one process may do
 * @returns the release, or undefined when another process holds the folder
 */
export function holdFolder(
  folder: string,
  mode: 'alone' | 'shared',
  file = 'lock.db',
): (() => void) | undefined {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const lock = new Database(join(folder, file), { timeout: mode === 'alone' ? 0 : 2000 })
  try {
    lock.exec(mode === 'alone' ? 'begin exclusive' : 'begin')
    // A read transaction takes its lock with its first read.
    lock.prepare('select count(*) from sqlite_master').get([])
  } catch (error) {
    lock.close()
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY') return undefined
    throw error
  }
  return () => {
    lock.exec('rollback')
    lock.close()
  }
}
