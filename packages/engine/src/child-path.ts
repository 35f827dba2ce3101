import { fileURLToPath } from 'node:url'

/**
 * Where a bundled child entry lies: beside the running bundle, or, in tests, in the folder that the
 * test set-up built (`FEALTY_CHILDREN`).
 */
export function childPath(name: 'engine-child' | 'import-child' | 'sqlite-thread'): string {
  const folder = process.env.FEALTY_CHILDREN
  if (folder !== undefined) return `${folder}/${name}.mjs`
  return fileURLToPath(new URL(`./${name}.mjs`, import.meta.url))
}
