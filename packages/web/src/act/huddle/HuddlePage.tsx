import { writeDay, writeDays } from '@fealty/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { HuddleBoard } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { useSession } from '../../app/session.ts'
import { formatOf } from '../../measure/metric-format.ts'
import { Button } from '../../ui/Button.tsx'
import { betterOf, countedOf } from '../../ui/change-text.ts'
import { KeyFigure, RangeText } from '../../ui/MeasuredText.tsx'
import { Section } from '../../ui/Section.tsx'
import { SelectMenu } from '../../ui/SelectMenu.tsx'
import { PageSkeleton } from '../../ui/states.tsx'
import { Tiles } from '../../ui/Tiles.tsx'
import { VerdictMark } from '../../ui/VerdictMark.tsx'
import { definedOnly } from '../../url/scope.ts'
import type { HuddleSearch } from '../../url/search-schema.ts'
import { CaseRows } from '../cases/CaseRows.tsx'
import { HoldDialog } from './HoldDialog.tsx'
import { HeldHuddles } from './HeldHuddles.tsx'
import { huddleHeadline } from './huddle-text.ts'

const route = getRouteApi('/app/huddle')

/** What a team talks about for a quarter of an hour: what changed, what customers say, what is due. */
export function HuddlePage() {
  const search = route.useSearch()
  const board = useQuestion('huddle.board', definedOnly({ unit: search.unit, days: search.days }))
  const [holding, setHolding] = useState(false)
  return (
    <Answered answer={board} skeleton={<PageSkeleton tiles={3} />}>
      {(data) => (
        <>
          <PageHead
            page="Huddle"
            headline={huddleHeadline(data)}
            subline={`Answers of ${writeDays(data.from, data.to)} · compared with the ${data.comparedDays} days before · corrected for ${data.changes.length} comparisons`}
            tools={<Tools search={search} onHold={() => setHolding(true)} />}
          />
          <div className="stack">
            <Changes data={data} />
            <div className="split">
              <div className="stack">
                <Verbatims data={data} />
                <Due data={data} />
              </div>
              <div className="stack">
                <Causes data={data} />
                <HeldHuddles timeZone={data.timeZone} />
              </div>
            </div>
          </div>
          {holding && <HoldDialog board={data} onClose={() => setHolding(false)} />}
        </>
      )}
    </Answered>
  )
}

function Tools({ search, onHold }: { search: HuddleSearch; onHold: () => void }) {
  const units = useQuestion('units.list', {}).data?.units ?? []
  const role = useSession()?.signedIn?.role
  const navigate = route.useNavigate()
  const change = (part: HuddleSearch) =>
    void navigate({ search: { ...search, ...part }, replace: true })
  return (
    <>
      {units.length > 0 && (
        <SelectMenu
          label="Unit"
          value={search.unit ?? ''}
          options={[
            { value: '', label: 'All units' },
            ...units.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(unit) => change({ unit: unit === '' ? undefined : unit })}
        />
      )}
      <SelectMenu
        label="Days"
        value={String(search.days ?? 14)}
        options={[
          { value: '7', label: 'A week' },
          { value: '14', label: 'A fortnight' },
        ]}
        onChange={(days) => change({ days: days === '14' ? undefined : Number(days) })}
      />
      {role !== 'viewer' && (
        <Button look="primary" onClick={onHold}>
          Write it down
        </Button>
      )}
    </>
  )
}

function Changes({ data }: { data: HuddleBoard }) {
  return (
    <Tiles>
      {data.changes.map(({ metric, now, change }) => {
        const format = formatOf(metric, data.currency)
        const counted = countedOf(metric.unit, metric.id)
        return (
          <article className="tile" key={metric.id}>
            <h2>{metric.title}</h2>
            <KeyFigure measured={now} format={format} counted={counted} />
            <RangeText measured={now} format={format} counted={counted} />
            <VerdictMark
              change={change}
              format={format}
              better={betterOf(metric.better)}
              against="the quarter before"
            />
          </article>
        )
      })}
    </Tiles>
  )
}

function Verbatims({ data }: { data: HuddleBoard }) {
  return (
    <Section title="In their words" note="spread over the themes">
      {data.verbatims.length === 0 && (
        <p className="quiet">Nobody wrote a comment in these days.</p>
      )}
      <ul className="answers">
        {data.verbatims.map((verbatim, index) => (
          <li key={verbatim.responseId ?? index}>
            <blockquote>“{verbatim.words}”</blockquote>
            <p className="section-note">
              {[
                verbatim.nps === null ? null : `${verbatim.nps} of 10`,
                verbatim.segment,
                verbatim.themes.join(', '),
                writeDay(verbatim.day),
              ]
                .filter((part) => part !== null && part !== '')
                .join(' · ')}
              {verbatim.customerId !== null && (
                <>
                  {' · '}
                  <Link to="/customers/$customerId" params={{ customerId: verbatim.customerId }}>
                    customer
                  </Link>
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Due({ data: { cases, currency, timeZone } }: { data: HuddleBoard }) {
  const list = { rows: cases, currency, timeZone, total: cases.length, page: 1, pageSize: 20 }
  return (
    <Section title="Calls that are late or due today" note={`${cases.length}`}>
      {cases.length === 0 ? <p className="quiet">None.</p> : <CaseRows cases={list} />}
    </Section>
  )
}

function Causes({ data: { causes } }: { data: HuddleBoard }) {
  return (
    <Section title="Root causes" note="resolved within 91 days">
      {causes.length === 0 && <p className="quiet">No case was resolved yet.</p>}
      <dl className="counts">
        {causes.map(({ rootCause, cases }) => (
          <div key={rootCause}>
            <dt>{rootCause}</dt>
            <dd>{cases}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}
