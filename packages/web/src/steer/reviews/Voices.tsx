import { Section } from '../../ui/Section.tsx'
import type { Pack } from './UnitTable.tsx'

/** What customers wrote, in the serif of quotes. */
export function Voices({ pack }: { pack: Pack }) {
  if (pack.voices.length === 0) return null
  return (
    <Section title="In their words" note={pack.voicesNote}>
      {pack.voices.map(({ text, note }) => (
        <figure className="voice" key={text}>
          <blockquote>“{text}”</blockquote>
          <figcaption className="muted">{note}</figcaption>
        </figure>
      ))}
    </Section>
  )
}
