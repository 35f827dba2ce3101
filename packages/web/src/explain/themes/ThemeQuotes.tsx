import { addDays } from '@fealty/core'
import { formatCount } from '@fealty/charts'
import { Link } from '@tanstack/react-router'
import type { Answer } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { useSession } from '../../app/session.ts'
import { FormError } from '../../ui/FormError.tsx'
import { Section } from '../../ui/Section.tsx'
import { VerbatimList } from '../verbatims/VerbatimList.tsx'

interface ThemeQuotesProps {
  page: Answer<'themes.read'>
  theme: string
  where: readonly string[]
}

/** The newest comments that name the theme, its words marked. */
export function ThemeQuotes({ page, theme, where }: ThemeQuotesProps) {
  const role = useSession()?.signedIn?.role
  const range = { from: page.period.start, to: addDays(page.period.end, -1) }
  const question = { theme, ...range, pageSize: 5, where: [...where] }
  const answer = useQuestion('verbatims.search', question, role !== undefined && role !== 'viewer')
  const row = page.rows.find(({ themeId }) => themeId === theme)
  if (role === 'viewer')
    return (
      <Section title={row?.name ?? 'Comments'}>
        <p className="quiet">
          The words themselves are shown to owners, analysts, managers and agents.
        </p>
      </Section>
    )
  return (
    <Section
      title={`In their words: ${row?.name ?? 'theme'}`}
      note={answer.data ? `${formatCount(answer.data.total)} comments` : undefined}
      tools={
        <Link
          to="/verbatims"
          search={{ theme, ...range, ...(where.length > 0 ? { where: [...where] } : {}) }}
        >
          Read all
        </Link>
      }
    >
      <FormError error={answer.error} />
      <VerbatimList rows={answer.data?.rows ?? []} theme={theme} />
    </Section>
  )
}
