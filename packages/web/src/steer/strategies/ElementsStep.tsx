import type { StrategyView } from '../../api/contracts.ts'
import { TextArea } from '../../ui/TextArea.tsx'
import type { StepProps } from './GoalStep.tsx'
import { TermsFields } from './TermsFields.tsx'

type Check = StrategyView['checks'][number]

/** Step two: the seven elements, each with what it lacks as it was saved. */
export function ElementsStep({
  draft,
  onChange,
  checks,
}: StepProps & { checks: readonly Check[] }) {
  const { scope } = draft
  const hintOf = (element: Check['element']) => {
    const check = checks.find((one) => one.element === element)
    if (!check) return {}
    return { hint: check.done ? '✓ there' : `✕ ${check.missing}` }
  }
  return (
    <>
      <TextArea
        label="1. What it is"
        value={scope.is}
        onChange={(is) => onChange({ scope: { ...scope, is } })}
      />
      <TextArea
        label="1. What it is not"
        {...hintOf('scope')}
        value={scope.isNot}
        onChange={(isNot) => onChange({ scope: { ...scope, isNot } })}
      />
      <TextArea
        label="2. How it differs from today"
        {...hintOf('difference')}
        value={draft.difference}
        onChange={(difference) => onChange({ difference })}
      />
      <TextArea
        label="3. Which segments it addresses, one a line"
        {...hintOf('segments')}
        rows={2}
        value={draft.segments.join('\n')}
        onChange={(text) => onChange({ segments: text.split('\n') })}
      />
      <TermsFields draft={draft} onChange={onChange} />
      <TextArea
        label="4. Path to value and business case"
        {...hintOf('value')}
        value={draft.value}
        onChange={(value) => onChange({ value })}
      />
      <TextArea
        label="5. Capabilities that defend it"
        {...hintOf('capabilities')}
        value={draft.capabilities}
        onChange={(capabilities) => onChange({ capabilities })}
      />
      <TextArea
        label="6. When benefits are expected"
        {...hintOf('timeframe')}
        rows={2}
        value={draft.timeframe}
        onChange={(timeframe) => onChange({ timeframe })}
      />
      <TextArea
        label="7. What changes for the organisation"
        {...hintOf('expectations')}
        value={draft.expectations}
        onChange={(expectations) => onChange({ expectations })}
      />
    </>
  )
}
