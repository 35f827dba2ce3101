import type { Grain, Period } from '@fealty/core'

const grainLabels: Readonly<Record<Grain, string>> = {
  day: 'By day',
  week: 'By week',
  month: 'By month',
  quarter: 'By quarter',
  year: 'By fiscal year',
}

export const grainOptions = (Object.keys(grainLabels) as Grain[])
  .toReversed()
  .map((value) => ({ value, label: grainLabels[value] }))

/**
 * The earlier period as it is named beside a change: `Q2` within one fiscal year, `Q4 FY25` across.
 */
export function comparedLabel(
  period: Pick<Period, 'label'>,
  earlier: Pick<Period, 'label'>,
): string {
  const [name, year] = earlier.label.split(' ')
  const [, thisYear] = period.label.split(' ')
  return name !== undefined && year !== undefined && year === thisYear ? name : earlier.label
}
