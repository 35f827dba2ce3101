import { TextField } from '../../access/TextField.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import type { Draft } from './draft.ts'
import {
  answerWords,
  areaWords,
  assetQuestions,
  forceWords,
  optionsOf,
  questionWords,
  sideWords,
  sortWords,
  trendWords,
} from './words.ts'

export interface FieldsProps {
  draft: Draft
  change: (part: Partial<Draft>) => void
}

const ratings = (['1', '2', '3', '4', '5'] as const).map((value) => ({
  value,
  label: `${value} of 5`,
}))

/** The fields that only this kind of statement has. */
export function KindFields({ draft, change }: FieldsProps) {
  switch (draft.kind) {
    case 'force':
      return <ForceFields draft={draft} change={change} />
    case 'surroundings':
      return (
        <Choice
          label="Area"
          value={draft.area}
          words={areaWords}
          onChange={(area) => change({ area })}
        />
      )
    case 'swot':
      return (
        <Choice
          label="Side"
          value={draft.side}
          words={sideWords}
          onChange={(side) => change({ side })}
        />
      )
    case 'asset':
      return <AssetFields draft={draft} change={change} />
    case 'capability':
      return (
        <Choice
          label="Sort"
          value={draft.sort}
          words={sortWords}
          onChange={(sort) => change({ sort })}
        />
      )
    case 'self':
      return (
        <div className="field-row">
          <SelectField
            label="Question"
            value={draft.question}
            options={optionsOf(questionWords)}
            onChange={(question) => change({ question })}
          />
          <SelectField
            label="Answer"
            value={draft.answer}
            options={optionsOf(answerWords)}
            onChange={(answer) => change({ answer })}
          />
        </div>
      )
    case 'system':
      return <NameField label="What it is called" draft={draft} change={change} />
    case 'channel':
      return (
        <div className="field-row">
          <NameField label="Channel" draft={draft} change={change} />
          <TextField
            label="Segment that it reaches"
            value={draft.segment}
            maxLength={120}
            onChange={(event) => change({ segment: event.target.value })}
          />
        </div>
      )
  }
}

interface ChoiceProps<Key extends string> {
  label: string
  value: Key
  words: Readonly<Record<Key, string>>
  onChange: (value: Key) => void
}

function Choice<Key extends string>({ label, value, words, onChange }: ChoiceProps<Key>) {
  return (
    <div className="field-row">
      <SelectField label={label} value={value} options={optionsOf(words)} onChange={onChange} />
    </div>
  )
}

function ForceFields({ draft, change }: FieldsProps) {
  return (
    <div className="field-row">
      <SelectField
        label="Force"
        value={draft.force}
        options={optionsOf(forceWords)}
        onChange={(force) => change({ force })}
      />
      <SelectField
        label="How strong it is, 5 is strongest"
        value={draft.rating}
        options={ratings}
        onChange={(rating) => change({ rating })}
      />
      <SelectField
        label="Trend"
        value={draft.trend}
        options={optionsOf(trendWords)}
        onChange={(trend) => change({ trend })}
      />
    </div>
  )
}

function AssetFields({ draft, change }: FieldsProps) {
  return (
    <>
      <NameField label="Asset" draft={draft} change={change} />
      <fieldset className="field situation-letters">
        <legend>It is</legend>
        {assetQuestions.map(({ key, label }) => (
          <label key={key}>
            <input
              type="checkbox"
              checked={draft[key]}
              onChange={(event) => change({ [key]: event.target.checked })}
            />{' '}
            {label}
          </label>
        ))}
      </fieldset>
    </>
  )
}

function NameField({ label, draft, change }: FieldsProps & { label: string }) {
  return (
    <TextField
      label={label}
      value={draft.name}
      maxLength={120}
      onChange={(event) => change({ name: event.target.value })}
    />
  )
}
