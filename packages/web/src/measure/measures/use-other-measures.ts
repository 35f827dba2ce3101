import { addDays } from '@fealty/core'
import { useQueries } from '@tanstack/react-query'
import type { Catalogue, Scorecard } from '../../api/contracts.ts'
import { questionOptions } from '../../api/use-question.ts'

/** As many periods as the small trends of the scorecard have. */
const periods = 12

/**
 * Measures that are measured but have no place on the scorecard, in the shape of its tiles. They are
 * asked one by one, as of the last day of the scorecard's period, and appear as they come.
 */
export function useOtherMeasures(
  card: Scorecard | undefined,
  catalogue: Catalogue | undefined,
  where: string[] | undefined,
): Scorecard['tiles'] {
  const shown = new Set(card?.tiles.map((tile) => tile.metric.id))
  const others =
    card && catalogue
      ? catalogue.metrics.filter((metric) => metric.available && !shown.has(metric.id))
      : []
  const end = card ? addDays(card.period.end, -1) : ''
  const asOf = card && card.asOf < end ? card.asOf : end
  const every = card && card.period.grain !== 'range' ? card.period.grain : 'quarter'
  const answers = useQueries({
    queries: others.map((metric) =>
      questionOptions('measure.page', {
        metric: metric.id,
        every,
        periods,
        asOf,
        ...(where ? { where } : {}),
      }),
    ),
  })
  return answers.flatMap(({ data }) =>
    data
      ? [
          {
            metric: data.metric,
            measured: data.now,
            change: data.change,
            yearChange: data.yearChange,
            trend: data.trend,
          },
        ]
      : [],
  )
}
