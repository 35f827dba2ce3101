import { writeDay, writeDays } from '@fealty/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Initiative } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { useMayWrite } from '../../app/use-may-write.ts'
import { Button } from '../../ui/Button.tsx'
import { KeyFigure, RangeText } from '../../ui/MeasuredText.tsx'
import { GradeMark } from '../GradeMark.tsx'
import { ClaimsSection } from './ClaimsSection.tsx'
import { CorrectionDialog } from './CorrectionDialog.tsx'
import { CorrectionsSection } from './CorrectionsSection.tsx'
import { CostsSection } from './CostsSection.tsx'
import { InitiativeDialog } from './InitiativeDialog.tsx'
import { chanceText, writeMoney } from './initiative-text.ts'
import { MetricsSection } from './MetricsSection.tsx'
import { PlansSection } from './PlansSection.tsx'
import { PlanFigure } from './PlanFigure.tsx'
import { WordsSection } from './WordsSection.tsx'

const route = getRouteApi('/app/initiatives/$initiativeId')

/** One initiative: realised against planned, where the money comes from, what was decided. */
export function InitiativePage() {
  const { initiativeId } = route.useParams()
  const answer = useQuestion('initiatives.one', { initiativeId })
  const [isDeciding, setDeciding] = useState(false)
  const [isChanging, setChanging] = useState(false)
  const mayDecide = useMayWrite()
  return (
    <Answered answer={answer}>
      {(one) => (
        <>
          <PageHead
            page={one.name}
            headline={`${one.name}. ${one.sentence}`}
            subline={
              <>
                <Link to="/initiatives">Initiatives</Link>{' '}
                {`· ${one.owner} · ${one.accountable} answers for it · ${one.lever} · ${writeDays(one.window.from, one.window.to)} · facts up to ${writeDay(one.asOf, true)}`}
              </>
            }
            tools={
              mayDecide && (
                <>
                  <Button onClick={() => setChanging(true)}>Change it</Button>
                  {one.state !== 'draft' && (
                    <Button
                      look={one.correctionOpen ? 'primary' : 'quiet'}
                      onClick={() => setDeciding(true)}
                    >
                      Decide a correction
                    </Button>
                  )}
                </>
              )
            }
          />
          <div className="stack">
            <div className="trend-head">
              <Realised one={one} />
              <PlanFigure one={one} />
            </div>
            <ClaimsSection one={one} />
            <CorrectionsSection one={one} />
            <PlansSection one={one} />
            <MetricsSection one={one} />
            <CostsSection one={one} />
            <WordsSection one={one} />
          </div>
          {isChanging && <InitiativeDialog one={one} onClose={() => setChanging(false)} />}
          {isDeciding && <CorrectionDialog one={one} onClose={() => setDeciding(false)} />}
        </>
      )}
    </Answered>
  )
}

function Realised({ one }: { one: Initiative }) {
  const format = { unit: 'money' as const, currency: one.currency }
  return (
    <div>
      <div className="aside-figure">
        <span className="muted">
          Measured to date <GradeMark grade={one.grade} />
        </span>
        <KeyFigure measured={one.realised} format={format} />
        <RangeText measured={one.realised} format={format} />
        <span className="range">of {writeMoney(one.plannedToDate, one.currency)} due by now</span>
      </div>
      <div className="aside-notes">
        <p>
          Proven and booked: <strong>{writeMoney(one.booked, one.currency)}</strong>
        </p>
        <p>
          Reaches its plan: <strong>{chanceText(one.chance)}</strong>
        </p>
        <p>
          Present value of the plan {writeMoney(one.npv.p50, one.currency)}, in eight cases of ten
          between {writeMoney(one.npv.p10, one.currency)} and{' '}
          {writeMoney(one.npv.p90, one.currency)}, at{' '}
          {Math.round(1000 * one.plans.at(-1)!.plan.discountRate) / 10} % a year.
        </p>
        {one.nextMilestone && (
          <p>
            Next: {one.nextMilestone.name}, {writeDay(one.nextMilestone.due, true)}
          </p>
        )}
      </div>
    </div>
  )
}
