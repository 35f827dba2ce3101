import {
  formatMeasured,
  strategyMap,
  strategyMapTable,
  type MapArrow,
  type MapNode,
} from '@fealty/charts'
import { writeDay } from '@fealty/core'
import { useState } from 'react'
import type { Answer } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { useSession } from '../../app/session.ts'
import { formatOf } from '../../measure/metric-format.ts'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { SvgFigure } from '../../ui/SvgFigure.tsx'
import { useCurrency } from '../use-currency.ts'
import { ArrowTable } from './ArrowTable.tsx'
import { PerspectivesDialog } from './PerspectivesDialog.tsx'
import { PerspectiveTable } from './PerspectiveTable.tsx'

type StrategyData = Answer<'strategy.map'>

/** The strategy as a map whose arrows are tested, and the scorecard by perspective. */
export function StrategyPage() {
  const answer = useQuestion('strategy.map', {})
  const [naming, setNaming] = useState(false)
  const role = useSession()?.signedIn?.role
  const mayEdit = role === 'owner' || role === 'analyst'
  return (
    <Answered answer={answer}>
      {(data) => (
        <>
          <PageHead
            page="Strategy"
            headline={data.headline}
            subline={`Facts up to ${writeDay(data.asOf, true)} · arrows are tested month by month and unit by unit · grade B: both agree, C: one`}
            tools={
              mayEdit && <Button onClick={() => setNaming(true)}>Name the perspectives</Button>
            }
          />
          {data.objectives.length === 0 ? (
            <EmptyState title="No objective is set yet">
              An objective says what is wanted under a perspective, and which KPIs show it. Arrows
              say what should move what; the data then support or refute them.
            </EmptyState>
          ) : (
            <Filled data={data} />
          )}
          {naming && (
            <PerspectivesDialog perspectives={data.perspectives} onClose={() => setNaming(false)} />
          )}
        </>
      )}
    </Answered>
  )
}

function Filled({ data }: { data: StrategyData }) {
  return (
    <div className="stack">
      {data.warnings.length > 0 && (
        <div>
          {data.warnings.map((warning) => (
            <p className="flag" key={warning}>
              ✕ {warning}
            </p>
          ))}
        </div>
      )}
      <MapSection data={data} />
      {data.perspectives.map((perspective) => (
        <PerspectiveTable
          key={perspective.id}
          name={perspective.name}
          objectives={data.objectives.filter((one) => one.perspective === perspective.id)}
        />
      ))}
      <ArrowTable data={data} />
    </div>
  )
}

function MapSection({ data }: { data: StrategyData }) {
  const currency = useCurrency()
  const rows = data.perspectives.map(({ name }) => name)
  const nodes = data.objectives.map((objective): MapNode => ({
    id: objective.id,
    row: data.perspectives.findIndex(({ id }) => id === objective.perspective),
    title: objective.name,
    note: noteOf(objective, currency),
  }))
  const arrows = data.hypotheses.map(({ fromId, toId, verdict, grade, finding }): MapArrow => ({
    from: fromId,
    to: toId,
    verdict,
    grade,
    words: `${verdict}. ${finding}`,
  }))
  const title = 'Strategy map: what should move what, and what the data say'
  return (
    <Section title="Strategy map" note="✓ supported · ✕ refuted · ◇ open · ◌ untested">
      <SvgFigure
        name="Strategy map"
        minimumWidth={300}
        draw={({ width, theme, id }) =>
          strategyMap(nodes, arrows, { id, title, theme, width, rows })
        }
        table={strategyMapTable(nodes, arrows, { title })}
      />
    </Section>
  )
}

function noteOf({ measures }: StrategyData['objectives'][number], currency: string): string {
  const [first] = measures
  if (!first) return 'no measure'
  const value = first.manual ? 'by hand' : formatMeasured(first.current, formatOf(first, currency))
  return `${value} · ${first.name}`
}
