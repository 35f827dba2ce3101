import { Link } from '@tanstack/react-router'
import type { Answer } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { useSession } from '../../app/session.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { FormError } from '../../ui/FormError.tsx'
import { Section } from '../../ui/Section.tsx'
import { LimitsForm } from './LimitsForm.tsx'
import { LimitsHistory } from './LimitsHistory.tsx'
import { PersonSection } from './PersonSection.tsx'

type Survey = Answer<'surveys.list'>['surveys'][number]

/** What is withheld, how long answers are kept, and what is done for one person. */
export function PrivacyPage() {
  const settings = useQuestion('settings.get', {})
  const isOwner = useSession()?.signedIn?.role === 'owner'
  return (
    <Answered answer={settings}>
      {({ disclosure, disclosureFloors }) => (
        <>
          <PageHead
            page="Privacy"
            headline={`Scores of fewer than ${disclosure.scores} people and words of fewer than ${disclosure.comments} are withheld, from everybody.`}
            subline="On pages, in the API, in exports and packs; with as many others as subtraction would need"
          />
          <div className="stack">
            <Section title="Smallest groups" note="of answers that are shown">
              <div className="section-body">
                <LimitsForm limits={disclosure} floors={disclosureFloors} mayChange={isOwner} />
                <LimitsHistory />
              </div>
            </Section>
            <RetentionSection />
            <KeptSection />
            {isOwner && <PersonSection />}
          </div>
        </>
      )}
    </Answered>
  )
}

function RetentionSection() {
  const answer = useQuestion('surveys.list', {})
  const surveys = answer.data?.surveys ?? []
  const limited = surveys.filter(({ retentionDays }) => retentionDays !== null).length
  return (
    <Section
      title="How long answers keep words and identity"
      note={answer.data && `${limited} of ${surveys.length} surveys have an end`}
    >
      <FormError error={answer.error} />
      {answer.data && surveys.length === 0 && <p className="quiet">There is no survey yet.</p>}
      {surveys.length > 0 && (
        <DataTable
          caption="Retention of each survey"
          rows={surveys}
          keyOf={({ surveyId }) => surveyId}
          columns={[
            {
              id: 'survey',
              header: 'Survey',
              cell: ({ surveyId, name }) => (
                <Link to="/surveys/$surveyId" params={{ surveyId }} className="row-title">
                  {name}
                </Link>
              ),
            },
            {
              id: 'who',
              header: 'Who answered',
              fold: 'phone',
              cell: ({ anonymous }) => (anonymous ? 'never kept: anonymous' : 'kept'),
            },
            { id: 'kept', header: 'Kept', align: 'right', cell: writeRetention },
          ]}
        />
      )}
    </Section>
  )
}

const writeRetention = ({ retentionDays }: Survey): string =>
  retentionDays === null ? 'until erased' : `${retentionDays} days`

const kept = [
  ['Scores and counts', 'for good; after an erasure under a name drawn by lot'],
  ['Words and identity', 'as long as the survey says, else until the person is erased'],
  [
    'Orders, contracts, contacts',
    'as long as their import stays; an erasure takes the identity out',
  ],
  ['Consent and refusals', 'until the person is erased'],
  ['What people here wrote down', 'with every version, for good'],
] as const

function KeptSection() {
  return (
    <Section title="What is kept">
      <dl className="facts section-body">
        {kept.map(([what, long]) => (
          <div key={what} className="fact">
            <dt>{what}</dt>
            <dd>{long}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}
