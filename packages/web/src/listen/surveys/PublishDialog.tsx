import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import type { SurveyData } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { FormError } from '../../ui/FormError.tsx'

/** The next version, with what is new in it. */
export function PublishDialog({ survey, onClose }: { survey: SurveyData; onClose: () => void }) {
  const publish = useCommand('surveys.publish', ['surveys.one', 'surveys.list'])
  const [note, setNote] = useState('')
  const { surveyId, version: expected, published } = survey
  return (
    <Dialog title={`Publish version ${published + 1}`} open onClose={onClose}>
      <TextField
        label="What is new"
        hint="For whoever reads the answers. The version itself never changes."
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <FormError error={publish.error} />
      <div className="dialog-actions">
        <Button
          look="primary"
          disabled={note.trim() === '' || publish.isPending}
          onClick={() => publish.mutate({ surveyId, expected, note }, { onSuccess: onClose })}
        >
          Publish
        </Button>
      </div>
    </Dialog>
  )
}
