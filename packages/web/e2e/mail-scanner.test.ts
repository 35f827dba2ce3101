import { setTimeout as wait } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  openMailedCompany,
  scanByRequest,
  type MailedCompany,
} from '../../server/src/test/mailed-company.ts'
import { canWalk, openBrowser } from './browser.ts'
import { answerAsPerson, manners, scanInBrowser } from './mail-people.ts'

/** The same at 1,000 mails is `npm run long -- scanner`. */
const mailCount = 10

describe.runIf(canWalk())('a mail scanner with a whole browser', () => {
  let browser: Browser
  let company: MailedCompany
  beforeAll(async () => {
    browser = await openBrowser()
    company = await openMailedCompany(mailCount)
  })
  afterAll(async () => {
    await browser.close()
    await company.close()
  })

  test('that opens every link of ten mails, runs every script and presses every button leaves nothing', async () => {
    const links = company.mails.flatMap((mail) => mail.links)
    expect(links).toHaveLength(mailCount * 14)
    const statuses = await scanByRequest(
      links.flatMap((url) => [
        { url, method: 'HEAD' as const },
        { url, method: 'GET' as const },
      ]),
    )
    expect(statuses).toEqual(new Map([[200, links.length * 2]]))
    expect(await scanInBrowser(browser, links)).toBe(links.length)
    const few = company.mails.slice(0, 2).flatMap((mail) => mail.scores)
    await scanInBrowser(browser, few, { press: true })
    await scanInBrowser(browser, few.slice(0, 4), { stayMilliseconds: 6_000 })
    expect(await company.answers()).toEqual([])
    expect(await company.stopped()).toBe(0)
  })

  test('and all ten people after it are kept, however they answer', async () => {
    // A post in the midst of a burst is set aside; people come when it is over.
    await wait(11_000)
    const meant = new Map<string, number>()
    for (const [index, { customerId, scores }] of company.mails.entries()) {
      const manner = manners[index % manners.length]!
      meant.set(customerId, await answerAsPerson(browser, scores, index % 11, manner))
    }
    const answers = await company.answers()
    expect(answers.filter(({ complete, quarantined }) => !complete || quarantined)).toEqual([])
    expect(new Map(answers.map(({ customerId, score }) => [customerId, score]))).toEqual(meant)
  })
})
