import { formatCount } from '@fealty/charts'
import { useCommand } from '../../api/use-command.ts'
import { useMayWrite } from '../../app/use-may-write.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { FormError } from '../../ui/FormError.tsx'
import { MappingList } from './MappingList.tsx'
import { RowAccount } from './RowAccount.tsx'
import { sourceState, type Source } from './source-state.ts'

/** What a look at a mapped table found: every row, the mapping, the rights of the account. */
export function SourceDialog({ source, onClose }: { source: Source; onClose: () => void }) {
  const remove = useCommand('source.remove', 'all')
  const mayWrite = useMayWrite()
  const { check } = source
  return (
    <Dialog title={source.name} open onClose={onClose} wide>
      <p className="muted">
        {source.kind} from <code>{source.table}</code> · version {source.version} ·{' '}
        {sourceState(source)}
      </p>
      {check?.problem && <p role="alert">{check.problem}</p>}
      {check && <RowAccount account={check} />}
      {check && <SourceNotes check={check} />}
      <MappingList mapping={check?.mapping ?? source.mapping} />
      <FormError error={remove.error} />
      {mayWrite && (
        <div className="dialog-actions">
          <Button
            look="danger"
            disabled={remove.isPending}
            onClick={() => remove.mutate({ name: source.id }, { onSuccess: onClose })}
          >
            Take it out of every answer
          </Button>
        </div>
      )}
    </Dialog>
  )
}

function SourceNotes({ check }: { check: NonNullable<Source['check']> }) {
  const notes = [
    ...check.reasons.map(
      ({ column, reason, count }) => `${formatCount(count)} rows do not fit: ${column}, ${reason}`,
    ),
    ...check.rights.missing.map((right) => `The account lacks the right ${right}`),
    ...check.rights.excess.map((right) => `The account has more rights than it needs: ${right}`),
    ...check.warnings,
  ]
  if (notes.length === 0) return null
  return (
    <ul className="movements">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  )
}
