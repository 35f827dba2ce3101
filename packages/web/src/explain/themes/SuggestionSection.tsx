import { formatCount } from '@fealty/charts'
import { useState } from 'react'
import type { Answer } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { definedOnly } from '../../url/scope.ts'
import type { ThemesSearch } from '../search-schema.ts'
import { ThemeDialog } from './ThemeDialog.tsx'

type Suggestion = Answer<'themes.suggest'>['suggestions'][number]

/** Words that one side uses more than the other and that no theme covers yet. */
export function SuggestionSection({ search }: { search: ThemesSearch }) {
  const { where, asOf } = search
  const answer = useQuestion('themes.suggest', definedOnly({ where, asOf, most: 8 }))
  const [taken, setTaken] = useState<Suggestion>()
  const suggestions = answer.data?.suggestions ?? []
  return (
    <Section title="Not covered yet" note="a year of comments">
      {suggestions.length === 0 && !answer.isPending && (
        <p className="quiet">
          No word outside the dictionary sets promoters and detractors apart beyond noise.
        </p>
      )}
      <ul className="suggestions">
        {suggestions.map((one) => (
          <li key={`${one.language} ${one.term}`}>
            <span>
              <span className="row-title">“{one.term}”</span>
              <span className="row-note">
                {one.side === 'promoter' ? 'by promoters' : 'by detractors'} ·{' '}
                {formatCount(one.promoters)} and {formatCount(one.detractors)} · {one.language}
              </span>
            </span>
            <Button small onClick={() => setTaken(one)} aria-label={`Make a theme of ${one.term}`}>
              Make a theme
            </Button>
          </li>
        ))}
      </ul>
      {taken && (
        <ThemeDialog
          theme={{
            id: '',
            version: 0,
            name: taken.term,
            parentId: null,
            terms: { [/^[a-z]{2}$/.test(taken.language) ? taken.language : 'any']: [taken.term] },
            exclusions: [],
          }}
          onClose={() => setTaken(undefined)}
        />
      )}
    </Section>
  )
}
