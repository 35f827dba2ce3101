import { useState } from 'react'
import type { SurveyBody } from '../../api/contracts.ts'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { SelectMenu } from '../../ui/SelectMenu.tsx'
import { QuestionCard } from './QuestionCard.tsx'
import {
  changeQuestion,
  kindNames,
  moveQuestion,
  newQuestion,
  removeQuestion,
  type QuestionKind,
} from './survey-draft.ts'

interface QuestionListProps {
  body: SurveyBody
  language: string
  onChange: (body: SurveyBody) => void
}

const kinds = Object.entries(kindNames).map(([value, label]) => ({
  value: value as QuestionKind,
  label,
}))

/** The questions in their order; moved by buttons, so by keyboard too. */
export function QuestionList({ body, language, onChange }: QuestionListProps) {
  const [kind, setKind] = useState<QuestionKind>('text')
  return (
    <Section title="Questions" note={`${body.questions.length}`}>
      <ol className="survey-questions">
        {body.questions.map((question, at) => (
          <QuestionCard
            key={question.id}
            question={question}
            earlier={body.questions.slice(0, at)}
            language={language}
            number={at + 1}
            last={at === body.questions.length - 1}
            onChange={(next) => onChange(changeQuestion(body, at, next))}
            onMove={(by) => onChange(moveQuestion(body, at, by))}
            onRemove={() => onChange(removeQuestion(body, at))}
          />
        ))}
      </ol>
      <div className="survey-add">
        <SelectMenu
          label="Kind of the new question"
          value={kind}
          options={kinds}
          onChange={setKind}
        />
        <Button
          onClick={() =>
            onChange({ ...body, questions: [...body.questions, newQuestion(body, kind)] })
          }
        >
          Add a question
        </Button>
      </div>
    </Section>
  )
}
