import {
  cssTheme,
  intervalAxis,
  intervalStrip,
  type Domain,
  type IntervalRow,
  type ValueFormat,
} from '@fealty/charts'
import { useId } from 'react'
import { Svg } from '../ui/Svg.tsx'

export interface StripProps {
  title: string
  row: IntervalRow
  domain: Domain
  format: ValueFormat
  width: number
}

/** A dot on a soft bar: one row's value with its interval, on the axis its column shares. */
export function Strip({ title, row, domain, format, width }: StripProps) {
  const id = useId()
  return <Svg node={intervalStrip(row, { id, title, theme: cssTheme, domain, format, width })} />
}

/** The axis in the head of a column of strips. */
export function StripAxis({
  domain,
  format,
  width,
}: Pick<StripProps, 'domain' | 'format' | 'width'>) {
  return <Svg node={intervalAxis(domain, { theme: cssTheme, format, width })} />
}

/** How wide a strip may be in a table of this width, in px. */
export function stripWidth(tableWidth: number): number {
  if (tableWidth >= 900) return 170
  if (tableWidth >= 560) return 150
  return tableWidth >= 400 ? 120 : 92
}
