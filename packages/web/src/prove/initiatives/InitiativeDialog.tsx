import { useState } from 'react'
import type { Initiative } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogEnd } from '../../ui/DialogEnd.tsx'
import { ClaimFields } from './ClaimFields.tsx'
import {
  buildInitiative,
  draftOf,
  emptyInitiative,
  isPlanFixed,
  type InitiativeDraft,
} from './initiative-draft.ts'
import { LinkFields } from './LinkFields.tsx'
import { PlanFields } from './PlanFields.tsx'
import { WordFields } from './WordFields.tsx'

const stale = [
  'initiatives.list',
  'initiatives.one',
  'initiatives.ledger',
  'targets.list',
  'targets.one',
  'strategy.map',
] as const

interface InitiativeDialogProps {
  /** The initiative that is changed; a new one without. */
  one?: Initiative
  onClose: () => void
}

/** What is done, by which lever, for which target, judged by which measures, at which plan. */
export function InitiativeDialog({ one, onClose }: InitiativeDialogProps) {
  const levers = useQuestion('levers.list', {}).data?.levers ?? []
  const save = useCommand('initiatives.save', stale)
  const [draft, setDraft] = useState(() => (one ? draftOf(one) : emptyInitiative))
  const change = (part: Partial<InitiativeDraft>) => setDraft({ ...draft, ...part })
  const leverId = draft.leverId === '' ? (levers[0]?.id ?? '') : draft.leverId
  const whole = { ...draft, leverId }
  const built = buildInitiative(whole, one)
  return (
    <Dialog
      title={one ? `Change “${one.name}”` : 'Write an initiative down'}
      open
      wide
      onClose={onClose}
    >
      <WordFields draft={whole} onChange={change} />
      <LinkFields draft={whole} onChange={change} />
      <PlanFields
        draft={whole}
        onChange={change}
        isChange={one !== undefined}
        isFixed={isPlanFixed(one)}
      />
      <ClaimFields draft={whole} onChange={change} />
      <DialogEnd
        label={one ? 'Save' : 'Write it down'}
        command={save}
        disabled={built === null}
        onSubmit={() => built && save.mutate(built, { onSuccess: onClose })}
      />
    </Dialog>
  )
}
