import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { metricCatalogue } from './catalogue.ts'
import { metricIds } from './contract.ts'

const page = (id: string): string =>
  fileURLToPath(new URL(`../../../../docs/metrics/${id}.md`, import.meta.url))

test.each(metricIds)('%s has a page that says what the definition says', (id) => {
  expect(existsSync(page(id))).toBe(true)
  const text = readFileSync(page(id), 'utf8')
  const { info } = metricCatalogue[id]
  expect(info.id).toBe(id)
  for (const part of [info.title, info.formula, info.denominator, info.maturity, info.interval]) {
    expect(text).toContain(part)
  }
  expect(text).toContain(`version ${info.version}`)
})
