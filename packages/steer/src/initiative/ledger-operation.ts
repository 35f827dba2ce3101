import { defineOperation, type Call } from '@fealty/core'
import { openContext } from '@fealty/measure'
import { z } from 'zod'
import type { SteerServices } from '../services.ts'
import { keepLedger, ledgerOutput } from './ledger.ts'
import { showOwnInitiatives } from './read-initiatives.ts'
import { writeMoney } from './write-initiative.ts'

type SteerCall = Call<SteerServices>

export const ledger = defineOperation({
  id: 'initiatives.ledger',
  summary: 'What was earned by grade of evidence: each unit of benefit once, with who claims it',
  kind: 'query',
  input: z.object({}),
  output: ledgerOutput,
  errors: [],
  access: 'member',
  async run(call: SteerCall) {
    const shown = await showOwnInitiatives(call)
    const { asOf, workspace } = await openContext(call, { where: [], level: 0.95 })
    const { currency } = workspace
    const kept = keepLedger(shown)
    const booked = kept.byGrade.reduce((sum, each) => sum + each.booked, 0)
    const headline =
      shown.length === 0
        ? 'Nothing is claimed yet.'
        : `${writeMoney(booked, currency)} is proven; ${writeMoney(kept.asserted, currency)} is only asserted.`
    return { headline, currency, asOf, ...kept }
  },
})
