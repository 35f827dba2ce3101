import type { Answer } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { Button } from '../../ui/Button.tsx'
import { FormError } from '../../ui/FormError.tsx'
import { Section } from '../../ui/Section.tsx'
import { EmptyState } from '../../ui/states.tsx'
import '../review.css'
import { writeStrategiesHeadline } from './write-strategies-headline.ts'

type View = Answer<'strategies.list'>['strategies'][number]

const steps = [
  'Understand the situation',
  'Write the strategy of each segment',
  'Name who decides what',
  'Make structure, processes and technology ready',
  'Capture the value',
]

/** The strategies of the segments, on the path of five steps. */
export function StrategiesPage() {
  const answer = useQuestion('strategies.list', {})
  return (
    <Answered answer={answer}>
      {({ strategies }) => (
        <>
          <PageHead
            page="Strategies"
            headline={writeStrategiesHeadline(strategies)}
            subline="Seven of seven elements before an approval, and not by the author."
          />
          <ol className="path" aria-label="The five steps">
            {steps.map((step, index) => (
              <li key={step}>
                <span className="muted">{index + 1}</span> {step}
              </li>
            ))}
          </ol>
          <div className="stack">
            {strategies.length === 0 && (
              <EmptyState title="No strategy is written down yet">
                Write one with <code>fealty strategies save</code> or the same operation over the
                API: its goal needs a metric, a segment and a date.
              </EmptyState>
            )}
            {strategies.map((view) => (
              <StrategySection key={view.strategy.id} view={view} />
            ))}
          </div>
        </>
      )}
    </Answered>
  )
}

function StrategySection({ view }: { view: View }) {
  const { strategy, complete, checks, approval, readiness } = view
  const state = approval ? `approved by ${approval.role}` : `${complete} of ${checks.length}`
  return (
    <Section
      title={strategy.name}
      note={`${state} · version ${view.version} · readiness ${readiness.value} of 5 (${readiness.lowest})`}
    >
      {strategy.goal.text !== '' && (
        <p className="strategy-goal">
          {strategy.goal.text}
          <span className="row-note">
            {strategy.goal.metric} · {strategy.goal.segment} · by {strategy.goal.due}
          </span>
        </p>
      )}
      <div className="split">
        <Elements view={view} />
        <Accountable view={view} />
      </div>
      <Actions view={view} />
    </Section>
  )
}

function Elements({ view: { checks } }: { view: View }) {
  return (
    <ul className="pack-lines">
      {checks.map(({ element, title, done, missing }) => (
        <li key={element}>
          <span>
            {title}
            {missing !== '' && <span className="row-note">{missing}</span>}
          </span>
          <span className={done ? undefined : 'tone-worse'}>{done ? '✓ there' : '✕ missing'}</span>
        </li>
      ))}
    </ul>
  )
}

function Accountable({ view: { strategy } }: { view: View }) {
  return (
    <ul className="pack-lines">
      {strategy.accountability.map(({ kind, what, accountable, incentive }) => (
        <li key={`${kind} ${what}`}>
          <span>
            {what}
            <span className="row-note">{incentive || kind}</span>
          </span>
          <span>{accountable}</span>
        </li>
      ))}
      <li>
        <span>
          For customers
          <span className="row-note">{strategy.audiences.customers || 'Nothing is said yet.'}</span>
        </span>
      </li>
      <li>
        <span>
          For staff
          <span className="row-note">{strategy.audiences.staff || 'Nothing is said yet.'}</span>
        </span>
      </li>
    </ul>
  )
}

const stale = ['strategies.list'] as const

function Actions({ view }: { view: View }) {
  const { strategy, version, approval, own, read, readers, complete, checks } = view
  const approve = useCommand('strategies.approve', stale)
  const acknowledge = useCommand('strategies.acknowledge', stale)
  const strategyId = strategy.id
  const problem = approve.error ?? acknowledge.error
  return (
    <p className="meeting-bar no-print">
      <span className="muted">{readers.length} have read this version</span>
      {!read && (
        <Button small onClick={() => acknowledge.mutate({ strategyId, audience: 'staff' })}>
          I have read it
        </Button>
      )}
      {!approval && !own && complete === checks.length && (
        <Button small onClick={() => approve.mutate({ strategyId, version, role: 'Owner' })}>
          Approve version {version}
        </Button>
      )}
      <FormError error={problem} inline />
    </p>
  )
}
