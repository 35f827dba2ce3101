import { useQuestion } from '../../api/use-question.ts'
import { TextField } from '../../access/TextField.tsx'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { NamesField } from './NamesField.tsx'
import { bandOptions, type RuleDraft } from './rule-text.ts'

type Conditions = RuleDraft['conditions']

interface RuleScopeProps {
  conditions: Conditions
  onChange: (conditions: Conditions) => void
}

/** Which surveys, where, and which customers: what is left open does not matter. */
export function RuleScope({ conditions, onChange }: RuleScopeProps) {
  const change = (part: Conditions) => onChange({ ...conditions, ...part })
  const surveys = useQuestion('surveys.list', {}).data?.surveys ?? []
  const units = useQuestion('units.list', {}).data?.units ?? []
  const { surveys: chosen = [], touchpoints = [], themes = [], valueBands = [] } = conditions
  const risk = conditions.churnRiskAtLeast ?? null
  return (
    <>
      <NamesField
        label="About one of these themes"
        hint="Names of themes with commas between them; empty for any words."
        names={themes}
        onChange={(names) => change({ themes: names })}
      />
      <details className="rule-scope">
        <summary>Only some surveys, touchpoints, units or customers</summary>
        <ChoiceList
          label="Surveys, none chosen for all"
          options={surveys.map(({ surveyId, name }) => ({ value: surveyId, label: name }))}
          chosen={chosen}
          onChange={(list) => change({ surveys: list })}
        />
        <NamesField
          label="Touchpoints"
          hint="As they stand in your facts, with commas between them; empty for all."
          names={touchpoints}
          onChange={(names) => change({ touchpoints: names })}
        />
        <ChoiceList
          label="Units with their parts, none chosen for all"
          options={units.map(({ id, name }) => ({ value: id, label: name }))}
          chosen={conditions.units ?? []}
          onChange={(list) => change({ units: list })}
        />
        <ChoiceList
          label="Value bands, none chosen for all"
          options={bandOptions}
          chosen={valueBands}
          onChange={(list) => change({ valueBands: list })}
        />
        <TextField
          label="Churn risk of at least, %"
          hint="Chance that the customer leaves; empty for any."
          type="number"
          min={0}
          max={100}
          value={risk === null ? '' : Math.round(risk * 100)}
          onChange={({ target }) =>
            change({ churnRiskAtLeast: target.value === '' ? null : Number(target.value) / 100 })
          }
        />
        <label className="switch">
          <input
            type="checkbox"
            checked={conditions.withComment ?? false}
            onChange={(event) => change({ withComment: event.target.checked })}
          />
          Only answers with words
        </label>
      </details>
    </>
  )
}
