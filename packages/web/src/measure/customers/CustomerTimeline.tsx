import { timeline, timelineTable, type CustomerEvent } from '@fealty/charts'
import { answerScales } from '@fealty/core'
import { Section } from '../../ui/Section.tsx'
import { SvgFigure } from '../../ui/SvgFigure.tsx'
import { startOf, toTimelineEvents } from './timeline-events.ts'
import type { CustomerData } from '../../api/contracts.ts'

/** Band of a 0 to 10 answer, for the colour of its mark. */
function bandOfScore(score: number): NonNullable<CustomerEvent['band']> {
  const { detractor, passive } = answerScales.nps.bands
  if (score <= detractor[1]) return 'detractor'
  return score <= passive[1] ? 'passive' : 'promoter'
}

/** Everything that happened, by kind, on one time axis. */
export function CustomerTimeline({ data }: { data: CustomerData }) {
  const { events, lanes } = toTimelineEvents(data, bandOfScore)
  if (lanes.length === 0) return null
  const title = 'History'
  const from = startOf(events)
  return (
    <Section
      title={title}
      note={data.events.length >= 500 ? 'the latest 500' : `${data.events.length} events`}
    >
      <div className="section-body">
        <SvgFigure
          name={title}
          minimumWidth={280}
          draw={({ width, theme, id }) =>
            timeline(events, {
              id,
              theme,
              title,
              lanes,
              width,
              ...(from === undefined ? {} : { from }),
            })
          }
          table={timelineTable(events, { title })}
        />
      </div>
    </Section>
  )
}
