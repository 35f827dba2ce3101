import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runFealty, startFealty, untilPrinted } from './test/run-fealty.ts'

/** `fealty review` through the real program: its numbers are those of the API, with a server and without. */

const folder = mkdtempSync(join(tmpdir(), 'fealty-review-'))
const data = join(folder, 'data')
let reviewId: string

async function json<T>(...args: string[]): Promise<T> {
  const { code, out, err } = await runFealty(...args, '--data', data, '--json')
  expect(code, err).toBe(0)
  return JSON.parse(out) as T
}

interface Pack {
  headline: string
  units: {
    name: string
    scoreText: string
    rangeText: string
    score: { kind: string }
    verdict: { text: string }
    benchmarked: { text: string }
  }[]
}

beforeAll(async () => {
  const customers = Array.from({ length: 120 }, (_, index) => `c${index},Line ${index % 2}`)
  const answers = customers.map(
    (_, index) => `r${index},c${index},2026-0${1 + (index % 6)}-10,${index % 2 ? 9 : index % 11}`,
  )
  writeFileSync(join(folder, 'customers.csv'), ['customer_id,segment', ...customers].join('\n'))
  const head = 'response_id,customer_id,answered_at,nps'
  writeFileSync(join(folder, 'answers.csv'), [head, ...answers].join('\n'))
  await json('import', 'customers', join(folder, 'customers.csv'))
  await json('import', 'responses', join(folder, 'answers.csv'))
  for (const line of ['0', '1']) {
    const cut = ['--dimension', 'segment', '--value', `Line ${line}`]
    await json('units', 'save', '--name', `Unit ${line}`, ...cut)
  }
  const benchmark = {
    ...{ name: 'Trade panel', score: 'nps', series: 'relationship', value: 30, n: 2000 },
    ...{ method: 'Online panel', source: 'A body', date: '2026-05-15', kind: 'industry' },
  }
  await json('benchmarks', 'save', '--benchmark', JSON.stringify(benchmark))
  const series = await json<{ id: string }>(
    ...['reviews', 'save-series', '--name', 'Fortnightly', '--chair', 'COO', '--members', 'COO'],
    ...['--quorum', '1'],
  )
  reviewId = `${series.id}:1`
  await json('reviews', 'prepare', '--review-id', reviewId)
}, 240_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('as JSON it is the pack of the operation, named or the newest', async () => {
  const pack = await json<Pack>('review', reviewId)
  expect(pack.units.map(({ score }) => score.kind)).toEqual(['estimate', 'estimate'])
  expect(pack).toEqual((await json<{ pack: Pack }>('reviews', 'one', '--review-id', reviewId)).pack)
  expect(await json('review')).toEqual(pack)
}, 120_000)

test('as a table it has every figure of the pack', async () => {
  const pack = await json<Pack>('review')
  const { out } = await runFealty('review', '--data', data)
  expect(out).toContain(pack.headline)
  expect(out).toContain('Benchmark +30: Trade panel')
  for (const { name, scoreText, rangeText, verdict, benchmarked } of pack.units) {
    const line = out.split('\n').find((one) => one.startsWith(name))
    for (const figure of [scoreText, rangeText, verdict.text, benchmarked.text])
      expect(line).toContain(figure)
  }
}, 120_000)

test('its files have the bytes of the export', async () => {
  for (const form of ['pdf', 'pptx', 'xlsx']) {
    const path = join(folder, `pack.${form}`)
    const { code, err } = await runFealty(
      ...['review', reviewId, '--form', form, '--out', path, '--data', data],
    )
    expect(code, err).toBe(0)
    const { content } = await json<{ content: string }>(
      ...['reviews', 'export', '--review-id', reviewId, '--form', form],
    )
    expect(readFileSync(path).equals(Buffer.from(content, 'base64'))).toBe(true)
  }
}, 240_000)

test('through a running server it is what its API answers', async () => {
  const alone = await json<Pack>('review')
  const server = startFealty(['start', '--data', data, '--port', '0'])
  try {
    await untilPrinted(server, /Ctrl/)
    expect(await json('review')).toEqual(alone)
    const { port, token } = JSON.parse(readFileSync(join(data, 'server.json'), 'utf8')) as {
      port: number
      token: string
    }
    const path = `/api/reviews/one?reviewId=${encodeURIComponent(reviewId)}`
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(answer.status).toBe(200)
    expect(((await answer.json()) as { pack: Pack }).pack).toEqual(alone)
  } finally {
    server.kill('SIGTERM')
    await once(server, 'close')
  }
}, 120_000)
