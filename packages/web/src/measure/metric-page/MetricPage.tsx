import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import type { MetricPage as Page } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { ScopeMenu, ScopeTags } from '../../app/ScopeMenu.tsx'
import { Button } from '../../ui/Button.tsx'
import { SelectMenu } from '../../ui/SelectMenu.tsx'
import { PageSkeleton } from '../../ui/states.tsx'
import type { MetricSearch } from '../../url/search-schema.ts'
import { definedOnly } from '../../url/scope.ts'
import { grainOptions } from '../period-label.ts'
import { SqlDialog } from '../SqlDialog.tsx'
import { BandSection } from './BandSection.tsx'
import { Breakdown } from './Breakdown.tsx'
import { DefinitionSection } from './DefinitionSection.tsx'
import { MetricExport } from './MetricExport.tsx'
import { SegmentTrends } from './SegmentTrends.tsx'
import { TrendHead } from './TrendHead.tsx'

const route = getRouteApi('/app/measures/$metric')

/** One measure: its finding, its line in its band, where it differs, and what stands behind it. */
export function MetricPage() {
  const { metric } = route.useParams()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const change = (part: Partial<MetricSearch>) =>
    void navigate({ search: { ...search, ...part }, replace: true })
  const answer = useQuestion('measure.page', {
    metric: metric as Page['metric']['id'],
    ...definedOnly(search),
  })
  return (
    <Answered answer={answer} skeleton={<PageSkeleton chart rows={5} />}>
      {(page) => (
        <>
          <PageHead
            page={page.metric.title}
            headline={page.headline}
            subline={page.subline}
            tools={<Tools page={page} search={search} onChange={change} />}
          >
            <ScopeTags where={search.where ?? []} onChange={(where) => change({ where })} />
          </PageHead>
          <div className="stack">
            <TrendHead page={page} />
            <div className="split">
              <Breakdown page={page} onDimension={(by) => change({ by })} />
              {page.bands.length > 0 ? (
                <BandSection page={page} />
              ) : (
                <DefinitionSection metric={page.metric} />
              )}
            </div>
            <SegmentTrends page={page} />
            {page.bands.length > 0 && <DefinitionSection metric={page.metric} />}
          </div>
        </>
      )}
    </Answered>
  )
}

interface ToolsProps {
  page: Page
  search: MetricSearch
  onChange: (part: Partial<MetricSearch>) => void
}

function Tools({ page, search, onChange }: ToolsProps) {
  const [showsSql, setShowsSql] = useState(false)
  const grain = page.period.grain === 'range' ? 'month' : page.period.grain
  return (
    <>
      <SelectMenu
        label="Length of a period"
        value={grain}
        options={grainOptions}
        onChange={(every) => onChange({ every, periods: undefined })}
      />
      <ScopeMenu where={search.where ?? []} onChange={(where) => onChange({ where })} />
      <Button onClick={() => setShowsSql(true)} aria-haspopup="dialog">
        SQL
      </Button>
      <MetricExport page={page} />
      <SqlDialog
        title={`How ${page.metric.title} is counted`}
        sql={page.sql}
        open={showsSql}
        onClose={() => setShowsSql(false)}
      />
    </>
  )
}
