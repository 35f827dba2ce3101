import { writeDays } from '@fealty/core'
import { formatCount } from '@fealty/charts'
import type { Rehearsal } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { Section } from '../../ui/Section.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { DayBars } from './DayBars.tsx'
import { ruleWords } from './plan-words.ts'

type RehearsedPlan = Rehearsal['plans'][number]
type Stratum = RehearsedPlan['strata'][number]

/** The month to come, rehearsed: what would leave each day, and what would be held back. */
export function RehearsalSection({ planId }: { planId?: string }) {
  const answer = useQuestion('budget.rehearse', planId === undefined ? {} : { plan: planId })
  const { data } = answer
  const plans = (data?.plans ?? []).filter(({ id }) => planId === undefined || id === planId)
  return (
    <Section title="The month to come, rehearsed" note={data && writeDays(data.from, data.to)}>
      {answer.error && data === undefined ? (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      ) : (
        <>
          {data === undefined && (
            <p className="quiet" role="status">
              Rehearsing the month day by day …
            </p>
          )}
          {data && planId === undefined && <p className="section-lead">{data.headline}</p>}
          {plans.map((plan) => (
            <PlanMonth key={plan.id} plan={plan} titled={planId === undefined} />
          ))}
          {data && (
            <p className="range">
              Taken for granted: {data.assumptions.map((one) => one.replace(/\.$/, '')).join('; ')}.
            </p>
          )}
        </>
      )}
    </Section>
  )
}

function PlanMonth({ plan, titled }: { plan: RehearsedPlan; titled: boolean }) {
  const held = plan.rules
    .map(({ rule, decision, customers }) => {
      const what = decision === 'hold' ? 'wait' : 'not asked'
      return `${formatCount(customers)} ${what}: ${ruleWords[rule] ?? rule}`
    })
    .join(' · ')
  const reminders = plan.reminders === 0 ? '' : ` and ${formatCount(plan.reminders)} reminders`
  return (
    <div className="plan-month">
      {titled && <h3>{plan.name}</h3>}
      <p>
        {formatCount(plan.sent)} invitations{reminders}
        {held !== '' && <span className="range"> · {held}</span>}
      </p>
      <DayBars name={plan.name} days={plan.days} />
      {plan.strata.length > 1 || plan.strata.some(({ wanted }) => wanted !== null) ? (
        <DataTable
          caption={`Expected answers of ${plan.name} by class`}
          rows={plan.strata}
          keyOf={({ stratum }) => stratum}
          columns={columns}
        />
      ) : null}
    </div>
  )
}

const columns: Column<Stratum>[] = [
  {
    id: 'stratum',
    header: 'Class',
    cell: ({ stratum }) => (
      <span className="row-title">{stratum === '' ? 'All customers' : stratum}</span>
    ),
  },
  {
    id: 'customers',
    header: 'Customers',
    align: 'right',
    fold: 'narrow',
    cell: ({ customers }) => formatCount(customers),
  },
  { id: 'sent', header: 'Asked', align: 'right', cell: ({ sent }) => formatCount(sent) },
  {
    id: 'expected',
    header: 'Answers to expect',
    align: 'right',
    cell: ({ expected }) =>
      expected.kind === 'insufficient' ? (
        <span className="measured--few" title={expected.why}>
          {/^About \d+/.exec(expected.why)?.[0].toLowerCase() ?? 'none'}
          {expected.why.startsWith('About') && ', assumed'}
        </span>
      ) : (
        <span className="measured">
          {formatCount(Math.floor(expected.low))} to {formatCount(Math.ceil(expected.high))}
        </span>
      ),
  },
  {
    id: 'wanted',
    header: 'Wanted a turn',
    align: 'right',
    cell: ({ wanted }) =>
      wanted === null ? <span className="quiet">all</span> : formatCount(wanted),
  },
]
