import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import type { SurveyData } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogEnd } from '../../ui/DialogEnd.tsx'

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
      <DialogEnd
        label="Publish"
        command={publish}
        disabled={note.trim() === ''}
        onSubmit={() => publish.mutate({ surveyId, expected, note }, { onSuccess: onClose })}
      />
    </Dialog>
  )
}
