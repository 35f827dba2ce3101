import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Cookie } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { browserFlags, chromiumPath } from './browser.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the running program with the demo company; empty where there is no Chromium. */
    baseUrl: string
    /** The session of the demo's owner: a sign-in link works once, so all walks share it. */
    session: Cookie[]
    /** Its data folder: a terminal that is pointed at it goes through the running program. */
    demoFolder: string
    /** A second program on an empty folder, and its link for the first owner. */
    emptyUrl: string
    setupPath: string
  }
}

const program = fileURLToPath(new URL('../../../dist/fealty.mjs', import.meta.url))

interface Running {
  child: ChildProcess
  folder: string
  url: string
  /** The link it printed: sign-in of the demo, or set-up of an empty folder. */
  link: string
}

/** Starts the real program on a folder of its own and waits until it says where it is open. */
async function start(flags: readonly string[]): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'fealty-walk-'))
  const child = spawn(
    process.execPath,
    [program, 'start', '--data', join(folder, 'data'), '--port', '0', ...flags],
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

async function stop({ child, folder }: Running): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
  rmSync(folder, { recursive: true, force: true })
}

/** Goes in by the one-time link, as the person does who started the demo. */
async function enter(link: string, executablePath: string): Promise<Cookie[]> {
  const browser = await chromium.launch({ executablePath, args: [...browserFlags] })
  try {
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(link)
    await page.waitForURL(({ pathname }) => pathname === '/')
    return await context.cookies()
  } finally {
    await browser.close()
  }
}

/** Starts the program twice: with the demo company, and on an empty folder. */
export default async function setup({
  provide,
}: TestProject): Promise<(() => Promise<void>) | undefined> {
  const executablePath = chromiumPath()
  if (executablePath === undefined || !existsSync(program)) {
    provide('baseUrl', '')
    provide('session', [])
    provide('demoFolder', '')
    provide('emptyUrl', '')
    provide('setupPath', '')
    return undefined
  }
  const running: Running[] = []
  const stopAll = async () => {
    await Promise.all(running.map(stop))
  }
  const open = async (flags: readonly string[]) => {
    const one = await start(flags)
    running.push(one)
    return one
  }
  const empty = await open([])
  const demo = await open(['--demo']).catch(async (error: unknown) => {
    await stopAll()
    throw error
  })
  provide('baseUrl', demo.url)
  provide('demoFolder', join(demo.folder, 'data'))
  provide('session', await enter(demo.link, executablePath))
  provide('emptyUrl', empty.url)
  const { pathname, hash } = new URL(empty.link)
  provide('setupPath', `${pathname}${hash}`)
  return stopAll
}
