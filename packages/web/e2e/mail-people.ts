import type { Browser, BrowserContext, Page } from 'playwright-core'

/**
 * Opens addresses as a scanner with a whole browser does: several pages side by side, every script run,
 * each waited for until it has loaded. With `press` it also presses every button by script, and sends
 * every form of a survey, as the boldest do. It has no hand: no pointer and no key.
 */
export async function scanInBrowser(
  browser: Browser,
  addresses: readonly string[],
  { pages = 4, stayMilliseconds = 0, press = false } = {},
): Promise<number> {
  const queue = [...addresses].reverse()
  let loaded = 0
  const work = async () => {
    const context = await browser.newContext({ viewport: { width: 320, height: 320 } })
    const page = await context.newPage()
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      const response = await page.goto(next, { waitUntil: 'load' })
      if (response?.status() !== 200) throw new Error(`a link gave ${response?.status()}`)
      if (stayMilliseconds > 0) await page.waitForTimeout(stayMilliseconds)
      if (press && !next.endsWith('/unsubscribe')) await pressByScript(page)
      loaded += 1
    }
    await context.close()
  }
  await Promise.all(Array.from({ length: pages }, work))
  return loaded
}

/** What a script can do to a page: clicks, made-up events, and the forms' own ways to be sent. */
async function pressByScript(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const field of document.querySelectorAll<HTMLElement>('input[type=radio], label'))
      field.click()
    const made = { bubbles: true, cancelable: true }
    document.querySelector('form')?.dispatchEvent(new PointerEvent('pointerdown', made))
    document.body.dispatchEvent(new KeyboardEvent('keydown', { ...made, key: '9' }))
    document.querySelector<HTMLButtonElement>('button[value=next]')?.click()
    document.querySelector('form')?.requestSubmit()
  })
  await page.waitForTimeout(400)
  // A form that is sent leads to a page of its own; until that is there the next link would cut it off.
  const answered = Promise.all([
    page.waitForResponse((one) => one.request().method() === 'POST'),
    page.waitForEvent('load'),
  ])
  await page.evaluate(() => document.querySelector('form')?.submit())
  await answered
}

/** How a person answers. */
export const manners = [
  'pointer',
  'keyboard',
  'touch',
  'other score',
  'comment',
  'no script',
] as const
export type Manner = (typeof manners)[number]

/** A person follows the link of a score in the own mail, and answers. Gives the score that was meant. */
export async function answerAsPerson(
  browser: Browser,
  scores: readonly string[],
  score: number,
  manner: Manner,
): Promise<number> {
  const context = await browser.newContext({
    hasTouch: manner === 'touch',
    javaScriptEnabled: manner !== 'no script',
    viewport: { width: 390, height: 780 },
  })
  try {
    return await answerIn(context, scores[score] ?? '', score, manner)
  } finally {
    await context.close()
  }
}

async function answerIn(
  context: BrowserContext,
  address: string,
  score: number,
  manner: Manner,
): Promise<number> {
  const page = await context.newPage()
  await page.goto(address)
  await page.locator(`input[type=radio][value="${score}"]:checked`).waitFor({ state: 'attached' })
  const send = page.locator('button[value=next]')
  let meant = score
  if (manner === 'keyboard') {
    await page.locator('input:checked').focus()
    await page.keyboard.press('Enter')
  } else if (manner === 'touch') await send.tap()
  else {
    if (manner === 'other score') {
      meant = (score + 4) % 11
      await page.locator('.scale label').nth(meant).click()
    }
    if (manner === 'comment') await page.locator('textarea:visible').fill('Quick and friendly.')
    await send.click()
  }
  await page.locator('[data-done]').waitFor()
  return meant
}
