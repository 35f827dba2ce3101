import { writeDay, writeDays } from '@fealty/core'
import type { ExperimentData } from '../../api/contracts.ts'
import { Section } from '../../ui/Section.tsx'

const designNames = {
  randomised: 'Assigned at random',
  difference: 'Two groups, before and after',
  'before-after': 'Before and after',
  asserted: 'Asserted',
} as const

const assignerNames = {
  hash: 'Fealty, by a hash of the id',
  enrolment: 'another system, enrolled over the API',
  attribute: 'another system, by an attribute in the facts',
} as const

function writeFollow({ days, before }: { days: number; before: number }): string {
  const past = before === 0 ? '' : `, compared with its ${before} days before`
  return `followed for ${days} days from its own enrolment${past}`
}

/** `segment=Partners` as it is read. */
const tellCondition = (condition: string): string => condition.replace('=', ' = ')

/** What was written down, by whom, and when. */
export function DesignSection({ data: { experiment, history } }: { data: ExperimentData }) {
  const { design, population, before, follow, measured, smallest, arms } = experiment
  const rows: [string, string][] = [
    ['Design', designNames[design]],
    ['Hypothesis', experiment.hypothesis || experiment.statement || 'none written down'],
    [
      'Population',
      population.length === 0 ? 'all customers' : population.map(tellCondition).join(', '),
    ],
    ...(arms.length === 0
      ? []
      : ([
          ['Assigned by', assignerNames[experiment.assignedBy]],
          [
            'Arms',
            arms.map(({ name, share }) => `${name} ${Math.round(share * 100)} %`).join(', '),
          ],
        ] satisfies [string, string][])),
    ['Measured', writeDays(measured.from, measured.to)],
    ...(follow === null ? [] : [['Each unit', writeFollow(follow)] satisfies [string, string]]),
    ...(follow === null
      ? [
          [
            'Compared with',
            before === null ? 'no time before' : writeDays(before.from, before.to),
          ] satisfies [string, string],
        ]
      : []),
    ['Worth finding', smallest === null ? 'not said' : `${smallest} or more`],
    ['Registered', `${writeDay(experiment.registeredOn, true)}, version ${history.length}`],
  ]
  return (
    <Section title="Design">
      <dl className="facts">
        {rows.map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}
