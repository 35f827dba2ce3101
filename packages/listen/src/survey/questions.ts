import { answerScales } from '@fealty/core'
import type { Question } from './contract.ts'

/** Lowest and highest score of a question that is answered on a scale; nothing for the others. */
export function scaleOf(question: Question): { lowest: number; highest: number } | undefined {
  if (question.kind === 'nps' || question.kind === 'csat' || question.kind === 'ces') {
    const { minimum, maximum } = answerScales[question.kind]
    return { lowest: minimum, highest: maximum }
  }
  if (question.kind !== 'rating' && question.kind !== 'matrix') return undefined
  return { lowest: question.lowest, highest: question.highest }
}

/** Everything that a question says to the person, with the place where it stands. */
export function textsOf(question: Question): { where: string; text: Record<string, string> }[] {
  const texts = [{ where: 'the question', text: question.text }]
  if (question.kind === 'rating') {
    if (question.lowText) texts.push({ where: 'the label of the low end', text: question.lowText })
    if (question.highText) {
      texts.push({ where: 'the label of the high end', text: question.highText })
    }
  }
  if (question.kind === 'single' || question.kind === 'multiple') {
    for (const { id, text } of question.choices) texts.push({ where: `the choice ${id}`, text })
  }
  if (question.kind === 'matrix') {
    for (const { id, text } of question.rows) texts.push({ where: `the row ${id}`, text })
  }
  return texts
}
