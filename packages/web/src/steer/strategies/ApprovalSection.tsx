import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import type { StrategyView } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { useCompanyCalendar } from '../../app/company-calendar.ts'
import { useSession } from '../../app/session.ts'
import { Button } from '../../ui/Button.tsx'
import { FormError } from '../../ui/FormError.tsx'
import { Section } from '../../ui/Section.tsx'
import { approvalHindrances } from './strategy-steps.ts'

const stale = ['strategies.list', 'strategies.one'] as const

/** Who approved it and who has read it; or why it cannot be approved yet. */
export function ApprovalSection({ view }: { view: StrategyView }) {
  const { approval, version, readers, read, strategy } = view
  const acknowledge = useCommand('strategies.acknowledge', stale)
  const { writeDayOf } = useCompanyCalendar()
  const strategyId = strategy.id
  return (
    <Section
      title="Approval"
      note={`version ${version} · ${readers.length} ${readers.length === 1 ? 'has' : 'have'} read it`}
    >
      <div className="step-form">
        {approval ? (
          <p>
            ✓ Approved by {approval.role} on {writeDayOf(approval.at)}.
          </p>
        ) : (
          <ApproveForm view={view} />
        )}
        <div className="field-row">
          {read ? (
            <span className="muted">✓ You have read this version.</span>
          ) : (
            <Button
              disabled={acknowledge.isPending}
              onClick={() => acknowledge.mutate({ strategyId, audience: 'staff' })}
            >
              I have read what it means for us
            </Button>
          )}
        </div>
        <FormError error={acknowledge.error} />
      </div>
    </Section>
  )
}

function ApproveForm({ view }: { view: StrategyView }) {
  const approve = useCommand('strategies.approve', stale)
  const role = useSession()?.signedIn?.role
  const [asRole, setAsRole] = useState('')
  const hindrances = approvalHindrances(view, role)
  const { strategy, version } = view
  return (
    <>
      {hindrances.length > 0 && (
        <ul className="step-missing" id="approval-hindrances" aria-label="Why it is not approved">
          {hindrances.map((sentence) => (
            <li key={sentence}>✕ {sentence}</li>
          ))}
        </ul>
      )}
      {hindrances.length === 0 && (
        <TextField
          label="In which role you approve"
          value={asRole}
          onChange={(event) => setAsRole(event.target.value)}
        />
      )}
      <div className="field-row">
        <Button
          disabled={hindrances.length > 0 || asRole.trim() === '' || approve.isPending}
          aria-describedby={hindrances.length > 0 ? 'approval-hindrances' : undefined}
          onClick={() => approve.mutate({ strategyId: strategy.id, version, role: asRole })}
        >
          Approve version {version}
        </Button>
      </div>
      <FormError error={approve.error} />
    </>
  )
}
