import { Section } from '../../ui/Section.tsx'
import { StatementList, type StatementActions } from './StatementList.tsx'
import {
  answerWords,
  areaWords,
  assetQuestions,
  forceWords,
  questionWords,
  sideWords,
  sortWords,
  type Asset,
  type Kind,
  type Listed,
  type Statement,
} from './words.ts'

interface GroupsProps {
  statements: readonly Listed[]
  actions: StatementActions
}

const isOf =
  (kind: Kind) =>
  ({ statement }: Listed): boolean =>
    statement.kind === kind

const sections: readonly { kind: Kind; title: string; note: string }[] = [
  { kind: 'force', title: 'Five forces', note: 'strongest first' },
  { kind: 'surroundings', title: 'Surroundings', note: 'STEER' },
  { kind: 'swot', title: 'Strengths, weaknesses, opportunities, threats', note: 'SWOT' },
  { kind: 'asset', title: 'Assets', note: 'VRIO, verdict computed' },
  { kind: 'capability', title: 'Capabilities and competencies', note: 'distinctive and core' },
  { kind: 'self', title: 'Where we stand with CRM', note: 'self-assessment' },
  { kind: 'channel', title: 'Channels to segments', note: 'how each is reached and served' },
  { kind: 'system', title: 'Everything that is called CRM', note: 'catalogue' },
]

const ratingOf = ({ statement }: Listed): number =>
  statement.kind === 'force' ? statement.rating : 0

/** The statements by what they are about; parts about which nothing is written are left out. */
export function StatementGroups({ statements, actions }: GroupsProps) {
  return sections.map(({ kind, title, note }) => {
    const rows = statements.filter(isOf(kind)).sort((a, b) => ratingOf(b) - ratingOf(a))
    if (rows.length === 0) return null
    return (
      <Section key={kind} title={title} note={note}>
        {kind === 'swot' ? (
          <Quadrants statements={rows} actions={actions} />
        ) : (
          <StatementList
            rows={rows}
            actions={actions}
            lead={(listed) => <Lead listed={listed} />}
          />
        )}
      </Section>
    )
  })
}

const sides = Object.entries(sideWords)

function Quadrants({ statements, actions }: GroupsProps) {
  return (
    <div className="quadrants">
      {sides.map(([side, title]) => {
        const rows = statements.filter(
          ({ statement }) => statement.kind === 'swot' && statement.side === side,
        )
        return (
          <div key={side}>
            <h3>{title}</h3>
            {rows.length === 0 ? (
              <p className="statement-note">None is written down.</p>
            ) : (
              <StatementList rows={rows} actions={actions} />
            )}
          </div>
        )
      })}
    </div>
  )
}

/** What a statement is about, with its rating, its verdict or its answer. */
export function Lead({ listed: { statement, verdict } }: { listed: Listed }) {
  const { title, note } = leadOf(statement, verdict)
  return (
    <>
      <span className="statement-title">{title}</span>
      {statement.kind === 'force' && <Rating rating={statement.rating} />}
      {statement.kind === 'asset' && <Letters asset={statement} />}
      {note !== '' && <span className="statement-note">{note}</span>}
    </>
  )
}

const trendMarks = { rising: '▲', steady: '=', falling: '▼' }
const answerMarks = { yes: '✓', partly: '~', no: '✕' }

function leadOf(statement: Statement, verdict: string | null): { title: string; note: string } {
  switch (statement.kind) {
    case 'force': {
      const { force, rating, trend } = statement
      return { title: forceWords[force], note: `${rating} of 5, ${trendMarks[trend]} ${trend}` }
    }
    case 'surroundings':
      return { title: areaWords[statement.area], note: '' }
    case 'swot':
      return { title: sideWords[statement.side], note: '' }
    case 'asset':
      return { title: statement.name, note: verdict ?? '' }
    case 'capability':
      return { title: sortWords[statement.sort], note: '' }
    case 'self': {
      const { question, answer } = statement
      return {
        title: questionWords[question],
        note: `${answerMarks[answer]} ${answerWords[answer]}`,
      }
    }
    case 'system':
      return { title: statement.name, note: '' }
    case 'channel':
      return { title: statement.name, note: `to ${statement.segment}` }
  }
}

/** Five marks, as many filled as the force is strong. */
function Rating({ rating }: { rating: number }) {
  return (
    <span className="rating" aria-hidden="true">
      {Array.from({ length: 5 }, (_, index) => (
        <span key={index} className={index < rating ? 'rating-on' : undefined} />
      ))}
    </span>
  )
}

/** The four letters, a dash in the place of one that does not hold. */
function Letters({ asset }: { asset: Asset }) {
  return (
    <span className="letters">
      {assetQuestions.map(({ key, letter, label }) => (
        <span key={key} className={asset[key] ? undefined : 'letter-off'}>
          <span aria-hidden="true">{asset[key] ? letter : '–'}</span>
          <span className="visually-hidden">
            {asset[key] ? '' : 'not: '}
            {label}.{' '}
          </span>
        </span>
      ))}
    </span>
  )
}
