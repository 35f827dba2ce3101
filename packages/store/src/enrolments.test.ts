import { beforeEach, expect, test } from 'vitest'
import { addEnrolments, listEnrolments } from './enrolments.ts'
import { describeEachDatabase } from './test/each-database.ts'
import { addWorkspace } from './workspaces.ts'

const at = (day: number) => `2026-01-0${day}T00:00:00.000Z`

describeEachDatabase('Enrolments', (database) => {
  let count = 0
  let where = { workspaceId: '', experimentId: 'e1' }
  beforeEach(async () => {
    where = { workspaceId: `w${(count += 1)}`, experimentId: 'e1' }
    await addWorkspace(database.store, {
      id: where.workspaceId,
      name: 'Test',
      timeZone: 'UTC',
      currency: 'EUR',
      fiscalYearStartMonth: 1,
      settings: {},
      createdAt: at(1),
    })
  })

  test('the first arm and moment stay, and sending again changes nothing', async () => {
    const { store } = database
    const rows = Array.from({ length: 1200 }, (_, index) => ({
      unitId: `C${String(index).padStart(5, '0')}`,
      arm: index % 2 === 0 ? 'treated' : 'control',
      firstSeenAt: at(2),
    }))
    expect(await addEnrolments(store, where, rows)).toEqual({ added: 1200, conflicts: 0 })
    const later = rows.map((row) => ({ ...row, firstSeenAt: at(3) }))
    expect(await addEnrolments(store, where, later)).toEqual({ added: 0, conflicts: 0 })
    expect(await listEnrolments(store, where)).toEqual(rows)
    const page = await listEnrolments(store, where, { after: 'C01197', limit: 5 })
    expect(page.map(({ unitId }) => unitId)).toEqual(['C01198', 'C01199'])
  })

  test('a unit in another arm refuses the whole list', async () => {
    const { store } = database
    const row = (unitId: string, arm: string) => ({ unitId, arm, firstSeenAt: at(2) })
    await addEnrolments(store, where, [row('C1', 'treated')])
    const mixed = [row('C0', 'control'), row('C1', 'control')]
    expect(await addEnrolments(store, where, mixed)).toEqual({ added: 0, conflicts: 1 })
    expect(await listEnrolments(store, where)).toHaveLength(1)
    expect(await listEnrolments(store, { ...where, workspaceId: 'other' })).toEqual([])
  })
})
