import { formatGoal } from '@fealty/charts'
import { Strip, type StripProps } from './Strip.tsx'

type StripWithEndsProps = Omit<StripProps, 'width'> & { width?: number | undefined }

/**
 * A strip in a column whose rows have not all one unit: what its axis begins and ends with stands below
 * it, so that nobody reads one row's length by another's.
 */
export function StripWithEnds({ width = 150, ...strip }: StripWithEndsProps) {
  const [low, high] = strip.domain
  return (
    <span className="strip-with-ends">
      <Strip {...strip} width={width} />
      <span className="strip-ends" aria-hidden="true">
        <span>{formatGoal(low, strip.format)}</span>
        <span>{formatGoal(high, strip.format)}</span>
      </span>
    </span>
  )
}
