import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { SurveyBody, SurveyData } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { useCompanyCalendar } from '../../app/company-calendar.ts'
import { useMayWrite } from '../../app/use-may-write.ts'
import { Button } from '../../ui/Button.tsx'
import { FormError } from '../../ui/FormError.tsx'
import { Section } from '../../ui/Section.tsx'
import { OpenLinks } from './OpenLinks.tsx'
import { PublishDialog } from './PublishDialog.tsx'
import { QuestionList } from './QuestionList.tsx'
import { describeState, seriesNames } from './survey-draft.ts'
import { SurveyChecks } from './SurveyChecks.tsx'
import { SurveyFrame } from './SurveyFrame.tsx'
import { SurveySettings } from './SurveySettings.tsx'
import { SurveyWords } from './SurveyWords.tsx'

const route = getRouteApi('/app/surveys/$surveyId')

/** One survey: what it asks on the left, how it looks and what speaks against it on the right. */
export function SurveyPage() {
  const { surveyId } = route.useParams()
  const answer = useQuestion('surveys.one', { surveyId })
  // A new version from the server begins a new draft; what is being typed stays otherwise.
  return (
    <Answered answer={answer}>
      {(survey) => <Editor key={`${survey.surveyId} ${survey.version}`} survey={survey} />}
    </Answered>
  )
}

function Editor({ survey }: { survey: SurveyData }) {
  const [body, setBody] = useState<SurveyBody>(survey.draft)
  const [language, setLanguage] = useState(survey.draft.languages[0] ?? 'en')
  const [publishing, setPublishing] = useState(false)
  const save = useCommand('surveys.save', ['surveys.one', 'surveys.list'])
  const mayEdit = useMayWrite()
  const changed = JSON.stringify(body) !== JSON.stringify(survey.draft)
  const { surveyId, version, state, findings, draftDiffers } = survey
  return (
    <>
      <PageHead
        page={body.name}
        headline={describeState(state, findings, draftDiffers)}
        subline={
          <>
            <Link to="/surveys">Surveys</Link> · {survey.draft.name} · {seriesNames[body.series]}
            {body.touchpoint === undefined ? '' : `: ${body.touchpoint}`} ·{' '}
            {survey.published === 0 ? 'not published' : `version ${survey.published}`}
          </>
        }
        tools={
          mayEdit && (
            <>
              <Button
                disabled={!changed || save.isPending}
                onClick={() => save.mutate({ surveyId, body, expected: version })}
              >
                Save
              </Button>
              <Button
                look="primary"
                disabled={changed || findings.some(({ level }) => level === 'block')}
                onClick={() => setPublishing(true)}
              >
                Publish
              </Button>
            </>
          )
        }
      />
      <FormError error={save.error} />
      <div className="survey-editor">
        <div className="stack">
          <SurveyWords
            body={body}
            language={language}
            onLanguage={setLanguage}
            onChange={setBody}
          />
          <SurveySettings body={body} onChange={setBody} />
          <QuestionList body={body} language={language} onChange={setBody} />
          {mayEdit && <OpenLinks survey={survey} />}
        </div>
        <div className="stack">
          <SurveyFrame body={body} language={language} />
          <SurveyChecks body={body} />
          <Versions survey={survey} />
        </div>
      </div>
      {publishing && <PublishDialog survey={survey} onClose={() => setPublishing(false)} />}
    </>
  )
}

function Versions({ survey: { versions } }: { survey: SurveyData }) {
  const { writeDayOf } = useCompanyCalendar()
  if (versions.length === 0) return null
  return (
    <Section title="Versions" note="an answer knows which one it answered">
      <ol className="survey-versions" reversed>
        {versions.toReversed().map(({ version, note, publishedAt }) => (
          <li key={version} value={version}>
            {note} <span className="quiet">{writeDayOf(publishedAt)}</span>
          </li>
        ))}
      </ol>
    </Section>
  )
}
