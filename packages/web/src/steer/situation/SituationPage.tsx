import { useState } from 'react'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { useMayWrite } from '../../app/use-may-write.ts'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { EmptyState } from '../../ui/states.tsx'
import '../review.css'
import '../steer.css'
import { HistoryDialog } from './HistoryDialog.tsx'
import { LeverTable } from './LeverTable.tsx'
import { ReviewDialog } from './ReviewDialog.tsx'
import './situation.css'
import { StatementDialog } from './StatementDialog.tsx'
import { Lead, StatementGroups } from './StatementGroups.tsx'
import { StatementList } from './StatementList.tsx'
import type { Listed } from './words.ts'

/** Where the company stands before it plans: dated statements that can be looked at again. */
export function SituationPage() {
  const answer = useQuestion('situation.read', {})
  const [writing, setWriting] = useState(false)
  const [edited, setEdited] = useState<Listed>()
  const [reviewed, setReviewed] = useState<Listed>()
  const [shown, setShown] = useState<Listed>()
  const mayEdit = useMayWrite()
  const actions = {
    onHistory: setShown,
    edit: mayEdit ? { onEdit: setEdited, onReview: setReviewed } : undefined,
  }
  const write = (
    <Button look="primary" onClick={() => setWriting(true)}>
      Write a statement
    </Button>
  )
  return (
    <Answered answer={answer}>
      {({ headline, statements, levers }) => {
        const due = statements.filter(({ overdue }) => overdue)
        const cited = statements.filter((one) => one.cited !== null).length
        return (
          <>
            <PageHead
              page="Situation"
              headline={headline}
              subline={`${cited} of ${statements.length} rest on a live measure, shown with its 95 % interval · the rest are judgements`}
              tools={mayEdit && statements.length > 0 && write}
            />
            {statements.length === 0 && (
              <EmptyState title="Nothing is written down yet" actions={mayEdit && write}>
                Begin with what presses you: the five forces, what you are strong and weak in, and
                what of it a measure shows.
              </EmptyState>
            )}
            <div className="stack">
              {due.length > 0 && (
                <Section title="Due for review" note={`${due.length}`}>
                  <StatementList
                    rows={due}
                    actions={actions}
                    lead={(listed) => <Lead listed={listed} />}
                  />
                </Section>
              )}
              <LeverTable levers={levers} />
              <StatementGroups statements={statements} actions={actions} />
            </div>
            {writing && <StatementDialog onClose={() => setWriting(false)} />}
            {edited && <StatementDialog listed={edited} onClose={() => setEdited(undefined)} />}
            {shown && <HistoryDialog listed={shown} onClose={() => setShown(undefined)} />}
            {reviewed && <ReviewDialog listed={reviewed} onClose={() => setReviewed(undefined)} />}
          </>
        )
      }}
    </Answered>
  )
}
