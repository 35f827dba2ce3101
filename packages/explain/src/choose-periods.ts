import { periodOf, previousPeriod, type Grain, type Period } from '@fealty/core'
import type { MeasureContext } from '@fealty/measure'

/** Periods of the trend; the last one is looked at. */
const trendPeriods = 8

/** The periods up to the one of the day asked for, oldest first. */
export function choosePeriods(
  context: MeasureContext,
  input: { every: Grain; day?: string | undefined },
): Period[] {
  const { workspace, asOf } = context
  const periods = [periodOf(input.day ?? asOf, input.every, workspace)]
  while (periods.length < trendPeriods) periods.unshift(previousPeriod(periods[0]!, workspace))
  return periods
}
