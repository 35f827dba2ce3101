import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import type { StrategyView } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { Button } from '../../ui/Button.tsx'
import { FormError } from '../../ui/FormError.tsx'
import { Section } from '../../ui/Section.tsx'
import { Stepper } from '../../ui/Stepper.tsx'
import { ElementsStep } from './ElementsStep.tsx'
import { EnablersStep } from './EnablersStep.tsx'
import { GoalStep, type StepProps } from './GoalStep.tsx'
import { RolesStep } from './RolesStep.tsx'
import { cleanDraft, type StrategyDraft } from './strategy-draft.ts'
import { firstOpenStep, stepsOf, stepsOfNew } from './strategy-steps.ts'
import { ValueStep } from './ValueStep.tsx'

interface StrategyFormProps {
  /** What the form begins with. */
  start: StrategyDraft
  /** As it is saved; undefined for a new one. */
  view?: StrategyView
  mayWrite: boolean
}

/** The five steps as one form: each saves the whole, so that nothing is lost between them. */
export function StrategyForm({ start, view, mayWrite }: StrategyFormProps) {
  const [draft, setDraft] = useState(start)
  const steps = view ? stepsOf(view) : stepsOfNew(start)
  const [current, setCurrent] = useState(() => firstOpenStep(steps))
  const change = (part: Partial<StrategyDraft>) => setDraft({ ...draft, ...part })
  const { title, missing } = steps[current]!
  return (
    <>
      <Stepper label="The five steps" steps={steps} current={current} onChoose={setCurrent} />
      <Section title={`${current + 1}. ${title}`} note={`step ${current + 1} of ${steps.length}`}>
        <div className="step-form">
          {view && <Missing missing={missing} />}
          <fieldset className="form-body" disabled={!mayWrite}>
            <legend className="visually-hidden">{title}</legend>
            <StepFields current={current} view={view} draft={draft} onChange={change} />
          </fieldset>
          {mayWrite && (
            <SaveBar
              draft={draft}
              view={view}
              isLast={current === steps.length - 1}
              onNext={() => setCurrent(Math.min(current + 1, steps.length - 1))}
            />
          )}
        </div>
      </Section>
    </>
  )
}

function Missing({ missing }: { missing: readonly string[] }) {
  if (missing.length === 0) return <p className="muted">✓ This step is done.</p>
  return (
    <ul className="step-missing" aria-label="What is missing">
      {missing.map((sentence) => (
        <li key={sentence}>✕ {sentence}</li>
      ))}
    </ul>
  )
}

function StepFields({
  current,
  view,
  ...form
}: StepProps & { current: number; view: StrategyView | undefined }) {
  if (current === 0) return <GoalStep {...form} />
  if (current === 1) return <ElementsStep {...form} checks={view?.checks ?? []} />
  if (current === 2) return <RolesStep {...form} />
  if (current === 3) return <EnablersStep {...form} />
  return <ValueStep {...form} {...(view ? { strategyId: view.strategy.id } : {})} />
}

interface SaveBarProps {
  draft: StrategyDraft
  view: StrategyView | undefined
  isLast: boolean
  onNext: () => void
}

/** Saves the whole; an approved strategy asks for the reason, and is then approved anew. */
function SaveBar({ draft, view, isLast, onNext }: SaveBarProps) {
  const save = useCommand('strategies.save', [
    'strategies.list',
    'strategies.one',
    'strategies.history',
  ])
  const navigate = useNavigate()
  const [reason, setReason] = useState('')
  const isApproved = (view?.approval ?? null) !== null
  const submit = () =>
    save.mutate(
      {
        ...cleanDraft(draft),
        ...(view ? { id: view.strategy.id, expected: view.version } : {}),
        ...(reason.trim() === '' ? {} : { reason }),
      },
      {
        onSuccess: (saved) => {
          setReason('')
          if (view) onNext()
          else
            void navigate({
              to: '/strategies/$strategyId',
              params: { strategyId: saved.strategy.id },
            })
        },
      },
    )
  const isReady = draft.name.trim() !== '' && (!isApproved || reason.trim() !== '')
  return (
    <>
      {isApproved && (
        <TextField
          label="Why an approved strategy is changed"
          hint="It is then approved anew; the version that was stays"
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      )}
      <FormError error={save.error} />
      <div className="field-row">
        <Button look="primary" disabled={!isReady || save.isPending} onClick={submit}>
          {isLast ? 'Save' : 'Save and go on'}
        </Button>
        {draft.name.trim() === '' && <span className="hint">It needs a name first.</span>}
      </div>
    </>
  )
}
