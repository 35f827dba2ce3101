import { useQuestion } from '../../api/use-question.ts'
import { useCompanyCalendar } from '../../app/company-calendar.ts'
import { Section } from '../../ui/Section.tsx'

/** Whether a customer was asked, and if not, why not: every decision in words. */
export function AskedSection({ customerId }: { customerId: string }) {
  const { data, error } = useQuestion('contacts.why', { customerId })
  const { writeDayOf } = useCompanyCalendar()
  return (
    <Section title="Was this customer asked?">
      {error && data === undefined && <p className="quiet">{error.message}</p>}
      {data && (
        <>
          <p>{data.headline}</p>
          {data.decisions.length > 0 && (
            <ul className="plain-list">
              {data.decisions.slice(0, 8).map((one) => (
                <li key={`${one.plan} ${one.occasion} ${one.decision} ${one.rule}`}>
                  <span className="row-title">
                    {writeDayOf(one.lastAt)} · {one.plan} ·{' '}
                    {{ send: 'asked', hold: 'waits', refuse: 'not asked' }[one.decision]}
                    {one.times > 1 && ` (${one.times} times)`}
                  </span>
                  <span className="row-note">
                    {one.reason} {one.until !== null && `Again on ${writeDayOf(one.until)}.`}
                  </span>
                </li>
              ))}
            </ul>
          )}
          {data.undrawn.length > 0 && (
            <ul className="plain-list">
              {data.undrawn.map(({ plan, why }) => (
                <li key={plan}>
                  <span className="row-title">{plan}</span>
                  <span className="row-note">{why}</span>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </Section>
  )
}
