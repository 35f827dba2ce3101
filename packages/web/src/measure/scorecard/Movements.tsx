import { formatCount, formatMeasured, formatRange, type ValueFormat } from '@fealty/charts'
import { Link } from '@tanstack/react-router'
import type { Scorecard } from '../../api/contracts.ts'
import { betterOf } from '../../ui/change-text.ts'
import { Section } from '../../ui/Section.tsx'
import { VerdictMark } from '../../ui/VerdictMark.tsx'
import { keepScope } from '../../url/scope.ts'
import { formatOf } from '../metric-format.ts'

/** What moved for real, each a way on to its measure. A quarter in which nothing moved says so. */
export function Movements({ card }: { card: Scorecard }) {
  const { movements } = card
  return (
    <Section title="What moved" note={`${card.moved} of ${card.compared}`}>
      {movements.length === 0 && (
        <p className="quiet">
          Nothing moved beyond noise since {card.previous.label}. {card.compared} comparisons were
          judged together.
        </p>
      )}
      <ul className="movements">
        {movements.map((movement) => (
          <li key={`${movement.metric} ${movement.segment}`}>
            <Movement movement={movement} card={card} />
          </li>
        ))}
      </ul>
      {card.meanwhile !== '' && (
        <p className="section-note movements-note">
          Meanwhile: {card.meanwhile}. Whether that is the cause is not shown by this.
        </p>
      )}
    </Section>
  )
}

/** “From +32.3 (29.1 to 35.4) to +16.1 (12.9 to 19.3), n 840.” */
function FromTo({
  movement: { before, now },
  format,
}: {
  movement: Scorecard['movements'][number]
  format: ValueFormat
}) {
  if (before.kind === 'insufficient' || now.kind === 'insufficient') return null
  return (
    <>
      From {formatMeasured(before, format)} ({formatRange(before, format)}) to{' '}
      {formatMeasured(now, format)} ({formatRange(now, format)}), n {formatCount(now.n)}.
    </>
  )
}

function Movement({
  movement,
  card,
}: {
  movement: Scorecard['movements'][number]
  card: Scorecard
}) {
  const infos = [...card.tiles.map((tile) => tile.metric), ...card.segments.metrics]
  const metric = infos.find((info) => info.id === movement.metric)
  const toSegment = movement.segment === '' ? {} : { by: card.segments.dimension }
  return (
    <>
      <h3>
        <Link
          to="/measures/$metric"
          params={{ metric: movement.metric }}
          search={(search) => ({ ...keepScope(search), ...toSegment })}
        >
          {movement.title}
        </Link>{' '}
        {metric && (
          <VerdictMark
            change={movement.change}
            format={formatOf(metric, card.workspace.currency)}
            better={betterOf(metric.better)}
          />
        )}
      </h3>
      {metric && (
        <p>
          <FromTo movement={movement} format={formatOf(metric, card.workspace.currency)} />
          {movement.nearby !== '' && ` Near it: ${movement.nearby}.`}
        </p>
      )}
    </>
  )
}
