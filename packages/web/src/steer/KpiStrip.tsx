import { domainOf, widenToTicks, type Domain, type ValueFormat } from '@fealty/charts'
import type { Measured } from '@fealty/core'
import { StripWithEnds } from '../measure/StripWithEnds.tsx'

interface KpiStripProps {
  name: string
  measured: Measured
  format: ValueFormat
  better: 'higher' | 'lower' | 'neither'
  target?: number | undefined
  /** The axis that it shares with others of its unit; without it the strip has an axis of its own. */
  domain?: Domain | undefined
  width?: number
}

/** The interval of a KPI and the tick of its target, with the ends of its axis written below. */
export function KpiStrip({ name, measured, format, better, target, domain, width }: KpiStripProps) {
  return (
    <StripWithEnds
      title={name}
      row={{
        now: measured,
        ...(better === 'neither' ? {} : { better }),
        ...(target === undefined ? {} : { target }),
      }}
      domain={domain ?? ownDomain(measured, target)}
      format={format}
      width={width}
    />
  )
}

/** Room for the interval and its target, from one round value to another. */
function ownDomain(measured: Measured, target: number | undefined): Domain {
  const [low, high] = domainOf([measured], target === undefined ? [] : [target])
  const room = (high - low) * 0.2
  return widenToTicks(low - room, high + room, 4)
}
