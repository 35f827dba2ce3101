import { writeDays } from '@fealty/core'
import {
  answerWords,
  areaWords,
  forceWords,
  kindWords,
  questionWords,
  sideWords,
  sortWords,
  trendWords,
  type Statement,
} from './words.ts'

const yes = (value: boolean): string => (value ? 'yes' : 'no')

/** What a statement says, in the words of its page. */
export function tellStatement(
  statement: Statement,
  nameOf: (id: string) => string = (id) => id,
): Map<string, string> {
  const { text, owner, citation, reviewMonths, kind } = statement
  const cited = citation
    ? [citation.metric, ...citation.where, writeDays(citation.from, citation.to)].join(', ')
    : 'nothing'
  return new Map([
    ['Kind', kindWords[kind]],
    ...tellKind(statement),
    ['Statement', text],
    ['Kept true by', owner],
    ['Rests on', cited],
    ['Due again after', `${reviewMonths} months`],
    ['Watched by', statement.kpiIds.map(nameOf).join(', ')],
    ['Speaks for levers', statement.leverIds.map(nameOf).join(', ')],
  ])
}

function tellKind(statement: Statement): [string, string][] {
  switch (statement.kind) {
    case 'force':
      return [
        ['Force', forceWords[statement.force]],
        ['Strength, 1 to 5', String(statement.rating)],
        ['Trend', trendWords[statement.trend]],
      ]
    case 'surroundings':
      return [['Area', areaWords[statement.area]]]
    case 'swot':
      return [['Side', sideWords[statement.side]]]
    case 'asset':
      return [
        ['Asset', statement.name],
        ['Valuable', yes(statement.valuable)],
        ['Rare', yes(statement.rare)],
        ['Hard to imitate', yes(statement.inimitable)],
        ['Organised for it', yes(statement.organised)],
      ]
    case 'capability':
      return [['Sort', sortWords[statement.sort]]]
    case 'self':
      return [
        ['Question', questionWords[statement.question]],
        ['Answer', answerWords[statement.answer]],
      ]
    case 'system':
      return [['System', statement.name]]
    case 'channel':
      return [
        ['Channel', statement.name],
        ['Segment', statement.segment],
      ]
  }
}
