import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import {
  canWalk,
  complaints,
  findViolations,
  openBrowser,
  openPage,
  openStranger,
  settle,
  sidewaysScroll,
} from './browser.ts'
import { attacks } from './attacks.ts'

interface Sent {
  status: number
  body: Record<string, unknown>
}

/** Calls the API as the pages do. */
const call = (page: Page, path: string, body?: object): Promise<Sent> =>
  page.evaluate(
    async ([address, text]) => {
      const headers = { 'x-fealty': '1', 'content-type': 'application/json' }
      const response = await fetch(
        address,
        text === '' ? { headers } : { method: 'POST', headers, body: text },
      )
      return { status: response.status, body: (await response.json()) as Record<string, unknown> }
    },
    [path, body ? JSON.stringify(body) : ''] as const,
  )

/** Every text of the survey is an attack; the published rules are kept by the words around it. */
function attackedSurvey(attack: string, number: number) {
  const text = { en: attack }
  const choices = [
    { id: 'a', text },
    { id: 'b', text },
  ]
  return {
    name: `Attack ${number} ${attack}`.slice(0, 120),
    series: 'relationship',
    languages: ['en'],
    intro: text,
    thanks: text,
    questions: [
      {
        id: 'nps',
        kind: 'nps',
        text: { en: `How likely are you to recommend us to a friend? ${attack}` },
      },
      { id: 'rating', kind: 'rating', text, lowest: 1, highest: 5, lowText: text, highText: text },
      { id: 'single', kind: 'single', text, choices },
      { id: 'multiple', kind: 'multiple', text, choices },
      { id: 'matrix', kind: 'matrix', text, lowest: 1, highest: 5, rows: choices },
      { id: 'words', kind: 'text', text, longest: 4000 },
    ],
  }
}

/** A published survey with an open link. */
async function publish(page: Page, body: object): Promise<{ surveyId: string; path: string }> {
  const saved = await call(page, '/api/surveys/save', { body })
  const surveyId = String(saved.body.surveyId)
  const published = await call(page, '/api/surveys/publish', { surveyId, note: 'walk' })
  expect(published.status, JSON.stringify(published.body)).toBe(200)
  const made = await call(page, '/api/surveys/links', { surveyId, label: 'walk' })
  return { surveyId, path: String(made.body.path) }
}

describe.runIf(canWalk())('the survey page', () => {
  let browser: Browser
  let owner: Page
  let asked: { surveyId: string; path: string }
  beforeAll(async () => {
    browser = await openBrowser()
    owner = await openPage(browser, { width: 1280 })
    await owner.goto('/surveys')
    await settle(owner)
    const { body } = await call(owner, '/api/surveys/templates')
    const [first] = body.templates as { body: object }[]
    asked = await publish(owner, { ...first?.body, name: 'Walk' })
  })
  afterAll(() => browser.close())

  test.each([
    [true, 'en', 'light'],
    [true, 'ar', 'dark'],
    [false, 'de', 'light'],
  ] as const)(
    'is answered by keyboard: JavaScript %s, %s, %s',
    async (javaScriptEnabled, locale, colorScheme) => {
      const context = await browser.newContext({
        baseURL: inject('baseUrl'),
        viewport: { width: 360, height: 780 },
        javaScriptEnabled,
        locale,
        colorScheme,
      })
      const page = await context.newPage()
      await page.goto(asked.path)
      const targets = await page
        .locator('.scale label')
        .evaluateAll((cells) =>
          cells
            .map((cell) => cell.getBoundingClientRect())
            .map(({ width, height, top }) => [width, height, top]),
        )
      expect(targets).toHaveLength(11)
      for (const [width = 0, height = 0, top] of targets) {
        expect([width >= 24, height >= 44, top === targets[0]?.[2]]).toEqual([true, true, true])
      }
      await page.keyboard.press('Tab')
      await page.keyboard.press('Space')
      for (let turn = 0; turn < 9; turn += 1) await page.keyboard.press('ArrowRight')
      expect(await page.locator('input:checked').getAttribute('value')).toBe('9')
      if (javaScriptEnabled) {
        await page.locator('#kept:not(:empty)').waitFor()
        expect(await findViolations(page)).toEqual([])
        expect(await sidewaysScroll(page)).toBe(0)
      }
      await page.locator('button[value=next]').click()
      if (!javaScriptEnabled) await page.locator('button[value=next]').click()
      await page.locator('[data-done]').waitFor()
      await context.close()
    },
  )

  test('forty attacks in every text open no dialog and make no report', async () => {
    const stranger = await openStranger(browser, inject('baseUrl'))
    const dialogs: string[] = []
    for (const page of [stranger, owner])
      page.on('dialog', (dialog) => {
        dialogs.push(dialog.message())
        void dialog.dismiss()
      })
    for (const [number, attack] of attacks.entries()) {
      const { surveyId, path } = await publish(owner, attackedSurvey(attack, number))
      await stranger.goto(path)
      await stranger.locator('textarea').fill(attack)
      await stranger.locator('.scale label').first().click()
      await stranger.locator('button[value=next]').click()
      await stranger.locator('[data-done]').waitFor()
      if (number % 10 !== 0) continue
      await owner.goto(`/surveys/${surveyId}`)
      await settle(owner)
      await owner.frameLocator('.survey-frame').locator('h1').waitFor()
    }
    await owner.goto('/surveys')
    await settle(owner)
    expect(dialogs).toEqual([])
    expect(complaints(stranger)).toEqual([])
    expect(complaints(owner)).toEqual([])
  }, 300_000)
})
