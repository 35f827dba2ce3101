import { useEffect, useState } from 'react'
import type { SurveyBody, SurveyData } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { Section } from '../../ui/Section.tsx'

/** What the published rules say of the draft as it stands, before it is saved. */
export function SurveyChecks({ body }: { body: SurveyBody }) {
  const { mutate } = useCommand('surveys.check')
  const [findings, setFindings] = useState<SurveyData['findings']>()
  const asked = JSON.stringify(body)
  useEffect(() => {
    const timer = setTimeout(() => {
      const input = { body: JSON.parse(asked) as SurveyBody }
      mutate(input, { onSuccess: (answer) => setFindings(answer.findings) })
    }, 350)
    return () => clearTimeout(timer)
  }, [asked, mutate])
  const blocking = (findings ?? []).filter(({ level }) => level === 'block').length
  const note = findings && `${blocking} to correct, ${findings.length - blocking} to think about`
  return (
    <Section title="Checks" note={note}>
      {findings?.length === 0 && (
        <p className="quiet">Nothing stands against it: wording, scales, languages, branching.</p>
      )}
      <ul className="survey-findings" aria-live="polite">
        {(findings ?? []).map((finding) => (
          <li
            key={`${finding.rule} ${finding.question ?? ''} ${finding.language ?? ''} ${finding.what}`}
          >
            <strong className={finding.level === 'block' ? 'survey-block' : undefined}>
              {finding.level === 'block' ? '✕ Correct' : '◇ Think about'}
            </strong>{' '}
            {[finding.question, finding.language].filter(Boolean).join(', ')}
            <p>{finding.what}</p>
            <p className="quiet">
              {finding.why} {finding.fix}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}
