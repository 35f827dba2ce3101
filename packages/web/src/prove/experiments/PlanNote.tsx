import { formatCount } from '@fealty/charts'
import { useDeferredValue } from 'react'
import { useQuestion } from '../../api/use-question.ts'
import { readConditions, readPositive, type DesignDraft } from './design-draft.ts'

/** What a comparison that nobody drew rests on. */
const caveats = {
  difference:
    'Grade B stands only if both groups moved alike before the start: that is tested on the months before, so name at least six of them (180 days).',
  'before-after':
    'Grade C at best: whatever else happened since the first day is in the result too. Where a group without it can be found, compare with that.',
} as const

/** What the design would be able to see, from the data there are, or what it rests on. */
export function PlanNote({ draft }: { draft: DesignDraft }) {
  if (draft.design !== 'randomised') return <p className="hint">{caveats[draft.design]}</p>
  return <SizeNote draft={draft} />
}

function SizeNote({ draft }: { draft: DesignDraft }) {
  const asked = useDeferredValue(draft)
  const days = readPositive(asked.days)
  const smallest = readPositive(asked.smallest)
  const answer = useQuestion(
    'experiments.plan',
    {
      metric: asked.metric,
      population: readConditions(asked.population),
      days: Math.min(1000, Math.max(1, Math.round(days ?? 90))),
      smallerShare: Number(asked.holdout),
      ...(smallest === null ? {} : { smallest }),
    },
    days !== null,
  )
  if (answer.error) return <p className="hint">{answer.error.message}</p>
  const plan = answer.data
  if (plan === undefined) return <p className="hint">Working out what it could see …</p>
  if (plan.detectable === null)
    return (
      <p className="hint">Too few were measured to plan from: {formatCount(plan.measuredUnits)}.</p>
    )
  const scale = plan.metric.unit === 'share' ? 100 : 1
  const unit = plan.metric.unit === 'share' || plan.metric.unit === 'points' ? ' points' : ''
  const enough =
    plan.needed === null
      ? ''
      : plan.isEnough === true
        ? ' That is enough for the effect you want to find.'
        : ` The effect you want to find needs ${formatCount(plan.needed)}.`
  return (
    <p className="hint" role="status">
      With {formatCount(plan.measuredUnits)} customers measured in so many days, an effect of{' '}
      {(scale * plan.detectable).toPrecision(2)}
      {unit} or more would be seen four times in five.{enough}
    </p>
  )
}
