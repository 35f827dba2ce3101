import { formatCount } from '@fealty/charts'

interface SentimentBarProps {
  name: string
  sentiment: Record<'positive' | 'mixed' | 'negative' | 'unsure', number>
}

const order = ['negative', 'mixed', 'unsure', 'positive'] as const

/** Comments of a theme by what they say of it, as one bar; the words carry the numbers. */
export function SentimentBar({ name, sentiment }: SentimentBarProps) {
  const total = order.reduce((sum, side) => sum + sentiment[side], 0)
  if (total === 0) return null
  const words = order.map((side) => `${formatCount(sentiment[side])} ${side}`).join(', ')
  return (
    <span className="sentiment" role="img" aria-label={`${name}: ${words}`} title={words}>
      {order.map((side) => (
        <span
          key={side}
          className={`sentiment-part sentiment-part--${side}`}
          style={{ flexGrow: sentiment[side] }}
        />
      ))}
    </span>
  )
}
