import { factExpressionSchema, metricCatalogue } from '@fealty/measure'
import { factKinds } from '@fealty/core'
import { expect, test } from 'vitest'
import { bindingSchema } from '../kpi/contract.ts'
import { kpiLibrary } from './library.ts'

test('the library has at least 150 KPIs, each under a name and an id of its own', () => {
  expect(kpiLibrary.length).toBeGreaterThanOrEqual(150)
  expect(new Set(kpiLibrary.map(({ id }) => id)).size).toBe(kpiLibrary.length)
  expect(new Set(kpiLibrary.map(({ name }) => name)).size).toBe(kpiLibrary.length)
})

test('every KPI says what it means, from what, and where that comes from', () => {
  for (const kpi of kpiLibrary) {
    for (const word of ['definition', 'formula', 'unit', 'data', 'source'] as const) {
      expect(kpi[word].length, `${kpi.id}.${word}`).toBeGreaterThan(3)
    }
    expect(kpi.definition, kpi.id).toMatch(/[.]$/)
  }
})

test('every metric of the catalogue can be adopted', () => {
  const bound = kpiLibrary.flatMap(({ binding }) =>
    binding?.kind === 'metric' ? [binding.metric] : [],
  )
  expect([...bound].sort()).toEqual(Object.keys(metricCatalogue).sort())
})

test('every expression is valid and names fields that its kind has', () => {
  for (const { id, binding } of kpiLibrary) {
    if (binding === undefined) continue
    expect(bindingSchema.safeParse(binding).success, id).toBe(true)
    if (binding.kind !== 'expression') continue
    const { facts, column, under, among, hit } = factExpressionSchema.parse(binding.expression)
    const names = [column, under, ...[...among, ...hit].map((one) => one.column)]
    for (const name of names) {
      if (name === undefined || /^(attr|rating):/.test(name)) continue
      expect(Object.keys(factKinds[facts].fields), `${id}: ${name}`).toContain(name)
    }
  }
})
