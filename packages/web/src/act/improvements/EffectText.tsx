import type { Improvement } from '../../api/contracts.ts'
import { betterOf } from '../../ui/change-text.ts'
import { MeasuredText, RangeText } from '../../ui/MeasuredText.tsx'
import { VerdictMark } from '../../ui/VerdictMark.tsx'

const units: Record<string, 'points' | 'share' | 'score'> = { nps: 'points', csat: 'share' }

interface EffectTextProps {
  effect: NonNullable<Improvement['effect']>
  metric: string
}

/** A measure before and after an improvement, judged, with its grade of evidence. */
export function EffectText({ effect, metric }: EffectTextProps) {
  const format = { unit: units[metric] ?? 'share', currency: 'EUR' } as const
  return (
    <div>
      <span className="section-note">
        {metric.toUpperCase()}, {effect.days} days before and after
      </span>
      <div>
        <MeasuredText measured={effect.before} format={format} counted="answers" /> to{' '}
        <MeasuredText measured={effect.after} format={format} counted="answers" />{' '}
        <VerdictMark change={effect.change} format={format} better={betterOf('higher')} />
      </div>
      <RangeText measured={effect.after} format={format} counted="answers" />{' '}
      <span className="tag" title="Before and after, and no more">
        C
      </span>
    </div>
  )
}
