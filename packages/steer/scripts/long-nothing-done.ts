/**
 * Initiatives that did nothing, by hundreds: how many book a benefit. Fails above 5 in 100.
 *
 *   npm run long -- nothing-done
 */
import { simulateNothing } from '../src/initiative/test/simulate-nothing.ts'

const { initiatives, bookedBenefit, bookedLoss } = await simulateNothing(400)
const share = (count: number) => `${((100 * count) / initiatives).toFixed(1)} %`
console.log('| initiatives | booked a benefit | booked a loss | booked nothing |')
console.log('| --- | --- | --- | --- |')
console.log(
  `| ${initiatives} | ${bookedBenefit} (${share(bookedBenefit)}) | ${bookedLoss} (${share(bookedLoss)}) | ${share(initiatives - bookedBenefit - bookedLoss)} |`,
)
if (bookedBenefit / initiatives > 0.05) process.exitCode = 1
