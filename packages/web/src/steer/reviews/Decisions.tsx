import { useState } from 'react'
import type { Answer } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { useSession } from '../../app/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { ProposeDialog } from './ProposeDialog.tsx'
import { DecideDialog } from './DecideDialog.tsx'
import type { Pack } from './UnitTable.tsx'

type One = Answer<'reviews.one'>
type Proposal = Pack['decisions'][number]

/** What is to be decided: entered by people or asked for by the figures; decided in place. */
export function Decisions({ one, pack }: { one: One; pack: Pack }) {
  const [deciding, setDeciding] = useState<string | null>(null)
  const [proposed, setProposed] = useState<One['decisions'][number] | 'new'>()
  const role = useSession()?.signedIn?.role
  const mayPropose = role === 'owner' || role === 'analyst' || role === 'manager'
  const known = new Map(one.decisions.map((decision) => [decision.id, decision]))
  const later = one.decisions.filter(({ id }) => !pack.decisions.some((shown) => shown.id === id))
  const rows: Proposal[] = [
    ...pack.decisions,
    ...later.map(({ id, title, note, unit, proposedBy }) => ({
      id,
      title,
      note,
      unit,
      proposedBy,
      rule: '',
    })),
  ]
  const decision = deciding === null ? undefined : known.get(deciding)
  return (
    <Section
      title="To decide"
      note={String(rows.length)}
      tools={
        mayPropose && (
          <Button small className="no-print" onClick={() => setProposed('new')}>
            Propose a decision
          </Button>
        )
      }
    >
      {rows.length === 0 && (
        <p className="quiet">Nothing is to be decided. The figures ask for nothing either.</p>
      )}
      <ol className="decisions">
        {rows.map((proposal, index) => (
          <li key={proposal.id || proposal.title}>
            <span className="decision-number" aria-hidden="true">
              {index + 1}
            </span>
            <span>
              <span className="row-title">{known.get(proposal.id)?.title ?? proposal.title}</span>
              <span className="row-note">{proposal.note}</span>
              <Outcome decision={known.get(proposal.id)} />
            </span>
            <span className="decision-tools">
              {mayPropose && (
                <ChangeProposal decision={known.get(proposal.id)} onChange={setProposed} />
              )}
              <DecideButton
                reviewId={one.review.id}
                proposal={proposal}
                isOpen={known.get(proposal.id)?.outcome === 'open'}
                onDecide={setDeciding}
              />
            </span>
          </li>
        ))}
      </ol>
      {proposed !== undefined && (
        <ProposeDialog
          one={one}
          decision={proposed === 'new' ? undefined : proposed}
          onClose={() => setProposed(undefined)}
        />
      )}
      {decision && (
        <DecideDialog
          decision={decision}
          roles={one.series.members}
          onClose={() => setDeciding(null)}
        />
      )}
    </Section>
  )
}

/** What people proposed may be put better until it is decided. */
function ChangeProposal({
  decision,
  onChange,
}: {
  decision: One['decisions'][number] | undefined
  onChange: (decision: One['decisions'][number]) => void
}) {
  if (decision?.outcome !== 'open') return null
  return (
    <Button
      small
      look="plain"
      className="no-print"
      aria-label={`Change the proposal “${decision.title}”`}
      onClick={() => onChange(decision)}
    >
      Change
    </Button>
  )
}

function Outcome({ decision }: { decision: One['decisions'][number] | undefined }) {
  if (!decision || decision.outcome === 'open') return null
  const who = decision.accountable === '' ? '' : `, ${decision.accountable} answers for it`
  return (
    <span className="row-note">
      <strong>{decision.outcome}</strong>
      {who}: {decision.reason}
    </span>
  )
}

interface DecideButtonProps {
  reviewId: string
  proposal: Proposal
  isOpen: boolean
  onDecide: (decisionId: string) => void
}

/** Decides what was entered; what the figures ask for is entered first. */
function DecideButton({ reviewId, proposal, isOpen, onDecide }: DecideButtonProps) {
  const propose = useCommand('reviews.propose', ['reviews.one'])
  if (proposal.id !== '') {
    return (
      <Button className="no-print" onClick={() => onDecide(proposal.id)}>
        {isOpen ? 'Decide' : 'Correct'}
      </Button>
    )
  }
  const { title, note, unit } = proposal
  const input = { reviewId, title, note, unit, proposedBy: 'The pack', options: [] }
  return (
    <Button
      className="no-print"
      disabled={propose.isPending || propose.isSuccess}
      onClick={() =>
        propose.mutate(
          { ...input, reversible: true, cost: '' },
          { onSuccess: ({ id }) => onDecide(id) },
        )
      }
    >
      {propose.error ? 'Try again' : 'Decide'}
    </Button>
  )
}
