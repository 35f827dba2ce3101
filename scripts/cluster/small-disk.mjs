/** A disk of a few megabytes in memory, so that a lake can be full. Needs the right to mount. */
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'

/** Gives how to take it away again; undefined where this machine lets nobody mount. */
export function mountSmallDisk(folder, megabytes) {
  mkdirSync(folder)
  const words = ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]
  if (spawnSync('mount', words).status !== 0) return undefined
  return () => {
    spawnSync('umount', [folder])
  }
}
