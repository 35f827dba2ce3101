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

/** How the program is started where it is not as usual. */
export interface ProgramOptions {
  /** The built program. */
  path?: string | undefined
  /** The folder of an earlier run; one of its own unless said. */
  folder?: string
  /** Settings beside those of this process. */
  environment?: Readonly<Record<string, string>>
}

/** Starts the real program and waits until it says where it is open. */
export async function startProgram(
  flags: readonly string[],
  options: ProgramOptions = {},
): Promise<RunningProgram> {
  const { path = program, environment = {} } = options
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'fealty-run-'))
  const child = spawn(
    process.execPath,
    [path, 'start', '--data', join(folder, 'data'), '--port', '0', ...flags],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...environment } },
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

/** Ends it; its folder stays. */
export async function endProgram({ child }: RunningProgram): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}

/** Ends it, and removes its folder. */
export async function stopProgram(running: RunningProgram): Promise<void> {
  await endProgram(running)
  rmSync(running.folder, { recursive: true, force: true })
}
