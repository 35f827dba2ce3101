export const scoreOptions = [
  { value: 'nps', label: 'NPS' },
  { value: 'csat', label: 'Satisfaction' },
  { value: 'ces', label: 'Ease' },
] as const

/** Scores of different occasions are different series: they are never held against each other. */
export const seriesOptions = [
  { value: 'relationship', label: 'Relationship' },
  { value: 'transaction', label: 'Transaction' },
  { value: 'competitive', label: 'Benchmark study' },
] as const
