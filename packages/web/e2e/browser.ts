import { createRequire } from 'node:module'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { inject } from 'vitest'
import { browserFlags, chromiumPath } from './chromium.ts'

/** False where walks cannot run; says so once. */
export function canWalk(): boolean {
  const can = inject('baseUrl') !== ''
  if (!can) {
    console.log(
      'Browser walks are skipped: no Chromium, or the program is not built (npm run build).',
    )
  }
  return can
}

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath()!, args: [...browserFlags] })
}

/** What a page complained about: errors of scripts, refused styles, failed loads. */
const complaintsOf = new WeakMap<Page, string[]>()

export function complaints(page: Page): readonly string[] {
  return complaintsOf.get(page) ?? []
}

interface Look {
  width: number
  colorScheme?: 'light' | 'dark'
}

/** A page of the demo, signed in as its owner, that remembers what it complained about. */
export async function openPage(browser: Browser, look: Look): Promise<Page> {
  const context = await newContext(browser, look)
  await context.addCookies(inject('session'))
  return watch(await context.newPage())
}

/** The same for a stranger at another address. */
export async function openStranger(browser: Browser, baseURL: string): Promise<Page> {
  const context = await browser.newContext({ baseURL, viewport: { width: 1280, height: 900 } })
  return watch(await context.newPage())
}

function newContext(
  browser: Browser,
  { width, colorScheme = 'light' }: Look,
): Promise<BrowserContext> {
  const viewport = { width, height: width < 700 ? 800 : 1000 }
  return browser.newContext({ baseURL: inject('baseUrl'), viewport, colorScheme })
}

function watch(page: Page): Page {
  const list: string[] = []
  complaintsOf.set(page, list)
  page.on('console', (message) => {
    if (message.type() === 'error') list.push(`${message.text()} ${message.location().url}`)
  })
  page.on('pageerror', (error) => list.push(String(error)))
  return page
}

/** Waits until the page has its headline and no answer is on its way. */
export async function settle(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor({ timeout: 90_000 })
  await page.waitForLoadState('networkidle')
}

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

interface AxeResult {
  violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[]
}

/**
 * What axe finds against WCAG 2.2 A and AA and its best practices, one line each.
 * The script is run through the debugger, as the page's own policy lets no foreign script in.
 */
export async function findViolations(page: Page): Promise<string[]> {
  const { readFile } = await import('node:fs/promises')
  await page.evaluate(await readFile(axePath, 'utf8'))
  await page.evaluate(endTransitions)
  const result = await page.evaluate(() =>
    (window as unknown as { axe: { run: () => Promise<AxeResult> } }).axe.run(),
  )
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
  )
}

/** A button that has just become ready is between two colours for a moment, and would be judged by that. */
async function endTransitions(): Promise<void> {
  for (let frame = 0; frame < 2; frame += 1) {
    await new Promise((resolve) => requestAnimationFrame(resolve))
  }
  for (const animation of document.getAnimations()) {
    // One without an end cannot be finished.
    if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish()
  }
}

/** By how many px the page is wider than the window. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
}
