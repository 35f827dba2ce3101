import { formatCount, formatPercent } from '@fealty/charts'
import type { Answer } from '../../api/contracts.ts'
import { Section } from '../../ui/Section.tsx'

type Quality = Answer<'data.quality'>

/** Customers without answers, answers without customers: what cannot be joined, and how much that is. */
export function Partners({ quality }: { quality: Quality }) {
  const lines = [
    { count: quality.customersWithoutAnswers, text: 'customers have no answer to any survey' },
    { count: quality.answersWithoutCustomers, text: 'answers belong to no known customer' },
    {
      count: quality.ordersWithoutKnownCustomer,
      text: 'orders belong to no customer of the customer list',
    },
  ].flatMap(({ count, text }) => (count ? [{ ...count, text }] : []))
  if (lines.length === 0) return null
  return (
    <Section title="What does not find its partner">
      <ul className="movements">
        {lines.map(({ count, of, text }) => (
          <li key={text}>
            <strong>{formatCount(count)}</strong> of {formatCount(of)} {text}
            {of > 0 && (
              <span className="muted"> · {formatPercent(count / of, { decimals: 1 })}</span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
