import type { Initiative } from '../../api/contracts.ts'

type Carrying = Pick<Initiative, 'plans' | 'plannedToDate' | 'booked' | 'state'>

/** What initiatives promise and have proven together; those that were stopped promise nothing more. */
export function sumCase(initiatives: readonly Carrying[]): {
  planned: number
  due: number
  proven: number
  cost: number
} {
  const sum = (amountOf: (one: Carrying) => number): number =>
    initiatives.reduce((total, one) => total + amountOf(one), 0)
  const whole = (one: Carrying, stream: 'benefitSum' | 'costSum'): number =>
    one.state === 'stopped' ? 0 : one.plans.at(-1)![stream].likely
  return {
    planned: sum((one) => whole(one, 'benefitSum')),
    cost: sum((one) => whole(one, 'costSum')),
    due: sum(({ plannedToDate }) => plannedToDate),
    proven: sum(({ booked }) => booked),
  }
}
