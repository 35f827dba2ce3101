import type { Initiative } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Section } from '../../ui/Section.tsx'
import '../../steer/review.css'
import { milestoneState } from './initiative-text.ts'

/** What it is in words, what it hangs on, and its actions with their days. */
export function WordsSection({ one }: { one: Initiative }) {
  const strategies = useQuestion('strategies.list', {}).data?.strategies
  const objectives = useQuestion('strategy.map', {}).data?.objectives
  const strategy = strategies?.find((each) => each.strategy.id === one.strategyId)?.strategy.name
  const objective = objectives?.find(({ id }) => id === one.objectiveId)?.name
  const rows: [string, string][] = [
    ['Aim', one.aim],
    ['Intended impact', one.intendedImpact],
    ['Source of value', one.sourceOfValue],
    ['Lever', one.leverFit === '' ? one.lever : `${one.lever}: ${one.leverFit}`],
    ['Carries out', strategy ?? ''],
    ['Serves', objective ?? ''],
    ['Resources', one.resources.map(({ kind, what }) => `${what} (${kind})`).join(', ')],
  ]
  return (
    <Section title="What it is">
      <dl className="facts">
        {rows
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {one.milestones.length > 0 && (
        <ul className="pack-lines" aria-label="Actions">
          {one.milestones.map(({ name, due, doneOn }) => (
            <li key={`${due} ${name}`}>
              <span>{name}</span>
              <span>{milestoneState(due, doneOn, one.asOf)}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
