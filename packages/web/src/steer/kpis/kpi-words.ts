/** The perspectives of a scorecard by their first names; a company may give them others. */
export const perspectives: readonly { value: string; label: string }[] = [
  { value: 'financial', label: 'Financial' },
  { value: 'customer', label: 'Customers' },
  { value: 'internal', label: 'Internal processes' },
  { value: 'learning', label: 'Learning and growth' },
]

export const directions = [
  { value: 'higher', label: 'Higher is better' },
  { value: 'lower', label: 'Lower is better' },
  { value: 'neither', label: 'Neither is better' },
] as const

export const valueUnits = [
  { value: 'share', label: 'Per cent' },
  { value: 'points', label: 'Points' },
  { value: 'score', label: 'Score' },
  { value: 'money', label: 'Money' },
  { value: 'money-each', label: 'Money for each' },
  { value: 'days', label: 'Days' },
  { value: 'count', label: 'Number' },
] as const
