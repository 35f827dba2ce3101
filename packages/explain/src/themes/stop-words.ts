import { everydayWords } from '../sentiment/language-gate.ts'
import { readSentiment } from '../sentiment/read-sentiment.ts'
import { isCommonplace } from './commonplace-words.ts'

/** Words that name no theme by themselves: everyday and commonplace words, and words of pure praise or complaint. */
export function isStopWord(word: string, language: string): boolean {
  if (everydayWords.has(word) || isCommonplace(word, language)) return true
  if (language !== 'en' && language !== 'de') return false
  const { sentiment } = readSentiment(word, { language })
  return sentiment === 'positive' || sentiment === 'negative'
}
