/**
 * A mail scanner on 1,000 mails that the built program has sent itself (`--mails N` for another number),
 * and people after it (`--people N`). Every link of every mail is asked for by HEAD and GET, all at once
 * and then spread out, and opened in Chromium with its scripts run, half of the mails one after the other
 * and half link by link. Ends with 1 when an answer came of it, or one of a person is not kept.
 */
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { chromium } from 'playwright-core'
import { browserFlags, chromiumPath } from '../../web/e2e/chromium.ts'
import { answerAsPerson, manners, scanInBrowser } from '../../web/e2e/mail-people.ts'
import { openMailedCompany, scanByRequest } from '../src/test/mailed-company.ts'
import { describeMachine, openReport } from './report.ts'

/** Longer than a burst lasts: the links of a mail come as if they had nothing to do with each other. */
const spreadMilliseconds = 10_500

const option = (name: string, usual: number): number => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? usual : Number(process.argv[at + 1])
}
const mailCount = option('mails', 1_000)
const peopleCount = option('people', 60)

const executablePath = chromiumPath()
if (executablePath === undefined) throw new Error('There is no Chromium; set CHROMIUM_PATH.')

const { tell, check } = openReport('min')
const both = (urls: readonly string[]) =>
  urls.flatMap((url) => [
    { url, method: 'HEAD' as const },
    { url, method: 'GET' as const },
  ])

console.log(describeMachine())
const company = await openMailedCompany(mailCount, join(process.cwd(), 'dist/fealty.mjs'))
const browser = await chromium.launch({ executablePath, args: [...browserFlags] })

async function checkNothing(after: string): Promise<void> {
  const [answers, stopped] = [await company.answers(), await company.stopped()]
  const nothing = answers.length === 0 && stopped === 0
  check(nothing, `${answers.length} answers and ${stopped} unsubscribed after ${after}`)
}

async function ask(urls: readonly string[]): Promise<number> {
  const statuses = await scanByRequest(both(urls))
  check(statuses.size === 1 && statuses.has(200), `each of ${urls.length * 2} requests gave 200`)
  return urls.length * 2
}

async function spreadOut(turns: readonly (readonly string[])[]): Promise<void> {
  for (const urls of turns) {
    const until = Date.now() + spreadMilliseconds
    await scanByRequest(both(urls))
    await wait(Math.max(0, until - Date.now()))
  }
}

try {
  const { mails } = company
  const linkCount = mails[0]?.links.length ?? 0
  check(
    mails.length === mailCount && linkCount === 14,
    `${mails.length} mails of ${linkCount} links`,
  )
  const byLink = (some: typeof mails) =>
    Array.from({ length: linkCount }, (_, link) => some.flatMap(({ links }) => links[link] ?? []))
  await ask(mails.flatMap(({ links }) => links))
  await checkNothing('HEAD and GET of all links at once')
  // The waiting of the one leaves the machine to the other.
  const half = mails.length >> 1
  const [, atOnce] = await Promise.all([
    spreadOut(byLink(mails)),
    scanInBrowser(
      browser,
      mails.slice(0, half).flatMap(({ links }) => links),
    ),
  ])
  await checkNothing(
    `HEAD and GET of all links spread over minutes, and ${atOnce} pages in Chromium, mail by mail`,
  )
  const spread = await scanInBrowser(browser, byLink(mails.slice(half)).flat())
  await checkNothing(`${spread} pages in Chromium, link by link`)
  const few = mails.slice(0, 5).flatMap(({ scores }) => scores)
  await scanInBrowser(browser, few, { press: true })
  await scanInBrowser(browser, few.slice(0, 20), { stayMilliseconds: 8_000 })
  await checkNothing(`${few.length} pages whose buttons a script presses, and 20 left open for 8 s`)

  await wait(spreadMilliseconds)
  const meant = new Map<string, number>()
  const step = Math.max(1, Math.floor(mails.length / peopleCount))
  for (const [index, mail] of mails
    .filter((_, at) => at % step === 0)
    .slice(0, peopleCount)
    .entries()) {
    const manner = manners[index % manners.length]!
    meant.set(mail.customerId, await answerAsPerson(browser, mail.scores, index % 11, manner))
  }
  const answers = await company.answers()
  const kept = answers.filter(
    ({ customerId, score, complete, quarantined }) =>
      complete && !quarantined && meant.get(customerId ?? '') === score,
  )
  check(
    kept.length === meant.size && answers.length === meant.size,
    `${kept.length} of ${meant.size} people are kept with their score, ${answers.length} answers in all`,
  )
} finally {
  await browser.close()
  await company.close()
}
tell('done')
