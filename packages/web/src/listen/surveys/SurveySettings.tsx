import { useState, type ChangeEvent } from 'react'
import { TextField } from '../../access/TextField.tsx'
import type { SurveyBody } from '../../api/contracts.ts'
import { Button } from '../../ui/Button.tsx'
import { readList } from '../../ui/read-typed.ts'
import { Section } from '../../ui/Section.tsx'
import { logoProblem } from './survey-draft.ts'

interface SurveySettingsProps {
  body: SurveyBody
  onChange: (body: SurveyBody) => void
}

/** Where the survey may be shown, whose picture it bears, and how long its answers are kept. */
export function SurveySettings({ body, onChange }: SurveySettingsProps) {
  const change = (part: Partial<SurveyBody>) => onChange({ ...body, ...part })
  const { theme, frameOrigins, competitors, retentionDays, anonymous } = body
  return (
    <Section title="Look, place and time">
      <div className="survey-grid">
        <LogoField
          logo={theme.logo}
          onChange={(logo) =>
            change({ theme: logo === undefined ? { accent: theme.accent } : { ...theme, logo } })
          }
        />
        <ListField
          label="Sites that may frame it"
          hint="For the widget: https://shop.example, with commas between them"
          list={frameOrigins}
          onChange={(list) => change({ frameOrigins: list })}
        />
        {body.series === 'benchmark' && (
          <ListField
            label="Companies asked about"
            hint="Beside your own, with commas between them"
            list={competitors}
            onChange={(list) => change({ competitors: list })}
          />
        )}
        <TextField
          label="Keep words and names for, days"
          hint="Then they are erased; the counts stay. Empty for no end"
          type="number"
          min={1}
          max={3650}
          value={retentionDays ?? ''}
          onChange={(event) => {
            const days = Number(event.target.value)
            change({ retentionDays: days >= 1 ? days : undefined })
          }}
        />
      </div>
      <label className="switch">
        <input
          type="checkbox"
          checked={anonymous}
          onChange={(event) => change({ anonymous: event.target.checked })}
        />
        Anonymous: answers carry no customer and can never be joined again
      </label>
    </Section>
  )
}

interface ListFieldProps {
  label: string
  hint: string
  list: readonly string[]
  onChange: (list: string[]) => void
}

/** A list that is read when the field is left, so that a comma can be typed. */
function ListField({ label, hint, list, onChange }: ListFieldProps) {
  return (
    <TextField
      label={label}
      hint={hint}
      defaultValue={list.join(', ')}
      onBlur={(event) => onChange(readList(event.target.value, /[,\n]/))}
    />
  )
}

interface LogoFieldProps {
  logo: string | undefined
  onChange: (logo: string | undefined) => void
}

function LogoField({ logo, onChange }: LogoFieldProps) {
  const [problem, setProblem] = useState<string>()
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    if (!file) return
    const found = logoProblem(file)
    setProblem(found)
    if (found !== undefined) return
    const reader = new FileReader()
    reader.onload = () => {
      if (typeof reader.result === 'string') onChange(reader.result)
    }
    reader.readAsDataURL(file)
  }
  return (
    <div className="field">
      <label className="field">
        <span>Logo</span>
        <input className="input" type="file" accept="image/png,image/jpeg" onChange={choose} />
      </label>
      <span className="hint" role={problem === undefined ? undefined : 'alert'}>
        {problem ?? 'PNG or JPEG, 140 kB at most; it stands in place of the name'}
      </span>
      {logo !== undefined && (
        <span className="row">
          <img className="survey-logo" src={logo} alt="The logo as it is" />
          <Button small look="plain" onClick={() => onChange(undefined)}>
            Remove
          </Button>
        </span>
      )}
    </div>
  )
}
