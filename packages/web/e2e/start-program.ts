import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Cookie } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { browserFlags, chromiumPath } from './chromium.ts'
import {
  program,
  startProgram,
  stopProgram,
  type RunningProgram,
} from '../../server/src/test/run-program.ts'

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
  const running: RunningProgram[] = []
  const stopAll = async () => {
    await Promise.all(running.map(stopProgram))
  }
  const open = async (flags: readonly string[]) => {
    const one = await startProgram(flags)
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
