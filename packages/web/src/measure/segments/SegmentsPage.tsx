import { getRouteApi } from '@tanstack/react-router'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { ScopeMenu, ScopeTags } from '../../app/ScopeMenu.tsx'
import { SelectMenu } from '../../ui/SelectMenu.tsx'
import type { ScorecardSearch } from '../../url/search-schema.ts'
import { definedOnly } from '../../url/scope.ts'
import { grainOptions } from '../period-label.ts'
import { SegmentTable } from '../scorecard/SegmentTable.tsx'
import { SavedSegments } from './SavedSegments.tsx'

const route = getRouteApi('/app/segments')

/** Every segment across the measures, and the segments people saved. */
export function SegmentsPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const change = (part: Partial<ScorecardSearch>) =>
    void navigate({ search: { ...search, ...part }, replace: true })
  const answer = useQuestion('measure.scorecard', definedOnly(search))
  return (
    <Answered answer={answer}>
      {(card) => (
        <>
          <PageHead
            page="Segments"
            headline={headlineOf(card.segments.rows.map((row) => Object.values(row.cells)))}
            subline={`${card.period.label} · as of ${card.asOf} · against ${card.previous.label}`}
            tools={
              <>
                <SelectMenu
                  label="Length of a period"
                  value={card.period.grain === 'range' ? 'quarter' : card.period.grain}
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
            <SegmentTable card={card} onDimension={(by) => change({ by })} />
            <SavedSegments />
          </div>
        </>
      )}
    </Answered>
  )
}

/** How many of the segments have something that moved. */
export function headlineOf(rows: readonly (readonly { change: { verdict: string } }[])[]): string {
  const moved = rows.filter((cells) => cells.some((cell) => cell.change.verdict === 'real')).length
  if (rows.length === 0) return 'There are no segments yet.'
  if (moved === 0) return `In none of the ${rows.length} segments did anything move beyond noise.`
  return `In ${moved} of the ${rows.length} segments something moved for real.`
}
