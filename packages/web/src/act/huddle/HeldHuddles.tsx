import { Link } from '@tanstack/react-router'
import { useQuestion } from '../../api/use-question.ts'
import { writeMoment } from '../../app/company-calendar.ts'
import { Section } from '../../ui/Section.tsx'

const shown = 5

/** The last huddles and what they raised. */
export function HeldHuddles({ timeZone }: { timeZone: string }) {
  const huddles = useQuestion('huddle.list', {}).data?.huddles ?? []
  return (
    <Section title="Held" note={`${huddles.length}`}>
      {huddles.length === 0 && <p className="quiet">None was written down yet.</p>}
      <ul className="case-log">
        {huddles.slice(0, shown).map((huddle) => (
          <li key={huddle.id}>
            {huddle.raised.length === 0
              ? 'Nothing was raised.'
              : huddle.raised.map(({ title }) => title).join('; ')}
            {huddle.notes !== '' && <p>{huddle.notes}</p>}
            <time dateTime={huddle.heldAt}>
              {writeMoment(huddle.heldAt, timeZone)} · {huddle.present}
            </time>
          </li>
        ))}
      </ul>
      <p className="section-note movements-note">
        What was raised stands under <Link to="/improvements">Improvements</Link>.
      </p>
    </Section>
  )
}
