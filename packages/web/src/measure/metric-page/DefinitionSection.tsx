import { Link } from '@tanstack/react-router'
import type { MetricInfo } from '../../api/contracts.ts'
import { Section } from '../../ui/Section.tsx'

/** What a person must know to read the number, beside the number. */
export function DefinitionSection({ metric }: { metric: MetricInfo }) {
  return (
    <Section title="What it says" note={`version ${metric.version}`}>
      <div className="section-body definition-card">
        <p>{metric.summary}</p>
        <DefinitionFacts metric={metric} />
        <p className="section-note">
          <Link to="/definitions" hash={metric.id}>
            All definitions
          </Link>
        </p>
      </div>
    </Section>
  )
}

export function DefinitionFacts({ metric }: { metric: MetricInfo }) {
  const facts: [string, string][] = [
    ['Formula', metric.formula],
    ['Counted', metric.denominator],
    ['Maturity', metric.maturity],
    ['Interval', metric.interval],
    ['Source', metric.source],
  ]
  return (
    <dl className="facts">
      {facts.map(([name, text]) => (
        <div className="fact" key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}
