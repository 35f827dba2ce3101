import { everydayWords } from '../sentiment/language-gate.ts'
import { readSentiment } from '../sentiment/read-sentiment.ts'

/** Words that name no theme by themselves: everyday words, and words of pure praise or complaint. */
export function isStopWord(word: string, language: string): boolean {
  if (everydayWords.has(word)) return true
  if (language !== 'en' && language !== 'de') return false
  const { sentiment } = readSentiment(word, { language })
  return sentiment === 'positive' || sentiment === 'negative'
}
