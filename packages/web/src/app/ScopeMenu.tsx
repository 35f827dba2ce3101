import { useState } from 'react'
import { useQuestion } from '../api/use-question.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { SelectMenu } from '../ui/SelectMenu.tsx'
import { splitCondition, toggleCondition } from '../url/scope.ts'

interface ScopeProps {
  where: readonly string[]
  onChange: (where: string[] | undefined) => void
}

function labelOf(where: readonly string[]): string {
  if (where.length === 0) return 'All customers'
  const values = where.map((each) => splitCondition(each).value)
  return values.length === 1 ? values[0]! : `${values.length} filters`
}

/** Which customers a page is about: conditions that stand in the address and travel along. */
export function ScopeMenu({ where, onChange }: ScopeProps) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button className="caret" onClick={() => setOpen(true)} aria-haspopup="dialog">
        {labelOf(where)}
      </Button>
      <Dialog title="Which customers" open={open} onClose={() => setOpen(false)}>
        <ScopeChoices where={where} onChange={onChange} />
        <div className="dialog-actions">
          {where.length > 0 && <Button onClick={() => onChange(undefined)}>All customers</Button>}
          <Button look="primary" onClick={() => setOpen(false)}>
            Done
          </Button>
        </div>
      </Dialog>
    </>
  )
}

function ScopeChoices({ where, onChange }: ScopeProps) {
  const catalogue = useQuestion('measure.catalogue', {})
  const dimensions = catalogue.data?.dimensions ?? []
  const [picked, setPicked] = useState<string>()
  const first = dimensions.find((each) => each.name === 'unit') ?? dimensions[0]
  const dimension = picked ?? first?.name
  if (dimension === undefined) return <p className="muted">There is nothing to cut by yet.</p>
  const options = dimensions.map(({ name, label }) => ({ value: name, label }))
  return (
    <>
      <SelectMenu label="Cut by" value={dimension} options={options} onChange={setPicked} />
      <DimensionValues dimension={dimension} where={where} onChange={onChange} />
    </>
  )
}

function DimensionValues({ dimension, where, onChange }: ScopeProps & { dimension: string }) {
  const values = useQuestion('measure.query', { metric: 'active', by: [dimension] })
  if (values.error) return <p className="note note--worse">{values.error.message}</p>
  if (!values.data) return <p className="muted">Looking for values …</p>
  const names = [...new Set(values.data.rows.map((row) => row.segment[dimension] ?? ''))]
  return (
    <ul className="choices">
      {names.map((name) => {
        const condition = `${dimension}=${name}`
        return (
          <li key={name}>
            <label>
              <input
                type="checkbox"
                checked={where.includes(condition)}
                onChange={() => onChange(toggleCondition(where, condition))}
              />{' '}
              {name}
            </label>
          </li>
        )
      })}
    </ul>
  )
}

/** The conditions as tags under the headline, each removable. */
export function ScopeTags({ where, onChange }: ScopeProps) {
  if (where.length === 0) return null
  return (
    <div className="scope-line">
      {where.map((condition) => {
        const { dimension, value } = splitCondition(condition)
        return (
          <span className="tag" key={condition}>
            {dimension}: {value}
            <button
              type="button"
              aria-label={`Remove ${dimension}: ${value}`}
              onClick={() => onChange(toggleCondition(where, condition))}
            >
              ✕
            </button>
          </span>
        )
      })}
    </div>
  )
}
