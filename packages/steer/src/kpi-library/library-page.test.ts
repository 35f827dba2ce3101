import { expect, test } from 'vitest'
import { kpiLibrary } from './library.ts'
import type { LibraryKpi } from './library-kpi.ts'

const perspectives = ['financial', 'customer', 'internal', 'learning'] as const
const titles = {
  financial: 'Financial',
  customer: 'Customers',
  internal: 'Internal processes',
  learning: 'Learning and growth',
} as const

const escape = (text: string): string => text.replaceAll('_', '\\_')

function howComputed({ binding }: LibraryKpi): string {
  if (binding === undefined || binding.kind === 'manual') return 'by hand'
  if (binding.kind === 'reviews') return 'our own reviews'
  return binding.kind === 'metric'
    ? `metric \`${binding.metric}\``
    : `expression over \`${binding.expression.facts}\``
}

function writePage(): string {
  const parts = perspectives.map((perspective) => {
    const lines = kpiLibrary
      .filter((kpi) => kpi.perspective === perspective)
      .map(
        (kpi) =>
          `- **${kpi.name}** (\`${kpi.id}\`): ${escape(kpi.formula)}. In ${escape(kpi.unit)}; ${kpi.better} is better; ${kpi.estimator}; from ${escape(kpi.data)}; ${howComputed(kpi)}. Source: ${kpi.source}.`,
      )
    return `## ${titles[perspective]}\n\n${lines.join('\n')}\n`
  })
  return `# The library of KPIs\n\n${kpiLibrary.length} entries, written by the program from its catalogue; a test holds this page to it. How they are adopted: [KPI library](../guide/kpi-library.md).\n\n${parts.join('\n')}`
}

test('the page of the library is written from the library', async () => {
  await expect(writePage()).toMatchFileSnapshot('../../../../docs/reference/kpi-library.md')
})
