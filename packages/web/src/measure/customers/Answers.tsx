import { Section } from '../../ui/Section.tsx'
import type { CustomerData } from '../../api/contracts.ts'

type Sheet = CustomerData['answers'][number]

function scoresOf(sheet: Sheet): string {
  const parts = [
    sheet.nps === null ? null : `NPS ${sheet.nps} of 10`,
    sheet.csat === null ? null : `CSAT ${sheet.csat} of 5`,
    sheet.ces === null ? null : `CES ${sheet.ces} of 7`,
  ].filter((part) => part !== null)
  return parts.length > 0 ? parts.join(', ') : 'not answered'
}

/** In the customer's own words. */
export function Answers({ data }: { data: CustomerData }) {
  if (data.answers.length === 0) return null
  return (
    <Section title="Answers" note={`${data.answers.length}`}>
      <ul className="answers">
        {data.answers.slice(0, 20).map((sheet, index) => (
          <li key={index}>
            {sheet.comment !== null && <blockquote>“{sheet.comment}”</blockquote>}
            <p className="section-note">
              {[scoresOf(sheet), sheet.touchpoint ?? sheet.survey, sheet.day]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}
