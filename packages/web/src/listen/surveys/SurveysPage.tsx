import { formatCount } from '@fealty/charts'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useCommand } from '../../api/use-command.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { useMayWrite } from '../../app/use-may-write.ts'
import { Button } from '../../ui/Button.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { FormError } from '../../ui/FormError.tsx'
import { MeasuredText, RangeText } from '../../ui/MeasuredText.tsx'
import { Section } from '../../ui/Section.tsx'
import { QuarantineSection } from './QuarantineSection.tsx'
import { freeName, seriesNames } from './survey-draft.ts'

const share = { unit: 'share' } as const
const stateNames = { draft: 'draft', open: 'being asked', closed: 'closed' } as const

/** All surveys, what state they are in, and what was set aside as a machine's. */
export function SurveysPage() {
  const answer = useQuestion('surveys.list', {})
  const [starting, setStarting] = useState(false)
  const mayEdit = useMayWrite()
  return (
    <Answered answer={answer}>
      {({ surveys }) => (
        <>
          <PageHead
            page="Surveys"
            headline={headlineOf(surveys.map(({ state }) => state))}
            subline="Relationship, occasions and benchmarks are series of their own and never mixed"
            tools={
              mayEdit && (
                <Button look="primary" onClick={() => setStarting(true)}>
                  New survey
                </Button>
              )
            }
          />
          <div className="stack">
            <Section title="Surveys" note={`${surveys.length}`}>
              <DataTable
                caption="Surveys"
                rows={surveys}
                keyOf={({ surveyId }) => surveyId}
                columns={[
                  {
                    id: 'name',
                    header: 'Survey',
                    cell: ({ surveyId, name }) => (
                      <Link to="/surveys/$surveyId" params={{ surveyId }} className="row-title">
                        {name}
                      </Link>
                    ),
                  },
                  {
                    id: 'series',
                    header: 'Series',
                    fold: 'phone',
                    cell: ({ series, touchpoint }) =>
                      touchpoint === null
                        ? seriesNames[series]
                        : `${seriesNames[series]}: ${touchpoint}`,
                  },
                  { id: 'state', header: 'State', cell: ({ state }) => stateNames[state] },
                  {
                    id: 'languages',
                    header: 'Languages',
                    fold: 'middle',
                    cell: ({ languages }) => languages.join(', '),
                  },
                  {
                    id: 'version',
                    header: 'Version',
                    fold: 'middle',
                    align: 'right',
                    cell: ({ published }) => (published === 0 ? '–' : published),
                  },
                  {
                    id: 'answers',
                    header: 'Answers',
                    align: 'right',
                    cell: ({ answers }) => formatCount(answers),
                  },
                  {
                    id: 'rate',
                    header: 'Response rate',
                    align: 'right',
                    cell: ({ ended, responseRate }) =>
                      ended === 0 ? (
                        <span className="quiet">no invitation is over</span>
                      ) : (
                        <>
                          <MeasuredText measured={responseRate} format={share} counted="over" />{' '}
                          {responseRate.kind === 'estimate' && (
                            <RangeText measured={responseRate} format={share} />
                          )}
                        </>
                      ),
                  },
                ]}
                empty={
                  <p className="quiet">
                    No survey yet. Start from a template: its wording passes the published rules.
                  </p>
                }
              />
            </Section>
            {mayEdit && <QuarantineSection />}
          </div>
          {starting && (
            <StartDialog
              taken={surveys.map(({ name }) => name)}
              onClose={() => setStarting(false)}
            />
          )}
        </>
      )}
    </Answered>
  )
}

/** How many surveys are being asked now. */
export function headlineOf(states: readonly string[]): string {
  const open = states.filter((state) => state === 'open').length
  if (states.length === 0) return 'Nobody is asked anything yet.'
  if (open === 0) return 'No survey is being asked at the moment.'
  return open === 1 ? 'One survey is being asked.' : `${open} surveys are being asked.`
}

interface StartDialogProps {
  /** Names that surveys have already. */
  taken: readonly string[]
  onClose: () => void
}

function StartDialog({ taken, onClose }: StartDialogProps) {
  const templates = useQuestion('surveys.templates', {})
  const save = useCommand('surveys.save', ['surveys.list'])
  const navigate = useNavigate()
  return (
    <Dialog title="Start a survey from" open onClose={onClose}>
      <FormError error={save.error} />
      <ul className="survey-templates">
        {(templates.data?.templates ?? []).map(({ name, about, body }) => (
          <li key={name}>
            <div>
              <strong>{name}</strong>
              <p className="quiet">{about}</p>
            </div>
            <Button
              small
              aria-label={`Start with ${name}`}
              disabled={save.isPending}
              onClick={() =>
                save.mutate(
                  { body: { ...body, name: freeName(body.name, taken) } },
                  {
                    onSuccess: ({ surveyId }) =>
                      void navigate({ to: '/surveys/$surveyId', params: { surveyId } }),
                  },
                )
              }
            >
              Start
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
