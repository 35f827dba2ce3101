import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { canWalk, findViolations, openBrowser, openPage, openStranger, settle } from './browser.ts'

const email = 'first@example.com'
const password = 'a few words that nobody guesses'

describe.runIf(canWalk())('the doors of an empty installation', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  test('a stranger is told what to do before the set-up', async () => {
    const page = await openStranger(browser, inject('emptyUrl'))
    await page.goto('/')
    await page.waitForURL('**/setup')
    await page.getByRole('heading', { name: 'Fealty is not set up yet' }).waitFor()
    expect(await findViolations(page)).toEqual([])
  })

  test('the printed link makes the owner, once, and nothing is loaded yet', async () => {
    const page = await openStranger(browser, inject('emptyUrl'))
    await page.goto(inject('setupPath'))
    await page.getByLabel('Your name').fill('First Owner')
    expect(new URL(page.url()).hash).toBe('')
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password').fill(password)
    expect(await findViolations(page)).toEqual([])
    await page.getByRole('button', { name: 'Start' }).click()
    await page.waitForURL(({ pathname }) => pathname === '/')
    await settle(page)
    expect(await findViolations(page)).toEqual([])
  })

  test('signing in leads back to the page that was asked for', async () => {
    const page = await openStranger(browser, inject('emptyUrl'))
    await page.goto('/data')
    await page.waitForURL('**/sign-in?back=%2Fdata')
    expect(await findViolations(page)).toEqual([])
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password').fill('a wrong password')
    await page.getByRole('button', { name: 'Sign in' }).click()
    expect(await page.getByRole('alert').innerText()).toMatch(/do not belong together/)
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL('**/data')
    await page.getByRole('heading', { name: 'Nothing is loaded yet' }).waitFor()
    expect(await findViolations(page)).toEqual([])
  })

  test('the first load stays under 300 kB of gzipped script', async () => {
    const page = await openPage(browser, { width: 1440 })
    const scripts: Promise<Buffer>[] = []
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') scripts.push(response.body())
    })
    await page.goto('/')
    await settle(page)
    const bytes = (await Promise.all(scripts)).map((body) => gzipSync(body).length)
    const sum = bytes.reduce((total, each) => total + each, 0)
    console.log(
      `first load: ${Math.round(sum / 1000)} kB of gzipped script in ${bytes.length} files`,
    )
    expect(sum).toBeLessThan(300_000)
  })

  test('a used link says so', async () => {
    const page = await openStranger(browser, inject('emptyUrl'))
    await page.goto('/enter#token=used-up')
    await page.getByRole('heading', { name: 'This link does not open' }).waitFor()
    expect(await findViolations(page)).toEqual([])
  })
})
