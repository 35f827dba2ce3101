import { useId } from 'react'
import { TextField } from '../../access/TextField.tsx'
import type { SurveyBody } from '../../api/contracts.ts'
import { Section } from '../../ui/Section.tsx'
import { SelectMenu } from '../../ui/SelectMenu.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { seriesNames, withText } from './survey-draft.ts'

interface SurveyWordsProps {
  body: SurveyBody
  language: string
  onLanguage: (language: string) => void
  onChange: (body: SurveyBody) => void
}

const nameOf = (language: string) =>
  new Intl.DisplayNames(['en'], { type: 'language' }).of(language) ?? language
const series = Object.entries(seriesNames).map(([value, label]) => ({
  value: value as SurveyBody['series'],
  label,
}))

/** What the survey is, and its words before and after the questions. */
export function SurveyWords({ body, language, onLanguage, onChange }: SurveyWordsProps) {
  const id = useId()
  const change = (part: Partial<SurveyBody>) => onChange({ ...body, ...part })
  return (
    <Section title="The survey">
      <div className="survey-grid">
        <TextField
          label="Name"
          value={body.name}
          onChange={(event) => change({ name: event.target.value })}
        />
        <div className="field">
          <span aria-hidden="true">Series</span>
          <SelectMenu
            label="Series"
            value={body.series}
            options={series}
            onChange={(value) => change({ series: value })}
          />
        </div>
        {body.series === 'transaction' && (
          <TextField
            label="Touchpoint"
            hint="As it stands in your facts"
            value={body.touchpoint ?? ''}
            onChange={(event) => change({ touchpoint: event.target.value })}
          />
        )}
        <TextField
          label="Languages"
          hint="Codes, the first is the one for all others: en, de, ar"
          defaultValue={body.languages.join(', ')}
          onBlur={(event) => {
            const languages = event.target.value.split(/[\s,]+/).filter(Boolean)
            if (languages.length > 0) change({ languages })
          }}
        />
        <div className="field">
          <label htmlFor={id}>Colour</label>
          <input
            id={id}
            type="color"
            className="survey-color"
            value={body.theme.accent}
            onChange={(event) => change({ theme: { ...body.theme, accent: event.target.value } })}
          />
        </div>
      </div>
      <Tabs
        label="Language of the words"
        tabs={body.languages.map((one) => ({ id: one, title: nameOf(one) }))}
        chosen={language}
        onChoose={onLanguage}
      >
        <div className="survey-words">
          <TextField
            label="Words before the first question"
            hint="Empty for none"
            dir="auto"
            lang={language}
            value={body.intro?.[language] ?? ''}
            onChange={(event) =>
              change({ intro: withText(body.intro, language, event.target.value) })
            }
          />
          <TextField
            label="Words of thanks"
            dir="auto"
            lang={language}
            value={body.thanks?.[language] ?? ''}
            onChange={(event) =>
              change({ thanks: withText(body.thanks, language, event.target.value) })
            }
          />
        </div>
      </Tabs>
    </Section>
  )
}
