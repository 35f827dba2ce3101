import { Link } from '@tanstack/react-router'
import type { Answer } from '../../api/contracts.ts'
import { cutAtSpans } from './cut-at-spans.ts'

type Verbatim = Answer<'verbatims.search'>['rows'][number]

interface VerbatimListProps {
  rows: readonly Verbatim[]
  /** Marks the words of this theme only; of all themes without it. */
  theme?: string | undefined
}

const words = {
  positive: 'praise',
  negative: 'complaint',
  mixed: 'mixed or neutral',
  unsure: 'unsure',
} as const

const bandOf = (nps: number): string => (nps >= 9 ? 'promoter' : nps <= 6 ? 'detractor' : 'passive')

/** Comments as they were written, the words of their themes marked, with score, day and reading. */
export function VerbatimList({ rows, theme }: VerbatimListProps) {
  return (
    <ul className="verbatims">
      {rows.map((row, index) => (
        <li key={`${row.responseId ?? ''}-${row.day}-${index}`}>
          {row.nps !== null && (
            <span
              className={`verbatim-score verbatim-score--${bandOf(row.nps)}`}
              title={bandOf(row.nps)}
            >
              {row.nps}
            </span>
          )}
          <div>
            <blockquote lang={/^[a-z]{2}/.test(row.language) ? row.language : undefined}>
              <MarkedWords row={row} theme={theme} />
            </blockquote>
            <p className="verbatim-note">
              {words[row.sentiment]} · {row.day}
              {row.segment !== null && ` · ${row.segment}`}
              {row.unit !== null && ` · ${row.unit}`}
              {row.customerId !== null && (
                <>
                  {' · '}
                  <Link to="/customers/$customerId" params={{ customerId: row.customerId }}>
                    {row.customerId}
                  </Link>
                </>
              )}
            </p>
          </div>
        </li>
      ))}
    </ul>
  )
}

function MarkedWords({ row, theme }: { row: Verbatim; theme: string | undefined }) {
  const spans = row.themes
    .filter(({ themeId }) => theme === undefined || themeId === theme)
    .flatMap((one) =>
      one.spans.map((span) => ({ ...span, title: `${one.name}: ${words[one.sentiment]}` })),
    )
  return (
    <>
      {cutAtSpans(row.words, spans).map((part, index) =>
        part.title === undefined ? (
          <span key={index}>{part.text}</span>
        ) : (
          <mark key={index} title={part.title}>
            {part.text}
          </mark>
        ),
      )}
    </>
  )
}
