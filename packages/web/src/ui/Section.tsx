import { useId, type ReactNode } from 'react'

interface SectionProps {
  title: string
  /** Small grey words at the right end of the title's line. */
  note?: ReactNode
  /** Buttons at the right end. */
  tools?: ReactNode
  className?: string
  children: ReactNode
}

/** A part of a page: a title over one strong rule. */
export function Section({ title, note, tools, className = '', children }: SectionProps) {
  const id = useId()
  return (
    <section className={`section ${className}`.trim()} aria-labelledby={id}>
      <div className="section-head">
        <h2 id={id}>{title}</h2>
        {note !== undefined && <span className="section-note">{note}</span>}
        {tools}
      </div>
      {children}
    </section>
  )
}
