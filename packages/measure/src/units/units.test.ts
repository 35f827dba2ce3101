import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor, AnyOperation } from '@fealty/core'
import { openTestWorkspace, type TestWorkspace } from '../test/open-workspace.ts'
import { measureQueryOperation } from '../query/operation.ts'
import type { MeasureServices } from '../services.ts'
import type { ListedUnit, Unit } from './contract.ts'
import { unitsOperations } from './operation.ts'
import { managerWhere, mayStandBelow, unitOf, unitWhere, unitWithParts } from './unit-tree.ts'

const unit = (id: string, parentId: string | null, condition?: string): Unit => {
  const [dimension = null, value = null] = condition?.split('=') ?? []
  return { id, name: id, parentId, kind: '', dimension, value, owner: '', ownerPersonId: null }
}
const company = [
  unit('all', null),
  unit('divisions', 'all'),
  unit('broadband', 'divisions', 'segment=Broadband'),
  unit('mobile', 'divisions', 'segment=Mobile'),
  unit('regions', 'all'),
  unit('north', 'regions', 'region=North'),
]

describe('the tree of units', () => {
  test('a unit has its own customers, or those of its parts, or all', () => {
    expect(unitWhere(company, 'mobile')).toEqual(['segment=Mobile'])
    expect(unitWhere(company, 'divisions')).toEqual(['segment=Broadband', 'segment=Mobile'])
    expect(unitWhere(company, 'all')).toEqual([])
    // Not the whole company: one of two at the top, or one further down.
    const mixed = ['segment=Broadband || segment=Mobile || region=North']
    const beside = unit('partners', null, 'segment=Partner')
    expect(unitWhere([...company, beside], 'all')).toEqual(mixed)
    const nested = company.map((one) => (one.id === 'all' ? { ...one, parentId: 'world' } : one))
    expect(unitWhere([unit('world', null), ...nested], 'all')).toEqual(mixed)
    expect(unitWhere(company, 'nowhere')).toEqual([])
  })

  test('its parts are found once, also in a circle', () => {
    expect(unitWithParts(company, 'divisions').map(({ id }) => id)).toEqual([
      'divisions',
      'broadband',
      'mobile',
    ])
    const circle = [unit('a', 'b'), unit('b', 'a')]
    expect(unitWithParts(circle, 'a').map(({ id }) => id)).toEqual(['a', 'b'])
    expect(unitOf([unit('a', 'b', 'x=1'), unit('b', 'a', 'x=1')], { x: '1' })?.id).toBe('a')
  })

  test('a unit may not stand below itself or its parts', () => {
    expect(mayStandBelow(company, 'divisions', 'mobile')).toBe(false)
    expect(mayStandBelow(company, 'mobile', 'mobile')).toBe(false)
    expect(mayStandBelow(company, 'mobile', 'regions')).toBe(true)
  })

  test('a manager sees the customers of the own units and of those below, and nobody without any', () => {
    expect(managerWhere(company, ['Divisions', 'north'])).toEqual([
      'segment=Broadband',
      'segment=Mobile',
      'region=North',
    ])
    expect(managerWhere(company, ['mobile', 'Kiel'])).toEqual(['segment=Mobile', 'unit=Kiel'])
    expect(managerWhere(company, ['all', 'mobile'])).toBeNull()
    expect(managerWhere([...company, unit('partners', null)], ['all'])).toHaveLength(3)
    const nested = company.map((one) => (one.id === 'all' ? { ...one, parentId: 'world' } : one))
    expect(managerWhere([unit('world', null), ...nested], ['all'])).toHaveLength(3)
    expect(managerWhere(company, [])).toEqual([])
  })

  test('a customer belongs to the lowest unit that fits', () => {
    const shops = [...company, unit('kiel', 'north', 'region=north')]
    expect(unitOf(shops, { region: 'North' })?.id).toBe('kiel')
    expect(unitOf(shops, { segment: 'mobile', region: null })?.id).toBe('mobile')
    expect(unitOf(shops, { segment: 'Other' })).toBeUndefined()
  })
})

describe('the operations of units', () => {
  let workspace: TestWorkspace
  const run = (id: string, input: object): Promise<never> =>
    workspace.run(
      unitsOperations.find((one) => one.id === id) as unknown as AnyOperation<MeasureServices>,
      input,
    )
  beforeAll(async () => {
    workspace = await openTestWorkspace('2026-03-01')
    await workspace.load('customers', [{ customer_id: 'c1', segment: 'Broadband' }])
  })
  afterAll(() => workspace.close())

  test('make, change, list and remove; a lost update and a circle are refused', async () => {
    await run('units.save', { id: 'top', name: 'Company' })
    const made: { version: number } = await run('units.save', {
      id: 'bb',
      name: 'Broadband',
      parentId: 'top',
      dimension: 'Segment',
      value: 'Broadband',
      owner: 'Head of Broadband',
    })
    expect(made).toMatchObject({ version: 1, dimension: 'segment' })
    const change = { id: 'bb', name: 'Broadband', owner: 'Head of fixed line', expected: 1 }
    await run('units.save', change)
    await expect(run('units.save', change)).rejects.toMatchObject({ code: 'record.changed' })
    const circle = run('units.save', { id: 'top', name: 'Company', parentId: 'top', expected: 1 })
    await expect(circle).rejects.toMatchObject({ code: 'input.invalid' })
    const same = run('units.save', { name: ' broadband ' })
    await expect(same).rejects.toMatchObject({ code: 'record.exists' })
    const { units }: { units: ListedUnit[] } = await run('units.list', {})
    expect(units.map(({ id, owner, version }) => [id, owner, version])).toEqual([
      ['bb', 'Head of fixed line', 2],
      ['top', '', 1],
    ])
    await run('units.remove', { id: 'bb' })
    expect(((await run('units.list', {})) as { units: Unit[] }).units).toHaveLength(1)
  })

  test('a condition names a known dimension, and is whole', async () => {
    const unknown = run('units.save', { name: 'X', dimension: 'colour', value: 'red' })
    await expect(unknown).rejects.toMatchObject({ code: 'input.dimension' })
    const half = run('units.save', { name: 'X', dimension: 'segment' })
    await expect(half).rejects.toMatchObject({ code: 'input.invalid' })
    const below = run('units.save', { name: 'X', parentId: 'nobody' })
    await expect(below).rejects.toMatchObject({ code: 'record.not-found' })
    const change = run('units.save', { id: 'foreign', name: 'X', expected: 3 })
    await expect(change).rejects.toMatchObject({ code: 'record.not-found' })
  })

  test('a manager of two parts sees the customers of both, whatever the condition', async () => {
    const own = await openTestWorkspace('2026-03-01')
    try {
      await own.load('customers', [
        { customer_id: 'c1', segment: 'Broadband', 'attr:region': 'South' },
        { customer_id: 'c2', segment: 'Mobile', 'attr:region': 'North' },
        { customer_id: 'c3', segment: 'Mobile', 'attr:region': 'South' },
      ])
      await own.load(
        'responses',
        [...'c1 c1 c1 c1 c1 c1 c2 c2 c2 c2 c2 c3 c3 c3 c3 c3'.split(' ')].map(
          (customer_id, index) => ({
            response_id: `r${index}`,
            customer_id,
            at: '2026-01-10T00:00:00',
            day: '2026-01-10',
            nps: '9',
          }),
        ),
      )
      const save = unitsOperations[1] as unknown as AnyOperation<MeasureServices>
      const part = (name: string, dimension: string, value: string) =>
        own.run(save, { name, dimension, value })
      await part('Fixed line', 'segment', 'Broadband')
      await part('The north', 'region', 'North')
      const manager = (...units: string[]): Actor => ({
        kind: 'person',
        id: 'p2',
        workspaceId: 'w1',
        role: 'manager',
        units,
      })
      const n = async (actor: Actor, where: string[] = []): Promise<number[]> => {
        const answer: { rows: { measured: { n: number } }[] } = await own.run(
          measureQueryOperation,
          { metric: 'nps', every: 'quarter', where },
          actor,
        )
        return answer.rows.map(({ measured }) => measured.n)
      }
      expect(await n(manager('Fixed line', 'The north'))).toEqual([11])
      const owner: Actor = {
        ...{ kind: 'person', id: 'p1', workspaceId: 'w1', role: 'owner', units: [] },
      }
      expect(await n(owner, ['segment=Broadband || region=North'])).toEqual([11])
      expect(await n(owner, ['segment=Broadband || region=North', 'segment=Mobile'])).toEqual([5])
      expect(await n(manager('The north'))).toEqual([5])
      expect(await n(manager('The north'), ['segment=Broadband'])).toEqual([0])
      expect(await n(manager())).toEqual([0])
      expect(await n(manager('Elsewhere'))).toEqual([0])
    } finally {
      await own.close()
    }
  })
})
