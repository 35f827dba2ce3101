import type { Answer } from '../../api/contracts.ts'
import { Section } from '../../ui/Section.tsx'
import { unitOfScore } from './score-unit.ts'
import { ScoreRows } from './ScoreRows.tsx'

type Page = Answer<'scores.weighted'>

/** The score as answered and as weighted, on one axis, with what the weights cost. */
export function WeightedSection({ page }: { page: Page }) {
  const by = page.margins.map(({ label }) => label.toLowerCase()).join(' and ')
  const rows = [
    { name: 'As answered', note: 'every answer counts the same', measured: page.raw },
    {
      name: 'Weighted to customers',
      note: by === '' ? 'nothing to weight by' : `by ${by}`,
      measured: page.weighted,
    },
  ]
  return (
    <Section title="Raw and weighted" note={writeCost(page)}>
      <ScoreRows
        caption="The score as answered and weighted to the customer base"
        rows={rows}
        unit={unitOfScore(page.score)}
        counted="answers"
      />
      {page.notes.map((note) => (
        <p className="quiet" key={note}>
          {note}
        </p>
      ))}
    </Section>
  )
}

function writeCost({ designEffect, effective, largestWeight }: Page): string | undefined {
  if (designEffect === null || effective === null || largestWeight === null) return undefined
  const answers = Math.round(effective).toLocaleString('en')
  return `Design effect ${designEffect.toFixed(2)}: as precise as ${answers} unweighted answers; the heaviest counts for ${largestWeight.toFixed(1)}`
}
