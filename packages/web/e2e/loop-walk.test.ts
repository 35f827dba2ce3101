import { addDays } from '@fealty/core'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { canWalk, complaints, findViolations, openBrowser, openPage } from './browser.ts'

const survey = 'Broadband check'
const question = 'How likely are you to recommend our broadband to a friend?'
const comment = 'The line was dead for nine days and nobody called me back.'
const segment = 'Consumer broadband'
/** So many answers give a score its first interval. */
const answersNeeded = 5

/** Where to put a picture of a step; nowhere unless it is asked for. */
const pictures = process.env.WALK_PICTURES
const picture = async (page: Page, name: string) => {
  if (pictures !== undefined) await page.screenshot({ path: `${pictures}/${name}.png` })
}

describe.runIf(canWalk())('from the question to the question asked again', () => {
  let browser: Browser
  let page: Page
  let customerId: string

  beforeAll(async () => {
    browser = await openBrowser()
    page = await openPage(browser, { width: 1440 })
    page.setDefaultTimeout(20_000)
  })
  afterAll(() => browser.close())

  const go = async (path: string) => {
    await page.goto(path)
    await page.locator('h1').first().waitFor({ timeout: 90_000 })
  }
  const dialog = () => page.locator('dialog[open]')
  const closed = (one: Locator) => one.waitFor({ state: 'detached' })

  test('a survey begins with a template and is published', async () => {
    await go('/surveys')
    await page.getByRole('button', { name: 'New survey' }).click()
    await page.getByRole('button', { name: 'Start with Relationship' }).click()
    await page.waitForURL('**/surveys/*-*')
    await page.getByLabel('Name', { exact: true }).fill(survey)
    await page.locator('.survey-question textarea').first().fill(question)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    const publish = page.getByRole('button', { name: 'Publish', exact: true })
    await publish.click()
    await dialog().getByLabel('What is new').fill('First version')
    await picture(page, '1-survey')
    await dialog().getByRole('button', { name: 'Publish' }).click()
    await page.getByText('version 1').first().waitFor()
    await picture(page, '2-published')
  })

  test('the contact budget lets it leave at this hour, and twice', async () => {
    await go('/contact-budget')
    await page.getByRole('button', { name: 'Change', exact: true }).click()
    await dialog().getByLabel('Contacts').first().fill('3')
    await dialog().getByLabel('From').fill('00:00')
    await dialog().getByLabel('Until').fill('23:59')
    await dialog().getByLabel('Holidays').fill('')
    for (const day of await dialog().getByRole('checkbox').all()) await day.check()
    await picture(page, '3-budget')
    await dialog().getByRole('button', { name: 'Save' }).click()
    await closed(dialog())
  })

  test('a plan asks a segment', async () => {
    await go('/invitations')
    await page.getByRole('button', { name: 'New plan' }).click()
    const yesterday = addDays(new Date().toISOString().slice(0, 10), -1)
    await dialog().getByLabel('Name').fill('Broadband, once')
    await dialog().getByLabel('Survey').selectOption(survey)
    await dialog().getByLabel('When').selectOption('once')
    await dialog().getByLabel('State').selectOption('on')
    await dialog().getByLabel('From').fill(yesterday)
    await dialog().getByLabel('Only customers with').fill(`segment=${segment}`)
    await dialog().getByLabel('Priority, 1 to 9').fill('1')
    // Many, as some of them read German and are asked in it.
    await dialog().getByLabel('At most a day').fill('30')
    await picture(page, '4-plan')
    await dialog().getByRole('button', { name: 'Save' }).click()
    await closed(dialog())
    await page.getByRole('link', { name: 'Broadband, once' }).waitFor()
  })

  /** Rows of the mails that ask this survey, in the language of its first question. */
  const mails = () => page.locator('tbody tr').filter({ hasText: question })

  /** Opens a caught mail and follows the link of a score, as the customer does. */
  const answer = async (mail: Locator, score: number, words?: string): Promise<string> => {
    const recipient = await mail.locator('td').nth(0).innerText()
    await mail.getByRole('button').click()
    const opened = page.context().waitForEvent('page')
    await dialog()
      .getByRole('link', { name: new RegExp(`\\.${score}$`) })
      .click()
    const customer = await opened
    await customer.locator(`input[type=radio][value="${score}"]:checked`).waitFor()
    if (words !== undefined) await customer.locator('textarea:visible').first().fill(words)
    await picture(customer, `6-answer-${score}`)
    await customer.locator('button[value=next]').click()
    await customer.locator('[data-done]').waitFor()
    await customer.close()
    await page.keyboard.press('Escape')
    await closed(dialog())
    return recipient
  }

  test('an unhappy customer answers from the mail', { timeout: 240_000 }, async () => {
    await go('/mail')
    await mails()
      .nth(answersNeeded - 1)
      .waitFor({ timeout: 90_000 })
    await picture(page, '5-mail')
    const recipient = await answer(mails().first(), 2, comment)
    customerId = /^(\w+)@/.exec(recipient)![1]!.toUpperCase()
  })

  test('the score moves under the eyes of who looks', async () => {
    const board = await page.context().newPage()
    await board.goto('/scoreboard')
    const row = board.locator('.board-row').filter({ hasText: survey })
    // One answer is one person's: its score is withheld.
    await row.getByText('⊘ withheld', { exact: true }).first().waitFor()
    await picture(board, '7-scoreboard')
    expect(await findViolations(board)).toEqual([])
    for (const score of [9, 10, 7, 8]) await answer(mails().nth(score - 6), score)
    await row.getByText(/n 5$/).waitFor()
    await picture(board, '8-moved')
    await board.close()
    await go('/')
    await page.locator('.tile').filter({ hasText: survey }).waitFor()
    await picture(page, '9-scorecard')
  })

  test(
    'a case is open, is worked, and the customer is asked again',
    { timeout: 240_000 },
    async () => {
      await go('/cases')
      await page.locator('.case-row').filter({ hasText: comment }).click()
      await page.locator('.quote').filter({ hasText: comment }).waitFor()
      await picture(page, '10-case')
      await page.getByRole('button', { name: 'Write down a contact' }).click()
      await page.getByLabel('What was said').fill('Apologised; the line works since this morning.')
      await page.locator('.case-form').getByRole('button', { name: 'Write down a contact' }).click()
      await page.getByRole('button', { name: 'Resolve' }).click()
      await page.getByLabel('Root cause').selectOption('Promise not kept')
      await page.getByLabel('What was done').fill('Paid back the nine days.')
      await picture(page, '11-resolve')
      await page.locator('.case-form').getByRole('button', { name: 'Resolve' }).click()
      await page.getByRole('button', { name: 'Close', exact: true }).click()
      await page.locator('.case-form').getByRole('button', { name: 'Close' }).click()
      const row = page.locator('.case-row').filter({ hasText: comment })
      await row.waitFor({ state: 'detached' })
      await page.getByRole('tab', { name: 'Closed' }).click()
      await row.click()
      await page.locator('.case-log li').filter({ hasText: 'Closed.' }).waitFor()
      await picture(page, '12-closed')
      expect(await findViolations(page)).toEqual([])
      await page.getByRole('button', { name: 'Ask again now' }).click()
      await page.locator('.case-form').getByRole('button', { name: 'Ask again now' }).click()
      await page.getByText('asked, no answer yet').waitFor()
      await go('/mail')
      await page
        .locator('tbody tr')
        .filter({ hasText: `${customerId.toLowerCase()}@` })
        .nth(1)
        .waitFor({ timeout: 90_000 })
      await picture(page, '13-asked-again')
    },
  )

  test('nothing was complained about', () => {
    expect(complaints(page)).toEqual([])
  })
})
