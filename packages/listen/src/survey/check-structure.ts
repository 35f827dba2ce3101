import type { Finding, Question, SurveyBody, Texts } from './contract.ts'
import { blocks, sources, warns } from './finding.ts'
import { scaleOf, textsOf } from './questions.ts'

/** What does not hang on words: series, order, ids, branching, languages, length. */
export function checkStructure(body: SurveyBody): Finding[] {
  return [
    ...checkSeries(body),
    ...checkScores(body),
    ...checkIds(body),
    ...checkBranching(body),
    ...checkLanguages(body),
    ...checkLogo(body),
    ...checkLength(body),
  ]
}

function checkSeries({ series, touchpoint, competitors, theme }: SurveyBody): Finding[] {
  const findings: Finding[] = []
  const rule = 'series.one'
  const why = 'Scores of different series say different things and are never put together.'
  const source = sources.series
  if (series === 'transaction' && !touchpoint?.trim()) {
    const what = 'A transaction survey without a touchpoint.'
    findings.push(blocks({ rule, what, why, fix: 'Name the touchpoint that it follows.', source }))
  }
  if (series !== 'transaction' && touchpoint?.trim()) {
    const what = `A ${series} survey that names a touchpoint.`
    const fix = 'Take the touchpoint out, or make it a transaction survey.'
    findings.push(blocks({ rule, what, why, fix, source }))
  }
  if (series === 'benchmark' && competitors.length === 0) {
    const what = 'A benchmark survey that names no competitor.'
    const fix = 'Name the companies that are compared.'
    findings.push(blocks({ rule, what, why: 'There is nothing to compare with.', fix, source }))
  }
  if (series !== 'benchmark' && competitors.length > 0) {
    const what = `A ${series} survey that names competitors.`
    const fix = 'Take the competitors out, or make it a benchmark survey.'
    findings.push(blocks({ rule, what, why, fix, source }))
  }
  if (series === 'benchmark' && theme.logo !== undefined) {
    const why = 'Who knows who asks rates the asker better: a benchmark is asked double-blind.'
    const what = 'A benchmark survey that shows the logo.'
    findings.push(warns({ rule: 'series.blind', what, why, fix: 'Leave the logo out.', source }))
  }
  return findings
}

function checkScores({ questions, series }: SurveyBody): Finding[] {
  const findings: Finding[] = []
  for (const kind of ['nps', 'csat', 'ces'] as const) {
    const [, second] = questions.filter((question) => question.kind === kind)
    if (second && series !== 'benchmark') {
      const what = `A second ${kind.toUpperCase()} question (${second.id}).`
      const why = 'A sheet has one score of each kind; which of the two would count?'
      const fix = 'Keep one, and make the other a rating.'
      const rule = 'score.once'
      findings.push(blocks({ rule, question: second.id, what, why, fix, source: sources.house }))
    }
  }
  const place = questions.findIndex(({ kind }) => kind === 'nps')
  const recommend = questions[place]
  if (!recommend || series === 'benchmark') return findings
  const about = { question: recommend.id, source: sources.order }
  if (place > 0) {
    const finding = {
      ...about,
      rule: 'nps.first',
      what: `The recommend question is asked as number ${place + 1}.`,
      why: 'What was asked before it colours the score.',
      fix: 'Ask it first.',
    }
    findings.push(series === 'relationship' ? blocks(finding) : warns(finding))
  }
  if (recommend.showIf) {
    const what = 'The recommend question is shown only to some.'
    const why = 'A score of those who answered something else so is no score of the customers.'
    findings.push(blocks({ ...about, rule: 'nps.all', what, why, fix: 'Show it to everybody.' }))
  }
  return findings
}

function checkIds({ questions }: SurveyBody): Finding[] {
  const findings: Finding[] = []
  const report = (what: string, question?: string) =>
    findings.push(
      blocks({
        rule: 'id.once',
        ...(question === undefined ? {} : { question }),
        what,
        why: 'An answer could not say which of the two it belongs to.',
        fix: 'Give each its own id.',
        source: sources.house,
      }),
    )
  for (const id of repeated(questions.map(({ id }) => id))) report(`Two questions called ${id}.`)
  for (const question of questions) {
    const parts = partsOf(question)
    for (const id of repeated(parts)) report(`Two choices or rows called ${id}.`, question.id)
    const scale = scaleOf(question)
    if (scale && scale.lowest >= scale.highest)
      report('A scale that ends where it begins.', question.id)
  }
  return findings
}

function partsOf(question: Question): string[] {
  if (question.kind === 'matrix') return question.rows.map(({ id }) => id)
  if (question.kind === 'single' || question.kind === 'multiple') {
    return question.choices.map(({ id }) => id)
  }
  return []
}

const repeated = (ids: readonly string[]) =>
  new Set(ids.filter((id, index) => ids.indexOf(id) !== index))

function checkBranching({ questions }: SurveyBody): Finding[] {
  return questions.flatMap((question, place) => {
    const { showIf } = question
    if (!showIf) return []
    const problem = describeBranch(showIf, questions.slice(0, place))
    if (problem === undefined) return []
    return [
      blocks({
        rule: 'branch.valid',
        question: question.id,
        what: problem,
        why: 'The question would never be shown, or always.',
        fix: 'Choose an earlier question and answers that it has.',
        source: sources.house,
      }),
    ]
  })
}

function describeBranch(
  { question: id, operator, values }: NonNullable<Question['showIf']>,
  earlier: readonly Question[],
): string | undefined {
  const on = earlier.find((question) => question.id === id)
  if (!on) return `It is shown by the answer to ${id}, which is not asked before it.`
  if (operator === 'answered') return undefined
  const scale = on.kind === 'matrix' ? undefined : scaleOf(on)
  const parts = on.kind === 'matrix' ? [] : partsOf(on)
  const fits = (value: string | number) =>
    scale
      ? Number.isInteger(Number(value)) &&
        Number(value) >= scale.lowest &&
        Number(value) <= scale.highest
      : parts.includes(String(value))
  if (values.length === 0 || !values.every(fits)) {
    return `It is shown for answers that ${id} does not have.`
  }
  const [low, high] = values.map(Number)
  const isRange =
    scale && values.length === 2 && low !== undefined && high !== undefined && low <= high
  if (operator === 'between' && !isRange) return `It is shown for a range of ${id} that is none.`
  return undefined
}

/** Every text of a survey with what it belongs to. */
function allTexts(body: SurveyBody): { question?: string; where: string; text: Texts }[] {
  const own = [
    { where: 'the opening words', text: body.intro },
    { where: 'the words of thanks', text: body.thanks },
  ]
  return [
    ...own.flatMap(({ where, text }) => (text ? [{ where, text }] : [])),
    ...body.questions.flatMap((question) =>
      textsOf(question).map((entry) => ({ question: question.id, ...entry })),
    ),
  ]
}

function checkLanguages(body: SurveyBody): Finding[] {
  const findings: Finding[] = []
  for (const { where, text, question } of allTexts(body)) {
    const about = question === undefined ? {} : { question }
    for (const language of body.languages) {
      const written = text[language]?.trim() ?? ''
      if (written === '') {
        findings.push(
          blocks({
            ...about,
            rule: 'language.complete',
            language,
            what: `In ${language}, ${where} has no words.`,
            why: 'A person would read a survey that is half in another language, or empty.',
            fix: 'Translate it, or take the language out.',
            source: sources.wording,
          }),
        )
      } else if (/\[[^\]]*\]|\{\{?[^}]*\}/.test(written)) {
        findings.push(
          blocks({
            ...about,
            rule: 'text.placeholder',
            language,
            what: `In ${language}, ${where} holds a placeholder in brackets.`,
            why: 'Nothing fills it in: the person would read the brackets.',
            fix: 'Write the words themselves.',
            source: sources.house,
          }),
        )
      }
    }
  }
  if (repeated(body.languages).size > 0) {
    const what = 'A language stands in the list twice.'
    const why = 'The person would be offered it twice.'
    const rule = 'language.once'
    findings.push(blocks({ rule, what, why, fix: 'Take one out.', source: sources.house }))
  }
  return findings
}

/** The first characters of a PNG and of a JPEG file in base64. */
const logoPattern = /^data:image\/(png;base64,iVBORw0KGgo|jpeg;base64,\/9j\/)[A-Za-z0-9+/]+=*$/

function checkLogo({ theme }: SurveyBody): Finding[] {
  if (theme.logo === undefined || logoPattern.test(theme.logo)) return []
  const what = 'The logo is no PNG or JPEG picture.'
  const why = 'Other kinds can carry scripts, or load something from elsewhere.'
  const fix = 'Choose a PNG or JPEG file.'
  return [blocks({ rule: 'theme.logo', what, why, fix, source: sources.house })]
}

const mostQuestions = { relationship: 10, transaction: 5, benchmark: 15 } as const
const mostRows = 8

function checkLength({ questions, series }: SurveyBody): Finding[] {
  const findings: Finding[] = []
  const source = sources.house
  const rule = 'length.short'
  if (questions.length > mostQuestions[series]) {
    const what = `${questions.length} questions; a ${series} survey should have ${mostQuestions[series]} at most.`
    const why = 'Each further question costs answers, and the patience for the next survey.'
    findings.push(warns({ rule, what, why, fix: 'Ask what will be acted on.', source }))
  }
  for (const question of questions) {
    if (question.kind === 'matrix' && question.rows.length > mostRows) {
      const what = `A matrix of ${question.rows.length} rows.`
      const why = 'On a telephone it becomes a long list, and people answer straight down.'
      const fix = `Keep ${mostRows} rows at most.`
      findings.push(warns({ rule, question: question.id, what, why, fix, source }))
    }
    if (question.kind === 'text' && question.required) {
      const what = 'A text that must be written.'
      const why = 'Who has nothing to say leaves, and the score is lost with the text.'
      findings.push(
        warns({
          rule: 'text.free',
          question: question.id,
          what,
          why,
          fix: 'Let it be skipped.',
          source,
        }),
      )
    }
  }
  return findings
}
