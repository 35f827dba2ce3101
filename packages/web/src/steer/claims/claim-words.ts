export const origins = [
  { value: 'own', label: 'Ours' },
  { value: 'vendor', label: 'A vendor’s' },
] as const

export const changes = [
  { value: 'relative', label: 'relative' },
  { value: 'points', label: 'in points' },
] as const

export const statuses = [
  { value: 'hypothesis', label: 'Hypothesis' },
  { value: 'held', label: 'Held' },
  { value: 'refuted', label: 'Refuted' },
] as const

export const gradeOptions = [
  { value: 'A', label: 'A, randomised' },
  { value: 'B', label: 'B, quasi-experiment' },
  { value: 'C', label: 'C, before and after' },
  { value: 'D', label: 'D, asserted' },
] as const
