import { useEffect, useId, useRef, useState, type SubmitEvent } from 'react'
import type { CaseData, QueryId } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { TextField } from '../../access/TextField.tsx'
import { Button } from '../../ui/Button.tsx'
import { FormError } from '../../ui/FormError.tsx'
import { SelectMenu } from '../../ui/SelectMenu.tsx'
import type { CaseForm } from './case-form.ts'

interface CaseFormProps {
  data: CaseData
  form: CaseForm
  title: string
  onDone: () => void
}

export const staleAfterCase: readonly QueryId[] = ['cases.one', 'cases.list', 'cases.board']
const channels = ['phone', 'mail', 'chat', 'visit', 'letter'] as const
const outcomes = ['reached', 'message left', 'not reached'] as const
const optionsOf = <T extends string>(values: readonly T[]) =>
  values.map((value) => ({ value, label: value }))

/** What the text of each form is called; a form that needs no text says so. */
const labels: Record<CaseForm, string> = {
  contact: 'What was said',
  resolve: 'What was done for the customer',
  close: 'Note, where there is one to make',
  reopen: 'Why it was not solved',
  dismiss: 'Why it ends without a solution',
  assign: 'Role',
  note: 'Note',
  ask: 'Note, if there is one to make',
  leave: 'Why the customer is not asked again',
}
const optional: readonly CaseForm[] = ['contact', 'close', 'ask']

/** One step of a case: its fields, and the command behind them. */
export function CaseFormFields({ data, form, title, onDone }: CaseFormProps) {
  const [text, setText] = useState('')
  const [channel, setChannel] = useState<(typeof channels)[number]>('phone')
  const [outcome, setOutcome] = useState<(typeof outcomes)[number]>('reached')
  const [cause, setCause] = useState(data.causes[0] ?? '')
  const step = useStep(data, onDone)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    step.take(form, { text: text.trim(), channel, outcome, cause })
  }
  return (
    <form className="case-form" onSubmit={submit} aria-label={title}>
      {form === 'contact' && (
        <div className="row">
          <SelectMenu
            label="Channel"
            value={channel}
            options={optionsOf(channels)}
            onChange={setChannel}
          />
          <SelectMenu
            label="Outcome"
            value={outcome}
            options={optionsOf(outcomes)}
            onChange={setOutcome}
          />
        </div>
      )}
      {form === 'resolve' && (
        <div className="row">
          <span>Root cause</span>
          <SelectMenu
            label="Root cause"
            value={cause}
            options={optionsOf(data.causes)}
            onChange={setCause}
          />
        </div>
      )}
      {form === 'assign' ? (
        <TextField
          label={labels.assign}
          value={text}
          autoFocus
          required
          onChange={(event) => setText(event.target.value)}
        />
      ) : (
        <Words
          label={labels[form]}
          value={text}
          required={!optional.includes(form)}
          onChange={setText}
        />
      )}
      <FormError error={step.error} />
      <div className="row">
        <Button look="primary" type="submit" disabled={step.isPending}>
          {title}
        </Button>
        <Button look="plain" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  )
}

interface WordsProps {
  label: string
  value: string
  required: boolean
  onChange: (value: string) => void
}

/** A few lines of text; the caret is in it at once. */
function Words({ label, value, required, onChange }: WordsProps) {
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => field.current?.focus(), [])
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        ref={field}
        className="input"
        value={value}
        required={required}
        maxLength={4_000}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  )
}

interface StepInput {
  text: string
  channel: (typeof channels)[number]
  outcome: (typeof outcomes)[number]
  cause: string
}

/** The command of each form, on the version that is shown. */
function useStep({ case: { id: caseId, version } }: CaseData, onDone: () => void) {
  const contact = useCommand('cases.contact', staleAfterCase)
  const resolve = useCommand('cases.resolve', staleAfterCase)
  const close = useCommand('cases.close', staleAfterCase)
  const reopen = useCommand('cases.reopen', staleAfterCase)
  const dismiss = useCommand('cases.dismiss', staleAfterCase)
  const assign = useCommand('cases.assign', staleAfterCase)
  const note = useCommand('cases.note', staleAfterCase)
  const ask = useCommand('cases.ask-now', staleAfterCase)
  const leave = useCommand('cases.cancel-reask', staleAfterCase)
  const all = [contact, resolve, close, reopen, dismiss, assign, note, ask, leave]
  const which = { caseId, version }
  const then = { onSuccess: onDone }
  const steps: Record<CaseForm, (input: StepInput) => void> = {
    contact: ({ channel, outcome, text }) =>
      contact.mutate({ ...which, channel, outcome, note: text }, then),
    resolve: ({ cause, text }) =>
      resolve.mutate({ ...which, rootCause: cause, action: text }, then),
    close: ({ text }) => close.mutate({ ...which, note: text }, then),
    reopen: ({ text }) => reopen.mutate({ ...which, reason: text }, then),
    dismiss: ({ text }) => dismiss.mutate({ ...which, reason: text }, then),
    assign: ({ text }) => assign.mutate({ ...which, ownerRole: text }, then),
    note: ({ text }) => note.mutate({ caseId, note: text }, then),
    ask: ({ text }) => ask.mutate({ ...which, note: text }, then),
    leave: ({ text }) => leave.mutate({ ...which, reason: text }, then),
  }
  return {
    take: (form: CaseForm, input: StepInput) => steps[form](input),
    error: all.find(({ error }) => error !== null)?.error ?? null,
    isPending: all.some(({ isPending }) => isPending),
  }
}
