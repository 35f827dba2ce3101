import { useSession } from '../../app/session.ts'
import type { CaseData } from '../../api/contracts.ts'
import { Button } from '../../ui/Button.tsx'
import { CaseFormFields } from './CaseFormFields.tsx'
import type { CaseForm } from './case-form.ts'

interface CaseActionsProps {
  data: CaseData
  form: CaseForm | undefined
  onForm: (form: CaseForm | undefined) => void
}

const titles: Record<CaseForm, string> = {
  contact: 'Write down a contact',
  resolve: 'Resolve',
  close: 'Close',
  reopen: 'Take back',
  dismiss: 'Dismiss',
  assign: 'Give to …',
  note: 'Note',
  ask: 'Ask again now',
  leave: 'Do not ask again',
}

/** What can be done now, the next step first. */
function formsOf({ moves, case: { state, reask } }: CaseData): CaseForm[] {
  const live = state !== 'closed' && state !== 'dismissed'
  const steps = moves.filter((move) => move !== 'contact')
  return [
    ...(state === 'open' ? (['contact'] as const) : []),
    ...steps.filter((move) => move !== 'dismiss' && move !== 'reopen'),
    ...(live && state !== 'open' ? (['contact'] as const) : []),
    ...(live ? (['assign'] as const) : []),
    'note',
    ...(reask === 'planned' ? (['ask', 'leave'] as const) : []),
    ...steps.filter((move) => move === 'dismiss' || move === 'reopen'),
  ]
}

/** Buttons for the steps a case can take, and the form of the one that was chosen. */
export function CaseActions({ data, form, onForm }: CaseActionsProps) {
  const role = useSession()?.signedIn?.role
  if (role === 'viewer') return null
  const forms = formsOf(data)
  const open = form !== undefined && forms.includes(form) ? form : undefined
  if (open) {
    return (
      <CaseFormFields
        key={`${data.case.id} ${open}`}
        data={data}
        form={open}
        title={titles[open]}
        onDone={() => onForm(undefined)}
      />
    )
  }
  return (
    <div className="row">
      {forms.map((one, index) => (
        <Button
          key={one}
          look={index === 0 && one !== 'note' ? 'primary' : 'quiet'}
          onClick={() => onForm(one)}
        >
          {titles[one]}
        </Button>
      ))}
    </div>
  )
}
