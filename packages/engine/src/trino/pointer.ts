import { readFile, rename, writeFile } from 'node:fs/promises'

/** What the file of a derived table says on a cluster. */
export interface Pointer {
  table: string
  rows: number
}

/** The table that a file stands for; undefined where there is no file. */
export async function readPointer(path: string): Promise<Pointer | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  return text === undefined ? undefined : (JSON.parse(text) as Pointer)
}

/** Writes the file, whole or not at all. */
export async function writePointer(path: string, pointer: Pointer): Promise<void> {
  const unfinished = `${path}.unfinished-${process.pid}`
  await writeFile(unfinished, JSON.stringify(pointer), { mode: 0o600 })
  await rename(unfinished, path)
}
