import { cssTheme, sparkline } from '@fealty/charts'
import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import type { Scorecard } from '../../api/contracts.ts'
import { betterOf, countedOf } from '../../ui/change-text.ts'
import { KeyFigure, RangeText } from '../../ui/MeasuredText.tsx'
import { Svg } from '../../ui/Svg.tsx'
import { useWidth } from '../../ui/use-width.ts'
import { VerdictMark } from '../../ui/VerdictMark.tsx'
import { keepScope } from '../../url/scope.ts'
import { formatOf } from '../metric-format.ts'
import { comparedLabel } from '../period-label.ts'

interface TileProps {
  tile: Scorecard['tiles'][number]
  card: Scorecard
}

/** A key figure: value, range and n, what became of it, and its line in its band. */
export function Tile({ tile, card }: TileProps) {
  const { metric, measured, change, yearChange, trend } = tile
  const format = formatOf(metric, card.workspace.currency)
  const counted = countedOf(metric.unit, metric.id)
  const better = betterOf(metric.better)
  const id = useId()
  const [box, width] = useWidth<HTMLDivElement>()
  const points = trend.map((point) => point.measured)
  return (
    <article className="tile">
      <h2>
        <Link to="/measures/$metric" params={{ metric: metric.id }} search={keepScope}>
          {metric.title}
        </Link>
      </h2>
      <KeyFigure measured={measured} format={format} counted={counted} />
      <RangeText measured={measured} format={format} counted={counted} />
      <VerdictMark
        change={change}
        format={format}
        better={better}
        against={comparedLabel(card.period, card.previous)}
      />
      {yearChange.verdict !== 'too few' && (
        <VerdictMark
          change={yearChange}
          format={format}
          better={better}
          against={comparedLabel(card.period, card.lastYear)}
        />
      )}
      <div className="spark" ref={box}>
        {width > 0 && (
          <Svg
            node={sparkline(points, {
              id,
              theme: cssTheme,
              title: `${metric.title}, ${trend.length} periods`,
              format,
              width: Math.max(40, width),
              height: 52,
            })}
          />
        )}
      </div>
    </article>
  )
}
