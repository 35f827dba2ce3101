import { describeMeasured, formatCount, formatPercent } from '@fealty/charts'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import type { Answer } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { ScopeMenu, ScopeTags } from '../../app/ScopeMenu.tsx'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { SelectMenu } from '../../ui/SelectMenu.tsx'
import type { CohortsSearch } from '../../url/search-schema.ts'
import { definedOnly } from '../../url/scope.ts'
import { rampClass } from '../ramp-class.ts'
import { SqlDialog } from '../SqlDialog.tsx'

type Cohorts = Answer<'measure.cohorts'>
type Cohort = Cohorts['cohorts'][number]

const route = getRouteApi('/app/retention')
const format = { unit: 'share' } as const
const grains = [
  { value: 'month', label: 'By month' },
  { value: 'quarter', label: 'By quarter' },
  { value: 'year', label: 'By fiscal year' },
] as const
const bases = [
  { value: 'subscription', label: 'By subscriptions' },
  { value: 'purchase', label: 'By purchases' },
] as const

/** Of those who came together, how many are still there: the triangle of cohorts. */
export function CohortsPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const [showsSql, setShowsSql] = useState(false)
  const change = (part: Partial<CohortsSearch>) =>
    void navigate({ search: { ...search, ...part }, replace: true })
  const answer = useQuestion('measure.cohorts', definedOnly(search))
  return (
    <Answered answer={answer}>
      {(data) => (
        <>
          <PageHead
            page="Retention"
            headline={data.headline}
            subline={data.subline}
            tools={
              <>
                <SelectMenu
                  label="Length of a period"
                  value={search.every ?? 'quarter'}
                  options={grains}
                  onChange={(every) => change({ every })}
                />
                <SelectMenu
                  label="What makes a customer active"
                  value={data.basis}
                  options={bases}
                  onChange={(basis) => change({ basis })}
                />
                <ScopeMenu where={search.where ?? []} onChange={(where) => change({ where })} />
                <Button onClick={() => setShowsSql(true)} aria-haspopup="dialog">
                  SQL
                </Button>
              </>
            }
          >
            <ScopeTags where={search.where ?? []} onChange={(where) => change({ where })} />
          </PageHead>
          <Section
            title="Still there"
            note={`share of the cohort, by ${search.every ?? 'quarter'}s since the first`}
          >
            <Triangle data={data} />
          </Section>
          <SqlDialog
            title="How the triangle is counted"
            sql={data.sql}
            open={showsSql}
            onClose={() => setShowsSql(false)}
          />
        </>
      )}
    </Answered>
  )
}

/** So many cohorts and ages stand side by side at first; all of them on demand. */
const mostShown = 13

/** On narrower screens the later ages fold away, so that nothing scrolls sideways. */
function foldOf(place: number): string {
  if (place <= 4) return ''
  if (place <= 6) return ' fold-narrow'
  return place <= 9 ? ' fold-middle' : ' fold-wide'
}

function Triangle({ data }: { data: Cohorts }) {
  const [showsAll, setShowsAll] = useState(false)
  const cohorts = showsAll ? data.cohorts : data.cohorts.slice(-mostShown)
  const oldest = Math.max(0, ...cohorts.flatMap((cohort) => cohort.cells.map((cell) => cell.age)))
  const step = Math.ceil((oldest + 1) / mostShown)
  const ages = Array.from({ length: Math.ceil((oldest + 1) / step) }, (_, place) => place * step)
  return (
    <>
      <div className="scroll-x" role="region" aria-label="Retention triangle" tabIndex={0}>
        <table className="table triangle">
          <caption className="visually-hidden">
            Share of each cohort that is active so many periods later
          </caption>
          <thead>
            <tr>
              <th scope="col">First in</th>
              <th scope="col" className="num">
                Customers
              </th>
              {ages.map((age, place) => (
                <th key={age} scope="col" className={`num${foldOf(place)}`}>
                  {age}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {cohorts.map((cohort) => (
              <CohortRow key={cohort.period.start} cohort={cohort} ages={ages} />
            ))}
          </tbody>
        </table>
      </div>
      {data.cohorts.length > cohorts.length && (
        <p className="section-body">
          <Button onClick={() => setShowsAll(true)}>
            Show all {data.cohorts.length}, back to {data.cohorts[0]?.period.label}
          </Button>
        </p>
      )}
    </>
  )
}

function CohortRow({ cohort, ages }: { cohort: Cohort; ages: readonly number[] }) {
  const byAge = new Map(cohort.cells.map((cell) => [cell.age, cell.measured]))
  return (
    <tr>
      <th scope="row" className="nowrap">
        {cohort.period.label}
      </th>
      <td className="num">{formatCount(cohort.size)}</td>
      {ages.map((age, place) => {
        const measured = byAge.get(age)
        if (!measured) return <td key={age} className={`none${foldOf(place)}`} />
        if (measured.kind === 'insufficient') {
          return (
            <td key={age} className={`cell muted${foldOf(place)}`} title={measured.why}>
              ◌<span className="visually-hidden"> too few</span>
            </td>
          )
        }
        return (
          <td
            key={age}
            className={`cell ${rampClass(measured.value * 0.8)}${foldOf(place)}`}
            title={`${cohort.period.label}, ${age} later: ${describeMeasured(measured, format)}`}
          >
            {formatPercent(measured.value).slice(0, -2)}
          </td>
        )
      })}
    </tr>
  )
}
