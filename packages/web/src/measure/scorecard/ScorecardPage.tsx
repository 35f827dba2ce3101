import { whaleCurve, whaleCurveTable } from '@fealty/charts'
import { getRouteApi, Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import type { Scorecard } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { ScopeMenu, ScopeTags } from '../../app/ScopeMenu.tsx'
import { Section } from '../../ui/Section.tsx'
import { SelectMenu } from '../../ui/SelectMenu.tsx'
import { PageSkeleton } from '../../ui/states.tsx'
import { Tiles } from '../../ui/Tiles.tsx'
import { SvgFigure } from '../../ui/SvgFigure.tsx'
import type { ScorecardSearch } from '../../url/search-schema.ts'
import { definedOnly, keepScope } from '../../url/scope.ts'
import { grainOptions } from '../period-label.ts'
import { Movements } from './Movements.tsx'
import { ScorecardExport } from './ScorecardExport.tsx'
import { SegmentTable } from './SegmentTable.tsx'
import { chooseTiles } from './choose-tiles.ts'
import { Tile } from './Tile.tsx'

const route = getRouteApi('/app/')

const LiveStrip = lazy(async () => {
  const { LiveStrip } = await import('../../listen/scoreboard/LiveStrip.tsx')
  return { default: LiveStrip }
})

/** Where we stand: the finding, the key figures, the segments, what moved, and who makes the value. */
export function ScorecardPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const change = (part: Partial<ScorecardSearch>) =>
    void navigate({ search: { ...search, ...part }, replace: true })
  const answer = useQuestion('measure.scorecard', definedOnly(search))
  return (
    <Answered answer={answer} skeleton={<PageSkeleton tiles={5} />}>
      {(card) => (
        <>
          <PageHead
            page="Scorecard"
            headline={card.headline}
            subline={card.subline}
            tools={<Pickers card={card} search={search} onChange={change} />}
          >
            <ScopeTags where={search.where ?? []} onChange={(where) => change({ where })} />
          </PageHead>
          <div className="stack">
            <Tiles>
              {chooseTiles(card.tiles).map((tile) => (
                <Tile key={tile.metric.id} tile={tile} card={card} />
              ))}
            </Tiles>
            {isWhole(search) && (
              <Suspense>
                <LiveStrip />
              </Suspense>
            )}
            <SegmentTable card={card} onDimension={(by) => change({ by })} />
            <div className="split">
              <Movements card={card} />
              <Whale card={card} />
            </div>
          </div>
        </>
      )}
    </Answered>
  )
}

/** The live strip is of all customers as of now: it would not belong to a cut, or to another day. */
function isWhole({ where = [], asOf }: ScorecardSearch): boolean {
  return where.length === 0 && asOf === undefined
}

interface PickersProps {
  card: Scorecard
  search: ScorecardSearch
  onChange: (part: Partial<ScorecardSearch>) => void
}

function Pickers({ card, search, onChange }: PickersProps) {
  const periods = card.periods.map((period) => ({
    value: period.start,
    label: period.complete ? period.label : `${period.label}, running`,
  }))
  const grain = card.period.grain === 'range' ? 'quarter' : card.period.grain
  return (
    <>
      <SelectMenu
        label="Length of a period"
        value={grain}
        options={grainOptions}
        onChange={(every) => onChange({ every, day: undefined })}
      />
      <SelectMenu
        label="Period"
        value={card.period.start}
        options={periods}
        onChange={(day) => onChange({ day })}
      />
      <ScopeMenu where={search.where ?? []} onChange={(where) => onChange({ where })} />
      <ScorecardExport card={card} />
    </>
  )
}

function Whale({ card }: { card: Scorecard }) {
  const { whale } = card
  if (!whale) return null
  const title = 'Who makes the value'
  return (
    <Section title={title} note={whale.basis}>
      <div className="section-body">
        <SvgFigure
          name={title}
          draw={({ width, theme, id }) =>
            whaleCurve(whale.points, {
              id,
              theme,
              title,
              width,
              height: 200,
              shareBelowZero: whale.belowZeroShare,
            })
          }
          table={whaleCurveTable(whale.points, { title })}
        />
        <p className="section-note">
          <Link to="/value" search={keepScope}>
            Who creates it, who costs more
          </Link>
        </p>
      </div>
    </Section>
  )
}
