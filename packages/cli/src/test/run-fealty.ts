import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'

const program = join(process.env.FEALTY_CHILDREN ?? '', 'fealty.mjs')

/** Starts the bundled program as a person does. */
export function startFealty(
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): ChildProcess {
  return spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env })
}

/** Runs it to its end. */
export async function runFealty(
  ...args: string[]
): Promise<{ code: number | null; out: string; err: string }> {
  const child = startFealty(args)
  let out = ''
  let err = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, out, err }
}

/** Waits until what the program prints matches, and gives the match. */
export function untilPrinted(child: ChildProcess, pattern: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let out = ''
    let err = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text))
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      out += text
      const match = pattern.exec(out)
      if (match) resolve(match)
    })
    child.once('close', () => reject(new Error(`The program ended: ${out}${err}`)))
  })
}
