import { writeDay } from '@fealty/core'
import { useState } from 'react'
import type { Answer } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { useMayWrite } from '../../app/use-may-write.ts'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { GoalDialog } from './GoalDialog.tsx'
import { QuestionDialog } from './QuestionDialog.tsx'
import { QuestionView } from './QuestionView.tsx'

type Tree = Answer<'goals.tree'>
type Goal = Tree['goals'][number]
type Question = Goal['questions'][number]

/** What is being written: a goal or a question of it, new unless it is named. */
type Writing =
  { kind: 'goal'; goal?: Goal } | { kind: 'question'; goal: Goal; question?: Question } | undefined

/** Goals, the questions asked of them, and the live numbers that answer: goal, question, metric. */
export function GoalsPage() {
  const answer = useQuestion('goals.tree', {})
  const [writing, setWriting] = useState<Writing>()
  const mayEdit = useMayWrite()
  const add = (
    <Button look="primary" onClick={() => setWriting({ kind: 'goal' })}>
      Set a goal
    </Button>
  )
  return (
    <Answered answer={answer}>
      {(tree) => (
        <>
          <PageHead
            page="Goals"
            headline={tree.headline}
            subline={`Facts up to ${writeDay(tree.asOf, true)} · last whole quarter · answers are computed, never typed`}
            tools={mayEdit && tree.goals.length > 0 && add}
          />
          {tree.goals.length === 0 && (
            <EmptyState title="No goal is set yet" actions={mayEdit && add}>
              A goal says what is to become better, and for whom. Questions ask how far it is, and
              metrics answer them.
            </EmptyState>
          )}
          <div className="stack">
            {tree.goals.map((goal) => (
              <GoalSection key={goal.id} goal={goal} onWrite={mayEdit ? setWriting : undefined} />
            ))}
            <Unasked tree={tree} />
          </div>
          {writing?.kind === 'goal' && (
            <GoalDialog goal={writing.goal} onClose={() => setWriting(undefined)} />
          )}
          {writing?.kind === 'question' && (
            <QuestionDialog {...writing} onClose={() => setWriting(undefined)} />
          )}
        </>
      )}
    </Answered>
  )
}

interface GoalSectionProps {
  goal: Goal
  onWrite: ((writing: Writing) => void) | undefined
}

function GoalSection({ goal, onWrite }: GoalSectionProps) {
  return (
    <Section
      title={goal.name}
      note={goal.viewpoint}
      tools={
        onWrite && (
          <>
            <Button
              small
              onClick={() => onWrite({ kind: 'goal', goal })}
              aria-label={`Change the goal “${goal.name}”`}
            >
              Change
            </Button>
            <Button
              small
              onClick={() => onWrite({ kind: 'question', goal })}
              aria-label={`Ask a question of “${goal.name}”`}
            >
              Ask a question
            </Button>
          </>
        )
      }
    >
      <p className="goal-context">
        {goal.purpose} the {goal.issue} of {goal.object.charAt(0).toLowerCase()}
        {goal.object.slice(1)}, as seen by the {goal.viewpoint}.
        {goal.context === '' ? '' : ` ${goal.context}.`}
      </p>
      {goal.flag && <p className="flag">✕ {goal.flag}</p>}
      {goal.questions.map((question) => (
        <QuestionView
          key={question.id}
          question={question}
          onChange={onWrite && (() => onWrite({ kind: 'question', goal, question }))}
        />
      ))}
    </Section>
  )
}

function Unasked({ tree }: { tree: Tree }) {
  const { metricsWithoutQuestion } = tree
  if (metricsWithoutQuestion.length === 0 || tree.goals.length === 0) return null
  return (
    <Section title="Metrics that answer no question" note={`${metricsWithoutQuestion.length}`}>
      <p className="quiet">
        {metricsWithoutQuestion.map(({ name }) => `“${name}”`).join(', ')}. Ask what they are for,
        or stop measuring them.
      </p>
    </Section>
  )
}
