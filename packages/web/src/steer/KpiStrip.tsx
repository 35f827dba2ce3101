import { domainOf, widenToTicks, type Domain, type ValueFormat } from '@fealty/charts'
import type { Measured, Verdict } from '@fealty/core'
import { StripWithEnds } from '../measure/StripWithEnds.tsx'

interface KpiStripProps {
  name: string
  measured: Measured
  format: ValueFormat
  better: 'higher' | 'lower' | 'neither'
  target?: number | undefined
  /** The period before, and whether the change since is real. */
  before?: Measured | undefined
  verdict?: Verdict
  width?: number
}

/** A KPI on an axis of its own, whose ends are written below: its interval, and what it is held against. */
export function KpiStrip(props: KpiStripProps) {
  const { name, measured, format, better, target, before, verdict, width } = props
  return (
    <StripWithEnds
      title={name}
      row={{
        now: measured,
        ...(better === 'neither' ? {} : { better }),
        ...(target === undefined ? {} : { target }),
        ...(before === undefined ? {} : { before }),
        ...(verdict === undefined ? {} : { verdict }),
      }}
      domain={ownDomain(props)}
      format={format}
      width={width}
    />
  )
}

/** Room for all that is drawn, from one round value to another. */
function ownDomain({ measured, target, before }: KpiStripProps): Domain {
  const earlier = before?.kind === 'estimate' ? [before.value] : []
  const [low, high] = domainOf([measured], [...(target === undefined ? [] : [target]), ...earlier])
  const room = (high - low) * 0.2
  return widenToTicks(low - room, high + room, 4)
}
