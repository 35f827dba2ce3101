import type { Finding, Question, SurveyBody } from './contract.ts'
import { blocks, sources, warns, type Rule } from './finding.ts'
import { wordingOf, type WordingList } from './wording-lists.ts'

/** Where a finding belongs, and the words it is about. */
interface Place {
  question: Question
  language: string
  text: string
  list: WordingList
}

/**
 * The words of the questions, held to the published rules of their scales and to the rules of plain
 * questions. A language without a list is left to a native speaker, and that is said.
 */
export function checkWording(body: SurveyBody): Finding[] {
  return body.languages.flatMap((language) => {
    const list = wordingOf(language)
    if (!list) return [unknownLanguage(language)]
    return body.questions.flatMap((question) => {
      const text = question.text[language] ?? ''
      if (text.trim() === '') return []
      const place = { question, language, text, list }
      return [...checkScale(place), ...checkPlainness(place)]
    })
  })
}

function unknownLanguage(language: string): Finding {
  return warns({
    rule: 'language.unread',
    language,
    what: `The wording in ${language} was not checked.`,
    why: 'There is no list of words for this language.',
    fix: 'Let a native speaker read it against the English wording.',
    source: sources.house,
  })
}

function checkScale(place: Place): Finding[] {
  const { kind } = place.question
  if (kind === 'nps') return checkRecommend(place)
  if (kind === 'ces') return checkEffort(place)
  return kind === 'csat' ? checkSatisfaction(place) : []
}

const about = ({ question, language }: Place) => ({ question: question.id, language })

/** “1 to 10”, “1-10”, “von 1 bis 10”: in Latin or Arabic digits. */
const oneToTen = /(?<!\d)(1|١)\s*(to|bis|à|a|al|إلى|-|–|—|\.\.|…)\s*(10|١٠)(?!\d)/iu
const labelledMiddle = /(?<!\p{L})(neutral|neutre|محايد)|(?<!\d)5\s*(=|:|means|bedeutet)/iu

function checkRecommend(place: Place): Finding[] {
  const { text, list } = place
  const findings: Finding[] = []
  const add = (what: string, why: string, fix: string, rule = 'nps.wording') =>
    findings.push(blocks({ ...about(place), rule, what, why, fix, source: sources.nps }))
  const why = 'The score is only comparable when the question is the published one.'
  const fix = 'Ask: “How likely are you to recommend … to a friend or colleague?”'
  if (!list.likelihood.test(text) || !list.recommend.test(text)) {
    add('It does not ask how likely the person is to recommend.', why, fix)
  } else if (!list.friend.test(text)) {
    add('It does not say to whom: a friend or colleague.', why, fix)
  }
  if (oneToTen.test(text)) {
    const why = 'The scale is 0 to 10. On 1 to 10 people read 1 as “the best” and the bands shift.'
    add('It speaks of 1 to 10.', why, 'Leave the scale to the page: it shows 0 to 10.', 'nps.scale')
  }
  if (labelledMiddle.test(text)) {
    const why = 'A label in the middle draws answers to it. Only the ends bear words.'
    add('It gives the middle of the scale a name.', why, 'Take the label out.', 'nps.middle')
  }
  return findings
}

function checkEffort(place: Place): Finding[] {
  const rule: Rule = {
    ...about(place),
    rule: 'ces.wording',
    what: 'It is not the statement of CES 2.0.',
    why: 'The scale goes from “strongly disagree” to “strongly agree”: it needs a statement that something was easy.',
    fix: 'Write: “[Company] made it easy for me to handle my issue.”',
    source: sources.ces,
  }
  const isStatement = !/[?؟]\s*$/u.test(place.text)
  return isStatement && place.list.easy.test(place.text) ? [] : [blocks(rule)]
}

function checkSatisfaction(place: Place): Finding[] {
  if (place.list.satisfied.test(place.text)) return []
  return [
    blocks({
      ...about(place),
      rule: 'csat.wording',
      what: 'It does not ask about satisfaction.',
      why: 'The scale goes from “very dissatisfied” to “very satisfied”.',
      fix: 'Ask: “How satisfied are you with …?”',
      source: sources.csat,
    }),
  ]
}

/** Two things in one, words that lead, words that allow no shade. */
function checkPlainness(place: Place): Finding[] {
  const { question, text, list } = place
  const findings: Finding[] = []
  const add = (rule: string, what: string, why: string, fix: string) =>
    findings.push(warns({ ...about(place), rule, what, why, fix, source: sources.wording }))
  const isScored = question.kind !== 'text' && question.kind !== 'nps'
  const joined = isScored ? list.joins.exec(text)?.[0] : undefined
  if (joined !== undefined) {
    const why = 'Who is content with one and not with the other cannot answer.'
    add(
      'wording.two',
      `“${joined}” may ask two things at once.`,
      why,
      'Make it two questions, or one.',
    )
  }
  const leading = list.leading.exec(text)?.[0]
  if (leading !== undefined) {
    const why = 'It says which answer is hoped for, and gets it.'
    add('wording.leading', `“${leading}” leads the answer.`, why, 'Ask without praise.')
  }
  const absolute = list.absolute.exec(text)?.[0]
  if (absolute !== undefined && isScored) {
    const why = 'Hardly anybody can agree to it in full, so the scale loses its upper end.'
    add(
      'wording.absolute',
      `“${absolute}” allows no exception.`,
      why,
      'Ask how often, or how much.',
    )
  }
  return findings
}
