import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Catalogue } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { DefinitionFacts } from '../metric-page/DefinitionSection.tsx'
import { SqlDialog } from '../SqlDialog.tsx'

type Metric = Catalogue['metrics'][number]

/** What every number means, in one place: page, API and export use the same definitions. */
export function DefinitionsPage() {
  const answer = useQuestion('measure.catalogue', {})
  const [shown, setShown] = useState<Metric>()
  return (
    <Answered answer={answer}>
      {({ metrics }) => (
        <>
          <PageHead
            page="Definitions"
            headline={`${metrics.length} measures, each defined once.`}
            subline="Page, API, terminal and export use the same definition, with the same denominator and interval"
          />
          <Section title="Definitions">
            {metrics.map((metric) => (
              <Definition key={metric.id} metric={metric} onSql={() => setShown(metric)} />
            ))}
          </Section>
          {shown && <MetricSql metric={shown} onClose={() => setShown(undefined)} />}
        </>
      )}
    </Answered>
  )
}

function Definition({ metric, onSql }: { metric: Metric; onSql: () => void }) {
  return (
    <article className="definition" id={metric.id}>
      <h3>
        {metric.available ? (
          <Link to="/measures/$metric" params={{ metric: metric.id }}>
            {metric.title}
          </Link>
        ) : (
          metric.title
        )}{' '}
        <span className="section-note">
          <code>{metric.id}</code> · version {metric.version}
        </span>
      </h3>
      <p>{metric.summary}</p>
      <DefinitionFacts metric={metric} />
      <div className="section-body">
        {metric.available ? (
          <Button
            small
            onClick={onSql}
            aria-haspopup="dialog"
            aria-label={`SQL of ${metric.title}`}
          >
            SQL
          </Button>
        ) : (
          <span className="section-note">Not measured yet: needs {metric.missing.join(', ')}.</span>
        )}
      </div>
    </article>
  )
}

/** The SQL is asked for when somebody wants to see it: it is that of the loaded facts. */
function MetricSql({ metric, onClose }: { metric: Metric; onClose: () => void }) {
  const answer = useQuestion('measure.query', { metric: metric.id })
  const sql = answer.data?.sql ?? answer.error?.message ?? 'On its way …'
  return <SqlDialog title={`How ${metric.title} is counted`} sql={sql} open onClose={onClose} />
}
