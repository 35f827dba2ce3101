import { TextField } from '../../access/TextField.tsx'
import { DoorForm } from '../../access/DoorForm.tsx'
import type { Answer } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'

type Limits = Answer<'settings.get'>['disclosure']

interface LimitsFormProps {
  limits: Limits
  floors: Limits
  mayChange: boolean
}

/** The smallest groups whose scores and words are shown; owners change them. */
export function LimitsForm({ limits, floors, mayChange }: LimitsFormProps) {
  const save = useCommand('settings.change', 'all')
  if (!mayChange) {
    return (
      <dl className="facts">
        <dt>Scores</dt>
        <dd>from {limits.scores} answers</dd>
        <dt>Words</dt>
        <dd>from {limits.comments} comments</dd>
      </dl>
    )
  }
  const submit = ({ scores, comments }: Readonly<Record<string, string>>) =>
    save.mutate({ disclosure: { scores: Number(scores), comments: Number(comments) } })
  return (
    <DoorForm action="Save" pending={save.isPending} error={save.error} onSubmit={submit}>
      <TextField
        label="A score stands on at least so many answers"
        name="scores"
        type="number"
        min={floors.scores}
        max={100}
        defaultValue={limits.scores}
        hint={`Not below ${floors.scores}: of two people who talk, each knows the other’s answer.`}
        required
      />
      <TextField
        label="Words are shown of groups with at least so many comments"
        name="comments"
        type="number"
        min={floors.comments}
        max={100}
        defaultValue={limits.comments}
        hint={`Not below ${floors.comments}. Counted in the group and the days that are asked for.`}
        required
      />
      {save.isSuccess && (
        <p className="note" role="status">
          Saved. Every page follows it from now on.
        </p>
      )}
    </DoorForm>
  )
}
