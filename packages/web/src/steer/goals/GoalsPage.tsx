import { writeDay } from '@fealty/core'
import { useState } from 'react'
import type { Answer } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { useSession } from '../../app/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { GoalDialog } from './GoalDialog.tsx'
import { QuestionDialog } from './QuestionDialog.tsx'
import { QuestionView } from './QuestionView.tsx'

type Tree = Answer<'goals.tree'>
type Goal = Tree['goals'][number]

/** Goals, the questions asked of them, and the live numbers that answer: goal, question, metric. */
export function GoalsPage() {
  const answer = useQuestion('goals.tree', {})
  const [adding, setAdding] = useState(false)
  const [asked, setAsked] = useState<Goal>()
  const role = useSession()?.signedIn?.role
  const mayEdit = role === 'owner' || role === 'analyst'
  const add = (
    <Button look="primary" onClick={() => setAdding(true)}>
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
              <GoalSection
                key={goal.id}
                goal={goal}
                onAsk={mayEdit ? () => setAsked(goal) : undefined}
              />
            ))}
            <Unasked tree={tree} />
          </div>
          {adding && <GoalDialog onClose={() => setAdding(false)} />}
          {asked && <QuestionDialog goal={asked} onClose={() => setAsked(undefined)} />}
        </>
      )}
    </Answered>
  )
}

function GoalSection({ goal, onAsk }: { goal: Goal; onAsk: (() => void) | undefined }) {
  return (
    <Section
      title={goal.name}
      note={goal.viewpoint}
      tools={
        onAsk && (
          <Button small onClick={onAsk} aria-label={`Ask a question of “${goal.name}”`}>
            Ask a question
          </Button>
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
        <QuestionView key={question.id} question={question} />
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
