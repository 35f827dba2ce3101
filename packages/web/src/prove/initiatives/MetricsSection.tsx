import type { Initiative } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { useQuestion } from '../../api/use-question.ts'
import { useCompanyCalendar } from '../../app/company-calendar.ts'
import { useMayWrite } from '../../app/use-may-write.ts'
import { Button } from '../../ui/Button.tsx'
import { FormError } from '../../ui/FormError.tsx'
import { Section } from '../../ui/Section.tsx'

type MetricId = Initiative['metrics'][number]

/** By what it is judged. Before all of it is approved, no money may be spent. */
export function MetricsSection({ one }: { one: Initiative }) {
  const titles = useQuestion('measure.catalogue', {}).data?.metrics ?? []
  const { writeDayOf } = useCompanyCalendar()
  const approve = useCommand('initiatives.approve-metric', ['initiatives.one', 'initiatives.list'])
  const mayApprove = useMayWrite()
  const titleOf = (metric: MetricId) => titles.find(({ id }) => id === metric)?.title ?? metric
  return (
    <Section
      title="By what it is judged"
      note={`${one.approvals.length} of ${one.metrics.length} approved`}
    >
      <ul className="judged-by">
        {one.metrics.map((metric) => {
          const approval = one.approvals.find((each) => each.metric === metric)
          return (
            <li key={metric}>
              <span className="row-title">{titleOf(metric)}</span>
              {approval && <span className="range">✓ approved {writeDayOf(approval.at)}</span>}
              {!approval && <span className="range">not approved</span>}
              {!approval && mayApprove && (
                <Button
                  small
                  disabled={approve.isPending}
                  onClick={() => approve.mutate({ initiativeId: one.id, metric })}
                  aria-label={`Approve ${titleOf(metric)}`}
                >
                  Approve
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      <FormError error={approve.error} />
    </Section>
  )
}
