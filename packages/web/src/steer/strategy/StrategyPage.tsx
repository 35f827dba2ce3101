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
import { useMayWrite } from '../../app/use-may-write.ts'
import { formatOf } from '../../measure/metric-format.ts'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { SvgFigure } from '../../ui/SvgFigure.tsx'
import { useCurrency } from '../use-currency.ts'
import { ArrowDialog } from './ArrowDialog.tsx'
import { ArrowTable } from './ArrowTable.tsx'
import { ObjectiveDialog } from './ObjectiveDialog.tsx'
import { PerspectivesDialog } from './PerspectivesDialog.tsx'
import { PerspectiveTable } from './PerspectiveTable.tsx'

type StrategyData = Answer<'strategy.map'>

/** What is being written: names, an objective or an arrow, new unless it is named. */
type Writing =
  | { kind: 'names' }
  | { kind: 'objective'; objective?: StrategyData['objectives'][number] }
  | { kind: 'arrow'; arrow?: StrategyData['hypotheses'][number] }

type OnWrite = ((writing: Writing) => void) | undefined

/** The strategy as a map whose arrows are tested, and the scorecard by perspective. */
export function StrategyPage() {
  const answer = useQuestion('strategy.map', {})
  const [writing, setWriting] = useState<Writing>()
  const mayEdit = useMayWrite()
  return (
    <Answered answer={answer}>
      {(data) => (
        <>
          <PageHead
            page="Strategy"
            headline={data.headline}
            subline={`Facts up to ${writeDay(data.asOf, true)} · arrows are tested month by month and unit by unit · grade B: both agree, C: one`}
            tools={mayEdit && <Tools data={data} onWrite={setWriting} />}
          />
          {data.objectives.length === 0 ? (
            <EmptyState
              title="No objective is set yet"
              actions={
                mayEdit && (
                  <Button look="primary" onClick={() => setWriting({ kind: 'objective' })}>
                    Set an objective
                  </Button>
                )
              }
            >
              An objective says what is wanted under a perspective, and which KPIs show it. Arrows
              say what should move what; the data then support or refute them.
            </EmptyState>
          ) : (
            <Filled data={data} onWrite={mayEdit ? setWriting : undefined} />
          )}
          {writing && (
            <Dialogs data={data} writing={writing} onClose={() => setWriting(undefined)} />
          )}
        </>
      )}
    </Answered>
  )
}

function Tools({ data, onWrite }: { data: StrategyData; onWrite: NonNullable<OnWrite> }) {
  return (
    <>
      <Button onClick={() => onWrite({ kind: 'names' })}>Name the perspectives</Button>
      {data.objectives.length > 0 && (
        <Button look="primary" onClick={() => onWrite({ kind: 'objective' })}>
          Set an objective
        </Button>
      )}
    </>
  )
}

interface DialogsProps {
  data: StrategyData
  writing: Writing
  onClose: () => void
}

function Dialogs({ data: { perspectives, objectives }, writing, onClose }: DialogsProps) {
  if (writing.kind === 'names') {
    return <PerspectivesDialog perspectives={perspectives} onClose={onClose} />
  }
  if (writing.kind === 'arrow') {
    return <ArrowDialog objectives={objectives} arrow={writing.arrow} onClose={onClose} />
  }
  const { objective } = writing
  return <ObjectiveDialog perspectives={perspectives} objective={objective} onClose={onClose} />
}

function Filled({ data, onWrite }: { data: StrategyData; onWrite: OnWrite }) {
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
          onChange={onWrite && ((objective) => onWrite({ kind: 'objective', objective }))}
        />
      ))}
      <ArrowTable
        data={data}
        onWrite={onWrite && ((arrow) => onWrite({ kind: 'arrow', ...(arrow && { arrow }) }))}
      />
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
