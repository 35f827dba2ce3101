import { z } from 'zod/mini'
import { day, grain, positive, scopeSearch, text } from '../url/search-schema.ts'

export const themesSearch = z.extend(scopeSearch, { every: grain, day, theme: text })
export type ThemesSearch = z.infer<typeof themesSearch>

export const scoresSearch = z.extend(scopeSearch, {
  score: z.catch(z.optional(z.enum(['nps', 'csat', 'ces'])), undefined),
  series: z.catch(z.optional(z.enum(['relationship', 'transaction', 'competitive'])), undefined),
  every: grain,
  day,
})
export type ScoresSearch = z.infer<typeof scoresSearch>

export const verbatimsSearch = z.extend(scopeSearch, {
  text,
  theme: text,
  sentiment: z.catch(z.optional(z.enum(['positive', 'mixed', 'negative', 'unsure'])), undefined),
  band: z.catch(z.optional(z.enum(['promoter', 'passive', 'detractor'])), undefined),
  from: day,
  to: day,
  page: positive,
})
export type VerbatimsSearch = z.infer<typeof verbatimsSearch>
