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

describe.runIf(canWalk())('every page', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  describe.each([
    { width: 1440, colorScheme: 'light' as const },
    { width: 360, colorScheme: 'dark' as const },
  ])('at $width px, $colorScheme', (look) => {
    let page: Page
    beforeAll(async () => {
      page = await openPage(browser, look)
    })
    afterAll(() => page.context().close())

    test.each(paths)('%s', async (path) => {
      const before = complaints(page).length
      await page.goto(path)
      await settle(page)
      expect(await page.locator('h1').count()).toBe(1)
      expect(await page.title()).toMatch(/ · Fealty$/)
      expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0)
      expect(await findViolations(page)).toEqual([])
      expect(complaints(page).slice(before)).toEqual([])
    })
  })
})
