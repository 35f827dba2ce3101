import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { Answer } from '../src/api/contracts.ts'
import { chanceText, writeMoney } from '../src/prove/initiatives/initiative-text.ts'
import { canWalk, complaints, findViolations, openBrowser, openPage, settle } from './browser.ts'
import { cellsOfWorkbook, textOfSlides } from './office-files.ts'

const program = fileURLToPath(new URL('../../../dist/fealty.mjs', import.meta.url))
const hasPdfReader = spawnSync('pdftotext', ['-v'], { stdio: 'ignore' }).error === undefined

const goal = 'Revenue of the base is kept'
const question = 'How much of the revenue of a year ago is still there?'
const kpi = 'Revenue that stays'
const target = 'We lose less revenue'
const initiative = 'Call before a contract ends'
const corrected = 'Validate orders before dispatch'
const promised = 'Hire two repair crews'
const freely = 'Stop gifts until their effect is known?'
const proposal = 'Move €120,000 from gifts to repair crews?'

type Pack = NonNullable<Answer<'reviews.one'>['pack']>

/** Layout breaks lines and thin spaces; the figures stay. */
const plain = (text: string): string => text.replace(/[\s\u2009]+/gu, '')

/** What the terminal answers: it finds the program that runs on the same folder. */
async function askTerminal<T>(...words: string[]): Promise<T> {
  const flags = ['--json', '--data', inject('demoFolder')]
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...words, ...flags], {
    maxBuffer: 2 ** 26,
  })
  return JSON.parse(stdout) as T
}

describe.runIf(canWalk())('a walk from a goal to the deck of a review', () => {
  let browser: Browser
  let page: Page
  beforeAll(async () => {
    browser = await openBrowser()
    page = await openPage(browser, { width: 1440 })
  })
  afterAll(() => browser.close())

  const open = async (path: string): Promise<void> => {
    await page.goto(path)
    await settle(page)
  }
  const dialog = () => page.locator('dialog[open]')
  const press = (name: string) => page.getByRole('button', { name, exact: true }).first().click()
  const fill = async (fields: Record<string, string>): Promise<void> => {
    for (const [label, value] of Object.entries(fields)) {
      await dialog().getByLabel(label, { exact: true }).fill(value)
    }
  }
  /** Ends a dialog by its button, and waits until it is gone: then it is saved. */
  const submit = async (name: string): Promise<void> => {
    expect(await findViolations(page)).toEqual([])
    await dialog().getByRole('button', { name, exact: true }).click()
    await dialog().waitFor({ state: 'detached' })
  }
  const ask = async <T>(operation: string): Promise<T> => {
    const answer = await page.request.get(`/api/${operation}`, { headers: { 'X-Fealty': '1' } })
    expect(answer.status()).toBe(200)
    return (await answer.json()) as T
  }

  test('a goal is set, and a question is asked of it', async () => {
    await open('/goals')
    await press('Set a goal')
    await fill({
      Goal: goal,
      Purpose: 'Improve',
      'What matters': 'retention',
      'Of what': 'Contract revenue',
      'As seen by': 'Chief Commercial Officer',
    })
    await submit('Set it')
    await press(`Ask a question of “${goal}”`)
    await fill({ Question: question })
    await submit('Ask it')
    await page.getByRole('heading', { name: question }).waitFor()
  })

  test('a KPI of the library answers the question', async () => {
    await open('/kpis')
    await page.getByLabel('Search the library').fill('Gross revenue retention')
    await press('Adopt Gross revenue retention')
    await fill({
      Name: kpi,
      'The one role that answers for it': 'Chief Commercial Officer',
      'What this role can move it by': 'Offers for the base',
    })
    await submit('Adopt it')
    await page.getByRole('row', { name: new RegExp(kpi) }).waitFor()
    await open('/goals')
    await press(`Change the question “${question}”`)
    await dialog().getByRole('checkbox', { name: kpi }).check()
    await submit('Save')
    await page.getByRole('row', { name: new RegExp(kpi) }).waitFor()
  })

  test('the KPI is changed, and its two versions stand side by side', async () => {
    await open('/kpis')
    await press(`Change: ${kpi}`)
    await fill({ 'What this role can move it by': 'Offers for the base\nPrices: Head of Products' })
    await submit('Save')
    await press(`Versions: ${kpi}`)
    await dialog()
      .getByText(/Prices \(Head of Products\)/u)
      .waitFor()
    expect(await findViolations(page)).toEqual([])
    await dialog().getByRole('button', { name: 'Close' }).click()
  })

  test('a target is set on it', async () => {
    await open('/targets')
    await press('Set a target')
    await dialog().getByLabel('KPI', { exact: true }).selectOption({ label: kpi })
    await fill({
      'What is to be reached': target,
      'Goal, in per cent': '98',
      Deadline: '2027-03-31',
    })
    await submit('Set it')
    await page.locator('.row-link', { hasText: target }).waitFor()
  })

  test('an initiative carries it; it is paid for once its measures are approved', async () => {
    await open('/initiatives')
    await press('Write one down')
    await fill({
      'What is done': initiative,
      'The role that does it': 'Retention lead',
      'The one that answers for it': 'Chief Commercial Officer',
      'First day': '2026-10-01',
      'Last day': '2027-03-31',
      'Benefit a month': '12000',
      'Cost a month': '3000',
    })
    await dialog().getByRole('checkbox', { name: target }).check()
    await submit('Write it down')
    await page.getByRole('link', { name: initiative }).click()
    await page.getByText('Nothing may be spent before its metrics are approved.').waitFor()
    expect(await page.getByRole('button', { name: 'Book a cost' }).count()).toBe(0)
    await press('Approve Net promoter score')
    await press('Book a cost')
    await fill({ 'For what': 'Two callers, October', Day: '2026-10-30', 'Amount, EUR': '2950' })
    await submit('Book it')
    await page.getByRole('row', { name: /Two callers, October/ }).waitFor()
    await open('/targets')
    await page.locator('.row-link', { hasText: target }).click()
    await page.getByRole('link', { name: initiative }).waitFor()
  })

  test('a correction that opened by itself is decided', async () => {
    await open('/initiatives')
    await page
      .getByRole('row', { name: new RegExp(`${corrected}.*correction open`, 's') })
      .waitFor()
    await page.getByRole('link', { name: corrected }).click()
    await press('Decide a correction')
    await dialog()
      .getByLabel('Decision', { exact: true })
      .selectOption({ label: 'Change the plan' })
    await fill({
      'Last day': '2027-02-28',
      'Costs by month': '2026-05 4000\n2027-02 9000 9500 12000',
      Reason: 'Two more regions begin in January',
    })
    await press('Scale them')
    await submit('Decide')
    await page.locator('.row-title', { hasText: 'decided: plan changed' }).waitFor()
    const plans = page.getByRole('table', { name: 'The first plan and its corrections' })
    await plans.getByRole('row', { name: /First plan.*€32,000/su }).waitFor()
    await plans.getByRole('row', { name: /Correction 1.*Two more regions.*€13,500/su }).waitFor()
    await page.getByText('Month by month').click()
    expect(await findViolations(page)).toEqual([])
  })

  test('the review takes what happened since into its pack, and decides', async () => {
    await open('/reviews')
    await page.getByRole('link', { name: /^No\. 2/ }).click()
    await page.getByText(new RegExp(`Go on with “${corrected}”`)).waitFor()
    await press('Refresh the pack')
    await page.getByText(/pack 2\b/).waitFor()
    expect(await page.getByText(new RegExp(`Go on with “${corrected}”`)).count()).toBe(0)
    const row = page.locator('.decisions li', { hasText: proposal })
    await row.getByRole('button', { name: 'Decide' }).click()
    await dialog().getByLabel('Reason').fill('Repair times are what customers complain of')
    await submit('Note the decision')
    await row.getByText('decided').waitFor()
    expect(await findViolations(page)).toEqual([])
  })

  test('a decision of people’s own is proposed, put better and decided in its place', async () => {
    await press('Propose a decision')
    await fill({ 'What is to be decided': 'Stop gifts?', 'Options, one a line': 'At once\nIn May' })
    await submit('Propose it')
    await press('Change the proposal “Stop gifts?”')
    await fill({ 'What is to be decided': freely, 'What it costs': 'nothing' })
    await submit('Save')
    const row = page.locator('.decisions li', { hasText: freely })
    await row.getByRole('button', { name: 'Decide' }).click()
    await dialog().getByText('Options: At once; In May.').waitFor()
    await dialog().getByLabel('Reason').fill('Their effect is noise')
    await submit('Note the decision')
    await row.getByText('decided').waitFor()
  })

  test('an action is promised in the review and noted as done', async () => {
    await press('Promise an action')
    await fill({ 'What is done': promised, Until: '2026-12-11' })
    await submit('Promise it')
    const line = page.locator('.pack-lines li', { hasText: promised })
    await line.getByText('11 December').waitFor()
    await press(`Done: ${promised}`)
    await fill({ 'What was seen of it': 'Two crews began' })
    await submit('Note that it is done')
    await line.getByText('Two crews began').waitFor()
    await line.getByText('done').waitFor()
    expect(await findViolations(page)).toEqual([])
  })

  test('a series of reviews is set up on its page', async () => {
    const review = page.url()
    await open('/reviews')
    await press('Set up reviews')
    await fill({
      Name: 'Monthly review of care',
      'Members by role, one a line': 'Care lead\nFinance lead',
      Quorum: '2',
      'Days between reviews': '30',
      'First review': '2026-12-15',
    })
    await submit('Set them up')
    const series = page.getByRole('table', { name: 'Reviews of Monthly review of care' })
    await series.getByRole('link', { name: 'No. 1, 15 December 2026' }).waitFor()
    await press('Change Monthly review of care')
    await fill({ Quorum: '1' })
    await submit('Save')
    await page.getByText('quorum 1 of 2').waitFor()
    expect(await findViolations(page)).toEqual([])
    await open(review)
  })

  test('printed, the pack takes the whole of a sheet, upright or wide', async () => {
    const before = page.viewportSize()!
    await page.emulateMedia({ media: 'print' })
    // The widths of A4 at 96 dots an inch.
    for (const width of [794, 1123]) {
      await page.setViewportSize({ width, height: 800 })
      const head = await page.getByRole('heading', { level: 2, name: 'Units' }).evaluate((one) => {
        const section = one.closest('section') ?? one
        return section.getBoundingClientRect().width
      })
      expect(head).toBeGreaterThan(width * 0.85)
    }
    await page.emulateMedia({ media: 'screen' })
    await page.setViewportSize(before)
  })

  test('its numbers are equal on the page, in the files, over the API and in the terminal', async () => {
    const reviewId = decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1)!)
    const { pack } = await ask<{ pack: Pack }>(
      `reviews/one?reviewId=${encodeURIComponent(reviewId)}`,
    )
    const known = pack.units.filter(({ score }) => score.kind === 'estimate')
    expect(known.length).toBeGreaterThan(3)
    expect(pack.units.some(({ target: { likely } }) => likely !== null)).toBe(true)
    expect(pack.units.some(({ effect }) => effect !== '')).toBe(true)
    expect(pack.units.some(({ benchmarked }) => benchmarked.change.verdict === 'real')).toBe(true)
    expect(await askTerminal<Pack>('review', reviewId)).toEqual(pack)
    await comparePage(pack)
    compareWords(textOfSlides(await exported('Slides (PPTX)')), pack)
    const pdf = await exported('PDF')
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    if (hasPdfReader) {
      compareWords(execFileSync('pdftotext', ['-raw', '-', '-'], { input: pdf }).toString(), pack)
    }
    compareCells(cellsOfWorkbook(await exported('Workbook (XLSX)')), pack)
  })

  const exported = async (form: string): Promise<Buffer> => {
    await page.getByText('PDF, slides, workbook', { exact: true }).click()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: form, exact: true }).click(),
    ])
    return readFileSync(await file.path())
  }

  type Unit = Pack['units'][number]
  const figuresOf = ({ scoreText, verdict, peers, benchmarked, target, effect }: Unit) => [
    scoreText,
    verdict.text,
    peers.text,
    benchmarked.text,
    target.text,
    target.likelyText,
    effect,
  ]

  /** Columns that are folded away on this screen are in the page all the same. */
  const comparePage = async ({ units }: Pack): Promise<void> => {
    const table = page.getByRole('table', { name: /of the units$/ })
    for (const unit of units) {
      const row = table.locator('tbody tr', { hasText: unit.owner }).filter({ hasText: unit.name })
      const text = plain((await row.textContent())!)
      for (const figure of figuresOf(unit)) expect(text).toContain(plain(figure))
      if (unit.score.kind !== 'estimate') continue
      const { low, high } = unit.score
      // The strip tells as many digits as the interval supports.
      const told = [0, 1].map((digits) => `95%:${low.toFixed(digits)}to${high.toFixed(digits)},`)
      expect(told.some((one) => text.includes(one.replaceAll('-', '−')))).toBe(true)
    }
  }

  const compareWords = (text: string, { units }: Pack): void => {
    const words = plain(text)
    for (const unit of units) {
      const interval = unit.score.kind === 'estimate' ? unit.rangeText : unit.scoreText
      for (const figure of [...figuresOf(unit), interval]) {
        expect(words).toContain(plain(figure))
      }
    }
  }

  /** Numbers in cells are whole: not a digit is lost. */
  const compareCells = (cells: ReadonlyMap<string, string | number>, pack: Pack): void => {
    const against = pack.benchmark?.value ?? null
    pack.units.forEach(({ name, score, benchmarked, target, effect }, index) => {
      const { value, likely } = target
      const cell = (column: string) => cells.get(`${column}${index + 5}`) ?? null
      const [now, low, high] =
        score.kind === 'estimate' ? [score.value, score.low, score.high] : [null, null, null]
      expect(['A', 'C', 'D', 'E', 'F', 'M', 'O', 'P', 'R'].map(cell)).toEqual([
        name,
        now,
        low,
        high,
        score.n,
        against,
        benchmarked.text,
        value,
        likely,
      ])
      expect(cell('U') ?? '').toBe(effect)
    })
  }

  test('targets and initiatives are the same on their pages, over the API and in the terminal', async () => {
    const targets = await ask<Answer<'targets.list'>>('targets/list')
    expect(await askTerminal('targets')).toEqual(targets)
    const mine = targets.targets.find(({ name }) => name === target)
    expect(mine?.initiativeIds).toHaveLength(1)
    expect(targets.targets.filter(({ chanceWith }) => chanceWith !== null).length).toBeGreaterThan(
      1,
    )
    await open('/targets')
    for (const { name, chance } of targets.targets) {
      if (chance.value === null) continue
      const row = page.getByRole('row', { name: new RegExp(name) }).first()
      const words =
        chance.value < 0.01 || chance.value > 0.99 ? '1|99' : Math.round(100 * chance.value)
      expect(plain((await row.textContent())!)).toMatch(new RegExp(`(${words})%`))
    }
    const initiatives = await ask<Answer<'initiatives.list'>>('initiatives/list')
    expect(await askTerminal('initiatives')).toEqual(initiatives)
    await open('/initiatives')
    for (const { name, booked, chance, currency } of initiatives.initiatives) {
      const text = (await page.getByRole('row', { name: new RegExp(name) }).textContent())!
      expect(text).toContain(writeMoney(booked, currency))
      expect(text).toContain(chanceText(chance))
    }
  })

  test('nothing was complained about', () => {
    expect(complaints(page)).toEqual([])
  })
})
