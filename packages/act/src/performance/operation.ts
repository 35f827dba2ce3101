import {
  addDays,
  defineOperation,
  FealtyError,
  type Call,
  type Day,
  type Measured,
} from '@fealty/core'
import {
  keepLast,
  moneyText,
  moneyUnits,
  openContext,
  readCustomerCards,
  readRecoveries,
  type MeasureContext,
  type RecoveryGroup,
} from '@fealty/measure'
import { listCases, type CaseRecord } from '@fealty/store'
import { hasEnded } from '../cases/state-machine.ts'
import type { ActServices } from '../services.ts'
import { performanceInput, performanceOutput, type CasePerformance } from './contract.ts'
import {
  bySegment,
  byUnit,
  compareMatched,
  leastMatched,
  recoveryOutcome,
  retentionOutcome,
  shareMatched,
  worthOf,
  type MatchKey,
} from './match-recoveries.ts'

type ActCall = Call<ActServices>

const usualDays = 365

const performance = defineOperation({
  id: 'cases.performance',
  summary: 'Whether cases pay: detractors with a case against others like them, revenue at risk',
  kind: 'query',
  input: performanceInput,
  output: performanceOutput,
  errors: ['input.invalid', 'engine.time', 'engine.memory'],
  // It compares customers of all units, so it is not for somebody who may see some of them only.
  access: ['owner', 'analyst', 'agent', 'viewer'],
  run: (call: ActCall, input) => readPerformance(call, input),
})

/** What the cases of a workspace achieved, against customers like theirs. */
async function readPerformance(
  call: ActCall,
  input: { from?: Day | undefined; to?: Day | undefined },
): Promise<CasePerformance> {
  const context = await openContext(call, { where: [], level: 0.95 })
  return keepLast(context, 'cases.performance', input, () =>
    measurePerformance(call, context, input),
  )
}

async function measurePerformance(
  call: ActCall,
  { asOf, workspace }: MeasureContext,
  input: { from?: Day | undefined; to?: Day | undefined },
): Promise<CasePerformance> {
  const { services, workspaceId } = call
  const to = input.to ?? asOf
  const from = input.from ?? addDays(to, 1 - usualDays)
  if (from > to) throw new FealtyError('input.invalid', { problem: 'from lies after to' })
  const cases = await listCases(services.store, workspaceId)
  // A case that was dismissed helped nobody; its customer is neither here nor there.
  const worked = idsOf(
    cases.filter(({ state, scores }) => state !== 'dismissed' && isDetractor(scores.nps)),
  )
  const groups = await readRecoveries(call, {
    from,
    to,
    withCase: worked,
    withAnyCase: idsOf(cases),
  })
  const key = chooseKey(groups)
  const matched = shareMatched(groups, key, recoveryOutcome)
  const retention = compareMatched(groups, key, retentionOutcome)
  return {
    from,
    to,
    currency: workspace.currency,
    customersWithCase: countCustomers(groups, true),
    customersWithout: countCustomers(groups, false),
    matched,
    matchedOn: key === byUnit ? 'segment, unit, score and quarter' : 'segment, score and quarter',
    ...gradeOf(matched),
    recovery: compareMatched(groups, key, recoveryOutcome),
    retention,
    ...(await readAtRisk(call, cases)),
    saved: worthOf(retention.difference, yearlyOf(cases, worked)),
  }
}

const isDetractor = (nps: number | undefined): boolean => nps !== undefined && nps <= 6

const idsOf = (cases: readonly CaseRecord[]): string[] => [
  ...new Set(cases.map(({ customerId }) => customerId)),
]

/** By unit as well where that leaves enough who are alike. */
function chooseKey(groups: readonly RecoveryGroup[]): MatchKey {
  const share = shareMatched(groups, byUnit, recoveryOutcome)
  return share !== null && share >= leastMatched ? byUnit : bySegment
}

function countCustomers(groups: readonly RecoveryGroup[], hasCase: boolean): number {
  return groups
    .filter((group) => group.hasCase === hasCase)
    .reduce((sum, { customers }) => sum + customers, 0)
}

function gradeOf(matched: number | null): Pick<CasePerformance, 'grade' | 'gradeWhy'> {
  if (matched !== null && matched >= leastMatched) {
    return {
      grade: 'B',
      gradeWhy:
        'A matched comparison: the same kind of customer without a case. Nobody was chosen at random, so something that was not matched may still differ.',
    }
  }
  return {
    grade: 'C',
    gradeWhy: 'Too few customers with a case have others like them; the two groups may differ.',
  }
}

/** What customers with a case in work bring in a year, as it is now: every one of them is counted. */
async function readAtRisk(
  call: ActCall,
  cases: readonly CaseRecord[],
): Promise<{ atRisk: Measured; customersAtRisk: number }> {
  const ids = idsOf(cases.filter(({ state }) => !hasEnded(state)))
  const cards = await readCustomerCards(call, ids)
  let sum = 0n
  for (const { yearlyRevenue } of cards.values()) sum += moneyUnits(yearlyRevenue)
  const exact = moneyText(sum)
  const value = Number(exact)
  return {
    customersAtRisk: ids.length,
    atRisk: {
      kind: 'estimate',
      value,
      low: value,
      high: value,
      level: 0.95,
      n: ids.length,
      method: 'full count',
      complete: true,
      exact,
    },
  }
}

/** What the customers of cases brought in a year when their cases were opened. */
function yearlyOf(cases: readonly CaseRecord[], customerIds: readonly string[]): number {
  const byCustomer = new Map(cases.map((one) => [one.customerId, Number(one.yearlyRevenue ?? 0)]))
  return customerIds.reduce((sum, id) => sum + (byCustomer.get(id) ?? 0), 0)
}

export const performanceOperations = [performance]
