import { writeDays } from '@fealty/core'
import { useState } from 'react'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { useSession } from '../../app/session.ts'
import { useMayWrite } from '../../app/use-may-write.ts'
import { Button } from '../../ui/Button.tsx'
import { PageSkeleton } from '../../ui/states.tsx'
import { ImprovementDialog, type ImprovementDraft } from '../improvements/ImprovementDialog.tsx'
import { CauseListDialog } from './CauseListDialog.tsx'
import { CauseTable } from './CauseTable.tsx'
import { CauseVersions } from './CauseVersions.tsx'
import { causesHeadline } from './causes-text.ts'

/** The catalogue of root causes: what lies behind the cases, whether it grows, and what is done about it. */
export function CausesPage() {
  const answer = useQuestion('causes.register', {})
  const role = useSession()?.signedIn?.role
  const mayChange = useMayWrite()
  const mayRaise = mayChange || role === 'manager'
  const [editing, setEditing] = useState(false)
  const [draft, setDraft] = useState<ImprovementDraft>()
  return (
    <Answered answer={answer} skeleton={<PageSkeleton rows={8} />}>
      {(register) => (
        <>
          <PageHead
            page="Root causes"
            headline={causesHeadline(register)}
            subline={`Cases resolved ${writeDays(register.from, register.to)} · share of all that were, compared with the ${register.days} days before · corrected for ${register.rows.length} comparisons`}
            tools={
              mayChange && (
                <Button look="primary" onClick={() => setEditing(true)}>
                  Change the list
                </Button>
              )
            }
          />
          <div className="stack">
            <CauseTable register={register} onRaise={mayRaise ? setDraft : undefined} />
            <CauseVersions />
          </div>
          {editing && <CauseListDialog register={register} onClose={() => setEditing(false)} />}
          {draft && <ImprovementDialog draft={draft} onClose={() => setDraft(undefined)} />}
        </>
      )}
    </Answered>
  )
}
