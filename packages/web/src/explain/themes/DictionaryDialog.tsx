import { useState } from 'react'
import { useCommand } from '../../api/use-command.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { FormError } from '../../ui/FormError.tsx'
import { ThemeDialog, type Theme } from './ThemeDialog.tsx'

const stale = ['themes.list', 'themes.read', 'themes.suggest', 'verbatims.search'] as const
const newTheme: Theme = { id: '', version: 0, name: '', parentId: null, terms: {}, exclusions: [] }

/** All themes with their words. */
export function DictionaryDialog({ onClose }: { onClose: () => void }) {
  const list = useQuestion('themes.list', {})
  const remove = useCommand('themes.remove', stale)
  const add = useCommand('themes.add-defaults', stale)
  const [edited, setEdited] = useState<Theme>()
  if (edited) return <ThemeDialog theme={edited} onClose={() => setEdited(undefined)} />
  const problem = list.error ?? remove.error ?? add.error
  return (
    <Dialog title="The dictionary of themes" open onClose={onClose}>
      <p className="muted">A theme is seen by its words. A change reads all comments anew.</p>
      <FormError error={problem} />
      <ul className="suggestions">
        {(list.data?.themes ?? []).map((theme) => (
          <li key={theme.id}>
            <span>
              <span className="row-title">{theme.name}</span>
              <span className="row-note dictionary-terms">
                {Object.values(theme.terms).flat().join(', ')}
              </span>
            </span>
            <span className="row-actions">
              <Button small onClick={() => setEdited(theme)} aria-label={`Edit ${theme.name}`}>
                Edit
              </Button>
              <Button
                small
                look="danger"
                onClick={() => remove.mutate({ id: theme.id })}
                aria-label={`Remove ${theme.name}`}
              >
                Remove
              </Button>
            </span>
          </li>
        ))}
      </ul>
      <div className="dialog-actions">
        <Button disabled={add.isPending} onClick={() => add.mutate({})}>
          Add ready-made themes
        </Button>
        <Button look="primary" onClick={() => setEdited(newTheme)}>
          New theme
        </Button>
      </div>
    </Dialog>
  )
}
