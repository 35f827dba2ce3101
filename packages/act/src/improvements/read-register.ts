import { dayIn, type Call } from '@fealty/core'
import { openContext, readUnits, type ListedUnit } from '@fealty/measure'
import { listCases, type CaseRecord } from '@fealty/store'
import type { z } from 'zod'
import { readSight } from '../cases/see-cases.ts'
import type { ActServices } from '../services.ts'
import {
  mostActive,
  type Improvement,
  type improvementsOutput,
  type ListedImprovement,
} from './contract.ts'
import { improvementRecords } from './improvement-records.ts'
import { measureBeforeAfter } from './measure-effect.ts'

/** All improvements with the cases that show their cause, as far as the caller sees them, and their effect. */
export async function readRegister(
  call: Call<ActServices>,
): Promise<z.output<typeof improvementsOutput>> {
  const { services, workspaceId } = call
  const [records, units, cases, { asOf, workspace }] = await Promise.all([
    improvementRecords.list(services.store, workspaceId),
    readUnits(services, workspaceId),
    readSight(call).then((units) => listCases(services.store, workspaceId, { units })),
    openContext(call, { where: [], level: 0.95 }),
  ])
  const { timeZone } = workspace
  const improvements: ListedImprovement[] = []
  for (const { id, version, body, createdAt } of records) {
    const unit = units.find((one) => one.id === body.unit)
    improvements.push({
      ...body,
      id,
      version,
      raisedOn: dayIn(timeZone, new Date(createdAt)),
      unitName: unit?.name ?? null,
      ...countEvidence(cases, body),
      effect: await readEffect(call, body, unit),
    })
  }
  const active = improvements.filter(({ state }) => state === 'active').length
  return { asOf, active, mostActive, improvements }
}

function countEvidence(cases: readonly CaseRecord[], { rootCause }: Improvement) {
  const own = cases.filter((one) => rootCause !== '' && one.rootCause === rootCause)
  return { cases: own.length, customers: new Set(own.map(({ customerId }) => customerId)).size }
}

async function readEffect(
  call: Call<ActServices>,
  body: Improvement,
  unit: ListedUnit | undefined,
) {
  const { since, metric, state } = body
  if (since === null || state === 'raised' || state === 'dropped') return null
  return measureBeforeAfter(call, metric, unit?.where ?? [], since)
}
