import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import type { Webhook } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogEnd } from '../../ui/DialogEnd.tsx'

interface WebhookDialogProps {
  /** Left out for a new one. */
  webhook?: Webhook
  topics: Webhook['topics']
  onClose: () => void
}

/** The address, what it is told, and its secret, which is shown once. */
export function WebhookDialog({ webhook, topics, onClose }: WebhookDialogProps) {
  const save = useCommand('webhooks.save', ['webhooks.list'])
  const [url, setUrl] = useState(webhook?.url ?? 'https://')
  const [chosen, setChosen] = useState(webhook?.topics ?? topics)
  const [isOn, setOn] = useState(webhook?.state !== 'off')
  const secret = save.data?.secret
  if (typeof secret === 'string') {
    return (
      <Dialog title="The secret" open onClose={onClose}>
        <p>Copy it now: it is shown this once. The receiver checks signatures with it.</p>
        <p>
          <code className="break-anywhere">{secret}</code>
        </p>
        <div className="dialog-actions">
          <Button look="primary" onClick={onClose}>
            Done
          </Button>
        </div>
      </Dialog>
    )
  }
  const toggle = (topic: Webhook['topics'][number]) =>
    setChosen(chosen.includes(topic) ? chosen.filter((one) => one !== topic) : [...chosen, topic])
  const submit = () =>
    save.mutate(
      {
        ...(webhook ? { id: webhook.id, version: webhook.version } : {}),
        url,
        topics: chosen,
        state: isOn ? 'on' : 'off',
      },
      { onSuccess: (saved) => saved.secret === null && onClose() },
    )
  return (
    <Dialog title={webhook ? 'Edit the webhook' : 'New webhook'} open onClose={onClose}>
      <TextField
        label="Address"
        type="url"
        value={url}
        onChange={(event) => setUrl(event.target.value)}
      />
      <fieldset className="field">
        <legend>Told of</legend>
        {topics.map((topic) => (
          <label className="check" key={topic}>
            <input
              type="checkbox"
              checked={chosen.includes(topic)}
              onChange={() => toggle(topic)}
            />{' '}
            {topic}
          </label>
        ))}
      </fieldset>
      <label className="check">
        <input type="checkbox" checked={isOn} onChange={(event) => setOn(event.target.checked)} />{' '}
        On
      </label>
      <DialogEnd label="Save" command={save} disabled={chosen.length === 0} onSubmit={submit}>
        <Button onClick={onClose}>Cancel</Button>
      </DialogEnd>
    </Dialog>
  )
}
