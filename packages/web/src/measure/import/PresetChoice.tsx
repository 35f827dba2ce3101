import type { ImportPreset } from '../../api/contracts.ts'
import { Section } from '../../ui/Section.tsx'
import { SelectMenu } from '../../ui/SelectMenu.tsx'

interface PresetChoiceProps {
  preset: ImportPreset | undefined
  onPreset: (preset: ImportPreset | undefined) => void
}

/** Name of each tool, and what its preset finds in the export. */
const presets: Readonly<Record<ImportPreset, { label: string; meaning: string }>> = {
  formbricks: {
    label: 'Formbricks',
    meaning:
      'Finds questions by their text, whatever number stands before it; User ID is the customer.',
  },
  qualtrics: {
    label: 'Qualtrics',
    meaning:
      'The NPS question is the one with a column NPS_GROUP beside it; ExternalReference is the customer.',
  },
  delighted: {
    label: 'Delighted',
    meaning: 'Score is the NPS; the customer is customer_id, else the person’s id or address.',
  },
  surveymonkey: {
    label: 'SurveyMonkey',
    meaning: 'Finds questions by their text; Custom Data 1 is the customer, else the address.',
  },
  limesurvey: {
    label: 'LimeSurvey',
    meaning:
      'Finds questions by their codes or texts; customer_id, else the token, is the customer.',
  },
}

const none = 'none'
const options: readonly { value: ImportPreset | typeof none; label: string }[] = [
  { value: none, label: 'Any file' },
  ...(Object.keys(presets) as ImportPreset[]).map((value) => ({
    value,
    label: presets[value].label,
  })),
]

/** Which tool wrote an export of answers: the layouts of some are known. */
export function PresetChoice({ preset, onPreset }: PresetChoiceProps) {
  return (
    <Section title="Where the answers come from">
      <div className="section-body row">
        <SelectMenu
          label="Tool that wrote the export"
          value={preset ?? none}
          options={options}
          onChange={(value) => onPreset(value === none ? undefined : value)}
        />
        <span className="muted">
          {preset === undefined
            ? 'Columns are guessed by their names and contents.'
            : `${presets[preset].meaning} What you map yourself below goes before it.`}
        </span>
      </div>
    </Section>
  )
}
