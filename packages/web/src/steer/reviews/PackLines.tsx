import { Section } from '../../ui/Section.tsx'
import type { Pack } from './UnitTable.tsx'

interface PackLinesProps {
  title: string
  note: string
  lines: Pack['promised']
  empty: string
}

/** Lines of the pack: what, whose, and how it stands. */
export function PackLines({ title, note, lines, empty }: PackLinesProps) {
  return (
    <Section title={title} note={note}>
      {lines.length === 0 && <p className="quiet">{empty}</p>}
      <ul className="pack-lines">
        {lines.map(({ title: what, note: whose, right }) => (
          <li key={`${what} ${right.text}`}>
            <span>
              {what}
              <span className="row-note">{whose}</span>
            </span>
            <span className={`tone-${right.tone}`}>{right.text}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
