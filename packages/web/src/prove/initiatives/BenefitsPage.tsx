import { formatPercent } from '@fealty/charts'
import { writeDay } from '@fealty/core'
import { Link } from '@tanstack/react-router'
import type { Answer } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { RangeText } from '../../ui/MeasuredText.tsx'
import { Section } from '../../ui/Section.tsx'
import { Tiles } from '../../ui/Tiles.tsx'
import { GradeMark } from '../GradeMark.tsx'
import { writeMoney } from './initiative-text.ts'

type Ledger = Answer<'initiatives.ledger'>

/** The ledger: what was earned by grade, what is only asserted, each unit of benefit once. */
export function BenefitsPage() {
  const answer = useQuestion('initiatives.ledger', {})
  return (
    <Answered answer={answer}>
      {(ledger) => (
        <>
          <PageHead
            page="Benefits"
            headline={ledger.headline}
            subline={`Facts up to ${writeDay(ledger.asOf, true)} · ${writeMoney(ledger.plannedToDate, ledger.currency)} planned by now · ${writeMoney(ledger.costToDate, ledger.currency)} spent`}
          />
          <div className="stack">
            <Totals ledger={ledger} />
            <Effects ledger={ledger} />
          </div>
        </>
      )}
    </Answered>
  )
}

const gradeTitles = { A: 'Randomised', B: 'Groups over time', C: 'Before and after', D: 'Asserted' }

function Totals({ ledger }: { ledger: Ledger }) {
  return (
    <Tiles>
      {ledger.byGrade.map(({ grade, booked, measured, initiatives }) => (
        <div className="tile" key={grade}>
          <span className="muted">
            {gradeTitles[grade]} <GradeMark grade={grade} />
          </span>
          {measured === null ? (
            <div className="figure-value figure-value--few">none</div>
          ) : (
            <>
              <div className="figure-value">{writeMoney(booked, ledger.currency)}</div>
              <RangeText
                measured={measured}
                format={{ unit: 'money', currency: ledger.currency }}
              />
              <span className="range">
                {initiatives === 1 ? '1 initiative' : `${initiatives} initiatives`}
              </span>
            </>
          )}
        </div>
      ))}
      <div className="tile">
        <span className="muted">
          Only asserted <GradeMark grade="D" />
        </span>
        <div className="figure-value figure-value--few">
          {writeMoney(ledger.asserted, ledger.currency)}
        </div>
        <span className="range">promised by now, booked nothing</span>
      </div>
    </Tiles>
  )
}

function Effects({ ledger }: { ledger: Ledger }) {
  const rows = ledger.effects.flatMap((effect) =>
    effect.entries.map((entry) => ({ ...effect, ...entry })),
  )
  return (
    <Section title="Who claims what" note="each unit of benefit once">
      <DataTable
        caption="Effects and the shares that initiatives claim"
        rows={rows}
        keyOf={({ experimentId, initiativeId }) => `${experimentId} ${initiativeId}`}
        columns={[
          {
            id: 'effect',
            header: 'Effect',
            cell: ({ experimentId, experiment, metric }) => (
              <>
                <Link
                  className="row-title"
                  to="/experiments/$experimentId"
                  params={{ experimentId }}
                >
                  {experiment}
                </Link>
                <br />
                <span className="range">{metric}</span>
              </>
            ),
          },
          {
            id: 'initiative',
            header: 'Claimed by',
            fold: 'narrow',
            cell: ({ initiativeId, initiative }) => (
              <Link to="/initiatives/$initiativeId" params={{ initiativeId }}>
                {initiative}
              </Link>
            ),
          },
          {
            id: 'share',
            header: 'Share',
            align: 'right',
            cell: ({ share, unclaimed }) => (
              <>
                <span className="nowrap">{formatPercent(share)}</span>
                {unclaimed > 0.001 && (
                  <>
                    <br />
                    <span className="range">{formatPercent(unclaimed)} unclaimed</span>
                  </>
                )}
              </>
            ),
          },
          {
            id: 'booked',
            header: 'Booked',
            align: 'right',
            cell: ({ booked, benefit }) => (
              <>
                <span className="measured">{writeMoney(booked, ledger.currency)}</span>
                {booked !== 0 && (
                  <>
                    <br />
                    <RangeText
                      measured={benefit}
                      format={{ unit: 'money', currency: ledger.currency }}
                    />
                  </>
                )}
              </>
            ),
          },
          { id: 'why', header: 'Why', fold: 'middle', cell: ({ why }) => why },
          { id: 'grade', header: 'Grade', cell: ({ grade }) => <GradeMark grade={grade} /> },
        ]}
        empty={<p className="quiet">No initiative claims an effect yet.</p>}
      />
    </Section>
  )
}
