import { useId } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Branching } from './Branching.tsx'
import { emptyTexts, freeId, kindNames, partsOf, withParts, type Question } from './survey-draft.ts'

interface QuestionCardProps {
  question: Question
  /** Questions before it: what it can depend on. */
  earlier: readonly Question[]
  language: string
  number: number
  last: boolean
  onChange: (question: Question) => void
  onMove: (by: 1 | -1) => void
  onRemove: () => void
}

/** One question with its words in the chosen language. */
export function QuestionCard(props: QuestionCardProps) {
  const { question, earlier, language, number, last, onChange, onMove, onRemove } = props
  const id = useId()
  const name = `question ${number}`
  const writeText = (text: string) =>
    onChange({ ...question, text: { ...question.text, [language]: text } })
  return (
    <li className="survey-question">
      <div className="survey-question-head">
        <label htmlFor={id}>
          {number}. {kindNames[question.kind]}
        </label>
        <span>
          <Button
            small
            look="plain"
            aria-label={`Move ${name} up`}
            disabled={number === 1}
            onClick={() => onMove(-1)}
          >
            ↑
          </Button>
          <Button
            small
            look="plain"
            aria-label={`Move ${name} down`}
            disabled={last}
            onClick={() => onMove(1)}
          >
            ↓
          </Button>
          <Button small look="plain" aria-label={`Remove ${name}`} onClick={onRemove}>
            ✕
          </Button>
        </span>
      </div>
      <textarea
        id={id}
        className="input"
        rows={2}
        dir="auto"
        lang={language}
        value={question.text[language] ?? ''}
        onChange={(event) => writeText(event.target.value)}
      />
      <Parts question={question} language={language} onChange={onChange} />
      <div className="survey-question-foot">
        <label>
          <input
            type="checkbox"
            checked={question.required}
            onChange={(event) => onChange({ ...question, required: event.target.checked })}
          />{' '}
          Must be answered
        </label>
        {earlier.length > 0 && (
          <Branching question={question} earlier={earlier} onChange={onChange} />
        )}
      </div>
    </li>
  )
}

function Parts({
  question,
  language,
  onChange,
}: Pick<QuestionCardProps, 'question' | 'language' | 'onChange'>) {
  const parts = partsOf(question)
  if (parts.length === 0) return null
  const change = (next: typeof parts) => onChange(withParts(question, next))
  const write = (at: number, text: string) =>
    change(
      parts.map((part, index) =>
        index === at ? { ...part, text: { ...part.text, [language]: text } } : part,
      ),
    )
  const languages = Object.keys(question.text)
  const ids = parts.map((part) => part.id)
  return (
    <ul className="survey-parts">
      {parts.map((part, at) => (
        <li key={part.id}>
          <input
            className="input input--small"
            aria-label={`Choice ${at + 1}`}
            dir="auto"
            lang={language}
            value={part.text[language] ?? ''}
            onChange={(event) => write(at, event.target.value)}
          />
          {parts.length > 2 && (
            <Button
              small
              look="plain"
              aria-label={`Remove choice ${at + 1}`}
              onClick={() => change(parts.filter((_, index) => index !== at))}
            >
              ✕
            </Button>
          )}
        </li>
      ))}
      <li>
        <Button
          small
          onClick={() => change([...parts, { id: freeId(ids, 'c'), text: emptyTexts(languages) }])}
        >
          Add a choice
        </Button>
      </li>
    </ul>
  )
}
