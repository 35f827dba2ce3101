import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestWorkspace, type TestWorkspace } from '../test/open-workspace.ts'
import { pickVerbatims } from '../verbatims/pick-verbatims.ts'
import type { VerbatimPage } from '../verbatims/contract.ts'
import type { ThemesAnswer } from './contract.ts'

let workspace: TestWorkspace

/** 400 answers of two quarters; the bill is named by 60 of the second, mostly detractors. */
function answers() {
  return Array.from({ length: 400 }, (_, index) => {
    const second = index >= 200
    const names = index % 10 < (second ? 3 : 1)
    const score = names ? (index % 4 === 0 ? 9 : 2) : index % 3 === 0 ? 6 : 10
    const words = names
      ? `I do not understand my bill, number ${index % 7}`
      : index % 2 === 0
        ? 'Friendly staff, thank you'
        : null
    return {
      response_id: `r${index}`,
      customer_id: `c${index % 120}`,
      at: second ? '2026-05-10' : '2026-02-10',
      unit: index % 2 === 0 ? 'North' : 'South',
      nps: score,
      comment: words,
      language: 'en',
    }
  })
}

beforeAll(async () => {
  workspace = await openTestWorkspace('2026-07-01')
  await workspace.load('responses', answers())
  await workspace.run('themes.add-defaults', {})
})
afterAll(() => workspace.close())

const question = { every: 'quarter', day: '2026-05-01' }

test('the counts of a theme are those of plain code over the same rows', async () => {
  const page = await workspace.run<ThemesAnswer>('themes.read', question)
  const rows = answers().filter(({ at }) => at === '2026-05-10')
  const named = rows.filter(({ comment }) => comment?.includes('bill'))
  const nps = (list: typeof rows) =>
    (100 * list.reduce((sum, { nps }) => sum + (nps >= 9 ? 1 : nps <= 6 ? -1 : 0), 0)) / list.length
  const others = rows.filter((row) => !named.includes(row))
  const bill = page.rows.find(({ name }) => name === 'Bill')!
  expect(bill.n).toBe(named.length)
  expect(page).toMatchObject({ answers: rows.length, without: 0 })
  expect(page.comments).toBe(rows.filter(({ comment }) => comment !== null).length)
  expect(bill.impact.kind === 'estimate' && bill.impact.value).toBeCloseTo(
    nps(rows) - nps(others),
    8,
  )
  expect(bill.sentiment!.negative).toBe(named.length)
  expect(bill.verdict.verdict).toBe('real')
  expect(bill.shareChange.verdict).toBe('real')
  expect(page.headline).toMatch(/^Bill costs most loyalty: \d+\.\d points of NPS/)
})

test('the list behind a number has as many comments as the number says, page by page', async () => {
  const page = await workspace.run<ThemesAnswer>('themes.read', question)
  for (const row of page.rows) {
    const found = await workspace.run<VerbatimPage>('verbatims.search', {
      theme: row.themeId,
      from: page.period.start,
      to: '2026-06-30',
      pageSize: 7,
    })
    const { positive, mixed, negative, unsure } = row.sentiment!
    expect(found.total).toBe(positive + mixed + negative + unsure)
    const seen = new Set<string | null>()
    for (let at = 1; at <= Math.ceil(found.total / 7); at += 1) {
      const each = await workspace.run<VerbatimPage>('verbatims.search', {
        ...{ theme: row.themeId, from: page.period.start, to: '2026-06-30' },
        ...{ pageSize: 7, page: at },
      })
      for (const { responseId } of each.rows) seen.add(responseId)
    }
    expect(seen.size).toBe(found.total)
  }
})

test('a search takes words, band and unit; a percent sign is a percent sign', async () => {
  const search = (input: object) => workspace.run<VerbatimPage>('verbatims.search', input)
  const rows = answers().filter(({ comment }) => comment?.includes('number 3'))
  expect((await search({ text: 'number 3 BILL' })).total).toBe(rows.length)
  expect((await search({ text: 'number 3', where: ['unit=North'] })).total).toBe(
    rows.filter(({ unit }) => unit === 'North').length,
  )
  expect((await search({ text: 'number 3', band: 'promoter' })).total).toBe(
    rows.filter(({ nps }) => nps >= 9).length,
  )
  expect((await search({ text: '%' })).total).toBe(0)
})

test('the spans of a verbatim are places of the words it names', async () => {
  const { rows } = await workspace.run<VerbatimPage>('verbatims.search', { text: 'bill' })
  const [{ words, themes }] = rows as [VerbatimPage['rows'][number]]
  expect(
    themes.flatMap(({ spans }) => spans.map(({ start, end }) => words.slice(start, end))),
  ).toContain('bill')
})

test('picked verbatims are spread over themes, none twice, always the same', async () => {
  const choice = { from: '2026-04-01', to: '2026-06-30', count: 5 }
  const picked = await pickVerbatims(workspace.call(), choice)
  expect(await pickVerbatims(workspace.call(), choice)).toEqual(picked)
  expect(picked).toHaveLength(5)
  expect(new Set(picked.map(({ words }) => words)).size).toBe(5)
  const first = picked.slice(0, 2).flatMap(({ themes }) => themes.map(({ name }) => name))
  expect(first).toEqual(expect.arrayContaining(['Bill', 'Staff']))
})

test('of one feeling only those are picked that speak so of a theme', async () => {
  for (const sentiment of ['negative', 'positive'] as const) {
    const choice = { from: '2026-04-01', to: '2026-06-30', count: 4, sentiment }
    const picked = await pickVerbatims(workspace.call(), choice)
    expect(picked.length).toBeGreaterThan(0)
    for (const { themes } of picked) {
      expect(themes.map((theme) => theme.sentiment)).toContain(sentiment)
    }
  }
})

test('a unit without a condition is everybody; one that is not there is refused', async () => {
  const { id } = await workspace.run<{ id: string }>('units.save', { name: 'Whole company' })
  const choice = { from: '2026-02-01', to: '2026-06-30', count: 5 }
  const picked = await pickVerbatims(workspace.call(), { ...choice, unit: id })
  expect(picked).toEqual(await pickVerbatims(workspace.call(), choice))
  await expect(
    pickVerbatims(workspace.call(), { ...choice, unit: 'nowhere' }),
  ).rejects.toMatchObject({ code: 'record.not-found' })
})

test('a change of the dictionary reads the comments anew; a stale version is refused', async () => {
  const { themes } = await workspace.run<{
    themes: { id: string; version: number; name: string }[]
  }>('themes.list', {})
  const staff = themes.find(({ name }) => name === 'Staff')!
  const body = { id: staff.id, name: 'Staff', terms: { en: ['nobody'] }, expected: staff.version }
  await workspace.run('themes.save', body)
  const after = await workspace.run<ThemesAnswer>('themes.read', question)
  expect(after.rows.some(({ name }) => name === 'Staff')).toBe(false)
  await expect(workspace.run('themes.save', body)).rejects.toMatchObject({ code: 'record.changed' })
  await expect(
    workspace.run('themes.save', { ...body, expected: 2, parentId: staff.id }),
  ).rejects.toMatchObject({ code: 'theme.circle' })
})

test('what a side says and no theme covers is suggested', async () => {
  await workspace.run('themes.remove', { id: 'theme-billing' })
  const { suggestions } = await workspace.run<{
    suggestions: { term: string; side: string }[]
  }>('themes.suggest', { every: 'year', day: '2026-05-01' })
  const told = suggestions.find(({ term }) => /bill|understand/.test(term))
  expect(told).toMatchObject({ side: 'detractor' })
})

test('the derived file and the staging folder hold no words of a customer', async () => {
  const folder = join(workspace.folder, 'rollups', 'w1')
  const files = (await readdir(folder, { recursive: true })).filter((name) =>
    name.includes('mentions-'),
  )
  expect(files.length).toBeGreaterThan(0)
  for (const file of files)
    expect((await readFile(join(folder, file))).includes('understand')).toBe(false)
  const staging = await readdir(join(workspace.folder, 'staging'))
  expect(staging.filter((name) => /^(comments|mentions)-/.test(name))).toEqual([])
})
