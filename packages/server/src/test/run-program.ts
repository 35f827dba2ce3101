import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The built program, as people start it. */
export const program = fileURLToPath(new URL('../../../../dist/fealty.mjs', import.meta.url))

export interface RunningProgram {
  child: ChildProcess
  folder: string
  url: string
  /** The link it printed: sign-in of the demo, or set-up of an empty folder. */
  link: string
}

/** Starts the real program on a folder of its own and waits until it says where it is open. */
export async function startProgram(
  flags: readonly string[],
  path: string = program,
): Promise<RunningProgram> {
  const folder = mkdtempSync(join(tmpdir(), 'fealty-run-'))
  const child = spawn(
    process.execPath,
    [path, 'start', '--data', join(folder, 'data'), '--port', '0', ...flags],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const printed = await new Promise<string>((resolve, reject) => {
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      if (/#token=\S+\s/.test(text)) resolve(text)
    })
    child.once('exit', (code) => reject(new Error(`the program ended with ${code}: ${text}`)))
  })
  const link = /(https?:\/\/\S+#token=\S+)/.exec(printed)?.[1]
  if (link === undefined) throw new Error(`the program printed no link: ${printed}`)
  return { child, folder, url: new URL(link).origin, link }
}

/** Ends it, and removes its folder. */
export async function stopProgram({ child, folder }: RunningProgram): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
  rmSync(folder, { recursive: true, force: true })
}
