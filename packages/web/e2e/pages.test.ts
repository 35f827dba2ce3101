import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  canWalk,
  complaints,
  findViolations,
  openBrowser,
  openPage,
  settle,
  sidewaysScroll,
} from './browser.ts'

const paths = [
  '/',
  '/measures',
  '/measures/nps',
  '/measures/revenue',
  '/measures/churn',
  '/scores',
  '/segments',
  '/retention',
  '/value',
  '/customers',
  '/customers/C000001',
  '/themes',
  '/verbatims',
  '/cases',
  '/huddle',
  '/root-causes',
  '/improvements',
  '/case-rules',
  '/experiments',
  '/experiments/portal-pilot',
  '/initiatives',
  '/initiatives/validate-orders',
  '/benefits',
  '/situation',
  '/goals',
  '/strategy',
  '/reviews',
  '/reviews/fortnightly:2',
  '/strategies',
  '/strategies/new',
  '/strategies/strategy-partners',
  '/allocation',
  '/claims',
  '/targets',
  '/kpis',
  '/surveys',
  '/scoreboard',
  '/invitations',
  '/contact-budget',
  '/mail',
  '/data',
  '/import',
  '/definitions',
  '/people',
  '/units',
  '/privacy',
  '/webhooks',
  '/workspace',
]

const looks = [
  { width: 1440, colorScheme: 'light' as const },
  { width: 360, colorScheme: 'dark' as const },
]

/** Both looks side by side: most of the time a page is waited for. */
describe.runIf(canWalk())('every page', () => {
  let browser: Browser
  let pages: { look: string; page: Page }[]
  beforeAll(async () => {
    browser = await openBrowser()
    pages = await Promise.all(
      looks.map(async (look) => ({
        look: `at ${look.width} px, ${look.colorScheme}`,
        page: await openPage(browser, look),
      })),
    )
  })
  afterAll(() => browser.close())

  test.each(paths)('%s', async (path) => {
    await Promise.all(
      pages.map(async ({ look, page }) => {
        const before = complaints(page).length
        await page.goto(path)
        await settle(page)
        expect(await page.locator('h1').count(), look).toBe(1)
        expect(await page.title(), look).toMatch(/ · Fealty$/)
        expect(await sidewaysScroll(page), look).toBeLessThanOrEqual(0)
        expect(await findViolations(page), look).toEqual([])
        expect(complaints(page).slice(before), look).toEqual([])
      }),
    )
  })
})
