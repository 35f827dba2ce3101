import { formatCount } from '@fealty/charts'
import { writeDay } from '@fealty/core'
import type { Rehearsal } from '../../api/contracts.ts'
import { useWidth } from '../../ui/use-width.ts'

type Day = Rehearsal['plans'][number]['days'][number]

const height = 84
const foot = 18

/** What would leave on each open day: invitations solid, reminders above them lighter. */
export function DayBars({ name, days }: { name: string; days: readonly Day[] }) {
  const [box, width] = useWidth<HTMLDivElement>()
  const most = Math.max(1, ...days.map(({ sent, reminders }) => sent + reminders))
  const step = width / Math.max(1, days.length)
  const scale = (count: number) => (count / most) * (height - foot - 14)
  const ground = height - foot
  const total = days.reduce((sum, { sent }) => sum + sent, 0)
  const label = `${name}: ${formatCount(total)} invitations on ${days.length} days, at most ${formatCount(most)} mails a day`
  return (
    <div className="day-bars" ref={box}>
      {width > 0 && (
        <svg width={width} height={height} role="img" aria-label={label}>
          <line className="day-bars-ground" x1={0} x2={width} y1={ground} y2={ground} />
          {days.map(({ day, sent, reminders }, index) => {
            const x = index * step + step * 0.15
            const bar = step * 0.7
            return (
              <g key={day}>
                <title>
                  {writeDay(day)}: {formatCount(sent)} invitations, {formatCount(reminders)}{' '}
                  reminders
                </title>
                <rect
                  className="day-bars-sent"
                  x={x}
                  width={bar}
                  y={ground - scale(sent)}
                  height={scale(sent)}
                />
                <rect
                  className="day-bars-reminders"
                  x={x}
                  width={bar}
                  y={ground - scale(sent + reminders)}
                  height={scale(reminders)}
                />
                {(index === 0 || index === days.length - 1) && (
                  <text
                    className="day-bars-label"
                    x={index === 0 ? 0 : width}
                    y={height - 4}
                    textAnchor={index === 0 ? 'start' : 'end'}
                  >
                    {writeDay(day)}
                  </text>
                )}
              </g>
            )
          })}
          <text className="day-bars-label" x={0} y={10}>
            {formatCount(most)} a day
          </text>
        </svg>
      )}
    </div>
  )
}
