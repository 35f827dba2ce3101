import { getRouteApi } from '@tanstack/react-router'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { ScopeMenu, ScopeTags } from '../../app/ScopeMenu.tsx'
import { grainOptions } from '../../measure/period-label.ts'
import { SelectMenu } from '../../ui/SelectMenu.tsx'
import { PageSkeleton } from '../../ui/states.tsx'
import { definedOnly } from '../../url/scope.ts'
import type { ScoresSearch } from '../search-schema.ts'
import { AccountsSection } from './AccountsSection.tsx'
import { BenchmarkSection } from './BenchmarkSection.tsx'
import { MarginSection } from './MarginSection.tsx'
import { ResponseSection } from './ResponseSection.tsx'
import { scoreOptions } from './score-options.ts'
import { WeightedSection } from './WeightedSection.tsx'
import '../explain.css'

const route = getRouteApi('/app/scores')

/** What the score is among those who answered, among customers, among accounts, and beside others. */
export function ScoresPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const change = (part: Partial<ScoresSearch>) =>
    void navigate({ search: { ...search, ...part }, replace: true })
  const answer = useQuestion('scores.weighted', definedOnly({ ...search, series: undefined }))
  return (
    <Answered answer={answer} skeleton={<PageSkeleton rows={8} />}>
      {(page) => (
        <>
          <PageHead
            page="Scores"
            headline={page.headline}
            subline={page.subline}
            tools={
              <>
                <SelectMenu
                  label="Score"
                  value={page.score}
                  options={scoreOptions}
                  onChange={(score) => change({ score })}
                />
                <SelectMenu
                  label="Length of a period"
                  value={page.period.grain === 'range' ? 'quarter' : page.period.grain}
                  options={grainOptions}
                  onChange={(every) => change({ every, day: undefined })}
                />
                <ScopeMenu where={search.where ?? []} onChange={(where) => change({ where })} />
              </>
            }
          >
            <ScopeTags where={search.where ?? []} onChange={(where) => change({ where })} />
          </PageHead>
          <div className="stack">
            <WeightedSection page={page} />
            <BenchmarkSection search={search} onChange={change} />
            <div className="split split--even">
              <ResponseSection page={page} />
              <MarginSection page={page} />
            </div>
            <AccountsSection search={search} />
          </div>
        </>
      )}
    </Answered>
  )
}
