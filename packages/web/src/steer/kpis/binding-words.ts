import type { Answer } from '../../api/contracts.ts'

type Binding = Answer<'kpis.library'>['entries'][number]['binding']

/** The words that make a row count; empty where a binding asks for none. */
export function wordsOf(binding: Binding): string[] {
  if (binding.kind !== 'expression') return []
  return wordCondition(binding)?.values ?? []
}

/** The binding with other words in the place of those. */
export function writeWords(binding: Binding, values: string[]): Binding {
  const changed = wordCondition(binding)
  if (binding.kind !== 'expression' || !changed) return binding
  const hit = binding.expression.hit.map((one) => (one === changed ? { ...one, values } : one))
  return { ...binding, expression: { ...binding.expression, hit } }
}

function wordCondition(binding: Binding) {
  if (binding.kind !== 'expression') return undefined
  return binding.expression.hit.find(
    ({ operator, column }) => (operator === 'is' || operator === 'is-not') && column !== 'metric',
  )
}
