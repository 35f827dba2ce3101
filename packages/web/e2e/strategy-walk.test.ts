import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { canWalk, complaints, findViolations, openBrowser, openPage, settle } from './browser.ts'

const program = fileURLToPath(new URL('../../../dist/fealty.mjs', import.meta.url))
const name = 'Small business: an adviser by name'

const elements: Record<string, string> = {
  '1. What it is': 'One adviser for each small business',
  '1. What it is not': 'Not a discount programme and not another loyalty card',
  '2. How it differs from today': 'Today whoever is free takes the call',
  '3. Which segments it addresses, one a line': 'Small business',
  '4. Path to value and business case': 'Each contract that stays keeps 240 euros of margin a year',
  '5. Capabilities that defend it': 'Advisers who know the line and the contract',
  '6. When benefits are expected': 'First benefits in the summer of 2027',
}
const last = '7. What changes for the organisation'

describe.runIf(canWalk())('a walk through the five steps of a segment strategy', () => {
  let browser: Browser
  let page: Page
  beforeAll(async () => {
    browser = await openBrowser()
    page = await openPage(browser, { width: 1440 })
  })
  afterAll(() => browser.close())

  const fill = async (fields: Record<string, string>): Promise<void> => {
    for (const [label, value] of Object.entries(fields)) {
      await page.getByLabel(label, { exact: true }).fill(value)
    }
  }
  const step = (title: string) => page.getByRole('heading', { name: title })
  /** Saves the step, and waits for the one it leads to. */
  const save = async (next: string): Promise<void> => {
    expect(await findViolations(page)).toEqual([])
    await page.getByRole('button', { name: 'Save and go on' }).click()
    await step(next).waitFor()
  }
  const hindrance = (text: RegExp) =>
    page.getByRole('list', { name: 'Why it is not approved' }).getByText(text)
  const approveButton = () => page.getByRole('button', { name: /^Approve version/ })

  test('“customer focused” is refused until it has a metric, a segment and a date', async () => {
    await page.goto('/strategies')
    await settle(page)
    await page.getByRole('link', { name: 'Write a strategy' }).click()
    await fill({
      Name: name,
      'The role that owns it': 'Head of Small Business',
      'Goal, in one sentence': 'Be customer focused',
    })
    await page.getByRole('button', { name: 'Save and go on' }).click()
    await page
      .getByRole('alert')
      .getByText(/metric/)
      .waitFor()
    await page.getByLabel('Metric', { exact: true }).selectOption({ label: 'Net promoter score' })
    await fill({
      'Goal, in one sentence': 'Small businesses recommend us as they did two years ago',
      Segment: 'Small business',
      'By when': '2027-09-30',
    })
    await save('2. Write the strategy')
  })

  test('six of seven elements are not enough', async () => {
    await fill(elements)
    await save('3. Name who decides what')
    await hindrance(/6 of 7 elements are there/).waitFor()
    expect(await approveButton().isDisabled()).toBe(true)
    await expect(approveInTerminal()).rejects.toMatchObject({
      stderr: expect.stringContaining('Only 6 of 7 elements are there') as unknown,
    })
    await page.getByRole('button', { name: /Write the strategy/ }).click()
    await fill({ [last]: 'Advisers are measured by who stays' })
    await save('3. Name who decides what')
    expect(await hindrance(/elements are there/).count()).toBe(0)
  })

  const idOf = (): string => decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1)!)
  const versionOf = async (): Promise<string> =>
    /\d+/u.exec((await approveButton().textContent())!)![0]

  /** Another person than the one who wrote it: the terminal. */
  const approveInTerminal = async () => {
    const flags = ['--strategy-id', idOf(), '--version', await versionOf(), '--data']
    return promisify(execFile)(process.execPath, [
      ...[program, 'strategies', 'approve', '--role', 'Chief Operating Officer', '--json'],
      ...[...flags, inject('demoFolder')],
    ])
  }

  const approveOverApi = async (): Promise<string | undefined> => {
    const answer = await page.request.post('/api/strategies/approve', {
      headers: { 'X-Fealty': '1', origin: new URL(page.url()).origin },
      data: { strategyId: idOf(), version: Number(await versionOf()), role: 'COO' },
    })
    return ((await answer.json()) as { code?: string }).code
  }

  test('each decision and metric has one role; two are refused', async () => {
    const add = page.getByRole('button', { name: 'Add a decision or a metric' })
    const rows = page.locator('.role-row')
    const write = async (at: number, kind: string, what: string, role: string): Promise<void> => {
      await rows.nth(at).getByLabel('Kind', { exact: true }).selectOption({ label: kind })
      await rows.nth(at).getByLabel('What is decided or measured').fill(what)
      await rows.nth(at).getByLabel('The one role').fill(role)
    }
    await add.click()
    await write(0, 'Decision', 'Terms of a contract', 'Head of Small Business')
    await add.click()
    await write(1, 'Metric', 'Net promoter score', 'Head of Small Business')
    await add.click()
    await write(2, 'Decision', 'Terms of a contract', 'Finance lead')
    await page.getByRole('button', { name: 'Save and go on' }).click()
    await page
      .getByRole('alert')
      .getByText(/Terms of a contract/)
      .waitFor()
    await rows
      .nth(2)
      .getByRole('button', { name: /Take out/ })
      .click()
    await save('4. Make it ready')
  })

  test('the strategy is as ready as the least of its three sets of enablers', async () => {
    for (const [set, level] of [
      ['Structure', '4'],
      ['Processes', '3'],
      ['Technology', '1'],
    ] as const) {
      await page.getByLabel(`${set}: how ready`).selectOption(level)
      await fill({ [`${set}: what is there`]: 'Begun in one region' })
    }
    await page.getByText('1 of 5').first().waitFor()
    await save('5. Capture the value')
    await page.getByRole('heading', { level: 1, name: /readiness is 1 of 5/ }).waitFor()
  })

  test('what was written by one is approved by another, and read by those it is for', async () => {
    await fill({
      'What it means for customers: their benefit': 'One who knows you answers',
      'What it means for staff: what is expected of them': 'You keep the customer, not the call',
    })
    const next = Number(await versionOf()) + 1
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('button', { name: `Approve version ${next}` }).waitFor()
    await hindrance(/somebody else must approve it/).waitFor()
    expect(await approveOverApi()).toBe('strategy.own-approval')
    await approveInTerminal()
    await page.reload()
    await settle(page)
    await page.getByText(/Approved by Chief Operating Officer/).waitFor()
    await page.getByRole('button', { name: 'I have read what it means for us' }).click()
    await page.getByText('You have read this version.').waitFor()
    expect(await findViolations(page)).toEqual([])
    await page.goto('/strategies')
    await settle(page)
    const row = page.getByRole('row', { name: new RegExp(name) })
    expect(await row.textContent()).toMatch(/7 of 7.*approved/su)
  })

  test('nothing was complained about but the refusals', () => {
    expect(complaints(page).filter((line) => !/status of (409|422)/u.test(line))).toEqual([])
  })
})
