import { useEffect, useState } from 'react'
import type { SurveyBody } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { FormError } from '../../ui/FormError.tsx'
import { Section } from '../../ui/Section.tsx'

/** The real page of the draft, as the server makes it; it can be looked at, and sends nothing. */
export function SurveyFrame({ body, language }: { body: SurveyBody; language: string }) {
  const { mutate, error } = useCommand('surveys.preview')
  const [page, setPage] = useState('')
  const asked = JSON.stringify({ body, language })
  useEffect(() => {
    const timer = setTimeout(() => {
      mutate(JSON.parse(asked) as { body: SurveyBody; language: string }, {
        onSuccess: ({ html }) => setPage(html),
      })
    }, 350)
    return () => clearTimeout(timer)
  }, [asked, mutate])
  return (
    <Section title="As customers see it">
      <FormError error={error} />
      <iframe
        className="survey-frame"
        title="Preview of the survey"
        sandbox="allow-same-origin"
        srcDoc={page}
      />
    </Section>
  )
}
