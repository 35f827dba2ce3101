import { domainOf, type ValueFormat } from '@fealty/charts'
import type { Measured } from '@fealty/core'
import { Strip } from '../measure/Strip.tsx'

interface KpiStripProps {
  name: string
  measured: Measured
  format: ValueFormat
  better: 'higher' | 'lower' | 'neither'
  target?: number | undefined
  width?: number
}

/** A KPI on an axis of its own: its interval, and the tick of its target. */
export function KpiStrip({ name, measured, format, better, target, width = 150 }: KpiStripProps) {
  const [low, high] = domainOf([measured], target === undefined ? [] : [target])
  const room = (high - low) * 0.35
  return (
    <Strip
      title={name}
      row={{
        now: measured,
        ...(better === 'neither' ? {} : { better }),
        ...(target === undefined ? {} : { target }),
      }}
      domain={[low - room, high + room]}
      format={format}
      width={width}
    />
  )
}
