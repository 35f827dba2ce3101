/**
 * Initiatives of companies in which nothing was done: how many book a benefit. Fails above 5 in 100.
 *
 *   npm run long -- nothing-done [COMPANIES] [FIRST SEED]
 */
import { wilsonInterval } from '@fealty/stats'
import { simulateNothing } from '../src/initiative/test/simulate-nothing.ts'

// The threads of the store do not keep a program alive by themselves.
const alive = setInterval(() => undefined, 60_000)
const [companies = 100, first = 1] = process.argv.slice(2).map(Number)
const { initiatives, bookedBenefit, bookedLoss } = await simulateNothing(companies, first)
const percent = (share: number) => `${(100 * share).toFixed(1)} %`
clearInterval(alive)
const shown = (count: number) => {
  const share = wilsonInterval({ successes: count, n: initiatives })
  if (share.kind === 'insufficient') return `${count}`
  return `${count} (${percent(share.low)} to ${percent(share.high)})`
}
console.log('| companies | booked a benefit | booked a loss | booked nothing |')
console.log('| --- | --- | --- | --- |')
console.log(
  `| ${initiatives} | ${shown(bookedBenefit)} | ${shown(bookedLoss)} | ${shown(initiatives - bookedBenefit - bookedLoss)} |`,
)
if (bookedBenefit / initiatives > 0.05) process.exitCode = 1
