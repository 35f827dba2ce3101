import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { canWalk, complaints, findViolations, openBrowser, openPage, settle } from './browser.ts'

const ordersCsv = `order_id,customer_id,at,Quantity,Price
W1,C000001,2026-09-01,2,10.50
W1,C000001,2026-09-01,1,4.00
W2,C000002,2026-09-02,1,99.90
W2,C000002,2026-09-02,1,99.90
W3,,2026-09-03,1,5.00
W4,C000003,not a day,1,5.00
`

describe.runIf(canWalk())('a walk through the demo', () => {
  let browser: Browser
  let page: Page
  beforeAll(async () => {
    browser = await openBrowser()
    page = await openPage(browser, { width: 1440 })
  })
  afterAll(() => browser.close())

  test('the scorecard leads to a measure, and the filter stands in the address', async () => {
    await page.goto('/')
    await settle(page)
    // Those of the live strip lead nowhere by themselves.
    expect(await page.locator('.tile:has(a)').count()).toBe(5)
    await page.getByRole('link', { name: 'Net promoter score', exact: true }).click()
    await page.waitForURL('**/measures/nps')
    await settle(page)
    await page.getByLabel('Length of a period').selectOption('quarter')
    await page.waitForURL('**/measures/nps?every=quarter')
    await page.reload()
    await settle(page)
    expect(await page.getByLabel('Length of a period').inputValue()).toBe('quarter')
  })

  test('a chart has a table twin and a copy as a file', async () => {
    await page.goto('/measures/nps')
    await settle(page)
    const figure = page.locator('figure').first()
    expect(await figure.locator('svg[role="img"] title').count()).toBeGreaterThan(0)
    await figure.getByRole('button', { name: 'Table' }).click()
    expect(await figure.locator('tbody tr').count()).toBe(24)
    await figure.getByRole('button', { name: 'Chart' }).click()
    const [svg] = await Promise.all([
      page.waitForEvent('download'),
      figure.getByRole('button', { name: /as SVG/ }).click(),
    ])
    expect(svg.suggestedFilename()).toBe('net-promoter-score.svg')
    expect(readFileSync(await svg.path(), 'utf8')).toMatch(
      /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/,
    )
    const [png] = await Promise.all([
      page.waitForEvent('download'),
      figure.getByRole('button', { name: /as PNG/ }).click(),
    ])
    expect(
      readFileSync(await png.path())
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG')
  })

  test('the numbers of a measure leave as CSV with interval and n', async () => {
    await page.goto('/measures/nps')
    await settle(page)
    await page.getByText('Export', { exact: true }).click()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Numbers as CSV' }).click(),
    ])
    const [header, first] = readFileSync(await file.path(), 'utf8').split('\r\n')
    expect(header).toMatch(/^metric,\w+,start,period,value,low,high,level,n,method$/)
    expect(first).toMatch(/^nps,,\d{4}-\d{2}-01,/)
  })

  test('the SQL is one click away, and Escape gives the focus back', async () => {
    await page.goto('/measures/nps')
    await settle(page)
    await page.getByRole('button', { name: 'SQL' }).click()
    expect(await page.locator('dialog .sql').innerText()).toMatch(/select/i)
    expect(await findViolations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.locator('dialog .sql').waitFor({ state: 'detached' })
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('SQL')
  })

  test('everything can be reached from the keyboard', async () => {
    await page.goto('/')
    await settle(page)
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the page')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Find or do anything' }).fill('gross rev')
    expect(await findViolations(page)).toEqual([])
    await page.keyboard.press('Enter')
    await page.waitForURL('**/measures/grr')
    await settle(page)
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
  })

  test('a condition travels from page to page', async () => {
    await page.goto('/')
    await settle(page)
    await page.getByRole('button', { name: 'All customers' }).click()
    await page.locator('dialog[open]').getByLabel('Cut by').selectOption('segment')
    await page.getByRole('checkbox', { name: 'Enterprise' }).check()
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByRole('link', { name: 'Measures', exact: true }).click()
    await page.waitForURL('**/measures?where=segment%3DEnterprise')
    await settle(page)
    await page.getByRole('button', { name: 'Remove segment: Enterprise' }).click()
    await page.waitForURL(({ search }) => search === '')
  })

  test('a customer is found, and has a page', async () => {
    await page.goto('/customers')
    await settle(page)
    await page.getByLabel('Search name or id').fill('C000042')
    await page.waitForURL('**/customers?search=C000042')
    await page.getByRole('heading', { name: /^1 customer with “C000042”/ }).waitFor()
    await page.locator('tbody th a').first().click()
    await page.waitForURL('**/customers/C000042')
    await page.getByRole('heading', { name: 'History' }).waitFor()
  })

  test('“Show all” ends a search for good', async () => {
    await page.goto('/customers')
    await settle(page)
    await page.getByLabel('Search name or id').fill('nobody')
    await page.waitForURL('**/customers?search=nobody')
    await page.getByRole('button', { name: 'Show all' }).click()
    await page.waitForURL(({ search }) => search === '')
    // Longer than the pause after which what is typed is searched for.
    await page.waitForTimeout(600)
    expect(new URL(page.url()).search).toBe('')
    expect(await page.getByLabel('Search name or id').inputValue()).toBe('')
  })

  test('a segment is saved, and removed', async () => {
    await page.goto('/segments')
    await settle(page)
    await page.getByRole('button', { name: 'New segment' }).click()
    await page.getByLabel('Name').fill('Northern enterprise')
    await page.getByLabel('What').selectOption('segment')
    await page.getByLabel('Values, with commas between them').fill('Enterprise')
    expect(await findViolations(page)).toEqual([])
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('button', { name: 'Remove Northern enterprise' }).click()
    await page.getByText('No segment is saved yet.').waitFor()
  })

  test('a file is dropped, corrected, loaded, accounted for, and taken back', async () => {
    await page.goto('/import')
    await settle(page)
    const transfer = await page.evaluateHandle((text) => {
      const data = new DataTransfer()
      data.items.add(new File([text], 'walk-orders.csv', { type: 'text/csv' }))
      return data
    }, ordersCsv)
    await page.dispatchEvent('.drop', 'drop', { dataTransfer: transfer })
    await page.getByLabel('Kind of facts').waitFor({ timeout: 60_000 })
    expect(await page.getByLabel('Kind of facts').inputValue()).toBe('orders')
    await page.getByLabel('amount is filled from').fill('Quantity * Price')
    await page.getByRole('heading', { name: /can be loaded as orders/ }).waitFor()
    expect(await findViolations(page)).toEqual([])
    await page.getByRole('button', { name: 'Import as orders' }).click()
    await page.getByRole('heading', { name: /rows are in/ }).waitFor({ timeout: 60_000 })
    expect(await page.locator('.account').innerText()).toBe(
      '6 rows in = 3 kept + 1 rejected + 1 dropped (exact duplicates) + 1 dropped (no customer)',
    )
    expect(await findViolations(page)).toEqual([])
    const [rejects] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Save the rejected rows' }).click(),
    ])
    expect(readFileSync(await rejects.path(), 'utf8')).toContain('walk-orders.csv,7,at,')
    await page.getByRole('link', { name: 'See what is loaded' }).click()
    await page.getByRole('button', { name: 'More on walk-orders.csv' }).click()
    expect(await findViolations(page)).toEqual([])
    await page.getByRole('button', { name: 'Undo this import' }).click()
    await page.getByText(/orders · .* · undone/).waitFor()
  })

  test('nothing was complained about', () => {
    expect(complaints(page)).toEqual([])
  })
})
