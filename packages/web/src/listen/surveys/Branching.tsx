import { SelectMenu } from '../../ui/SelectMenu.tsx'
import { partsOf, type Question } from './survey-draft.ts'

interface BranchingProps {
  question: Question
  earlier: readonly Question[]
  onChange: (question: Question) => void
}

const operators = [
  { value: 'answered' as const, label: 'was answered' },
  { value: 'between' as const, label: 'is between' },
  { value: 'in' as const, label: 'is one of' },
]
const always = ''

/** When a question is shown: always, or after an answer to one before it. */
export function Branching({ question, earlier, onChange }: BranchingProps) {
  const { showIf } = question
  const on = earlier.find(({ id }) => id === showIf?.question)
  const choose = (id: string) => {
    const shown: Question = { ...question }
    if (id === always) delete shown.showIf
    else shown.showIf = { question: id, operator: 'answered', values: [] }
    onChange(shown)
  }
  const change = (part: Partial<NonNullable<Question['showIf']>>) => {
    if (showIf) onChange({ ...question, showIf: { ...showIf, ...part } })
  }
  return (
    <span className="survey-branch">
      <SelectMenu
        label="Shown when"
        value={showIf?.question ?? always}
        options={[
          { value: always, label: 'Always shown' },
          ...earlier.map(({ id }, index) => ({
            value: id,
            label: `Shown when question ${index + 1}`,
          })),
        ]}
        onChange={choose}
      />
      {showIf && (
        <SelectMenu
          label="How it was answered"
          value={showIf.operator}
          options={operators}
          onChange={(operator) => change({ operator, values: [] })}
        />
      )}
      {showIf && showIf.operator !== 'answered' && (
        <input
          className="input input--small"
          aria-label="Values, with commas between them"
          placeholder={
            on && partsOf(on).length > 0
              ? partsOf(on)
                  .map(({ id }) => id)
                  .join(', ')
              : '0, 6'
          }
          defaultValue={showIf.values.join(', ')}
          onBlur={(event) =>
            change({
              values: event.target.value
                .split(/[\s,]+/)
                .filter(Boolean)
                .map((value) => (/^\d+$/.test(value) ? Number(value) : value)),
            })
          }
        />
      )}
    </span>
  )
}
