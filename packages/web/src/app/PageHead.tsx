import { useEffect, type ReactNode } from 'react'

interface PageHeadProps {
  /** The name of the page, for the browser's tab. */
  page: string
  /** The finding, or the name of the page where there is none. */
  headline: string
  /** What heads the page beside its finding, in ink; nothing where it is empty. */
  lead?: string
  subline?: ReactNode
  tools?: ReactNode
  children?: ReactNode
}

/** Keeps a number and its unit on one line: “15 %” never breaks before the sign. */
function keepUnits(text: string): string {
  return text.replace(/[ \u2009]%/g, '\u202f%')
}

/** The finding is the headline; below it one grey line that says what it stands on. */
export function PageHead({ page, headline, lead = '', subline, tools, children }: PageHeadProps) {
  useEffect(() => {
    document.title = `${page} · Fealty`
  }, [page])
  return (
    <div className="page-head">
      <h1>{keepUnits(headline)}</h1>
      <div className="page-head-rest">
        {lead !== '' && <p className="lead">{keepUnits(lead)}</p>}
        {subline !== undefined && <p className="subline">{subline}</p>}
        {children}
      </div>
      {tools !== undefined && <div className="page-tools no-print">{tools}</div>}
    </div>
  )
}
