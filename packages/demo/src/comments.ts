import { FRAMES, PHRASES, type Language, type Theme } from './comment-phrases.ts'
import type { Rng } from './random.ts'

/** glad: promoter or content; torn: in between; cross: detractor or discontent. */
export type Mood = 'glad' | 'torn' | 'cross'

/** The side a comment takes; the torn complain a little more often than they praise. */
const PRAISE_CHANCE: Record<Mood, number> = { glad: 1, torn: 0.4, cross: 0 }

/** Writes one short comment on a theme, from the grammar `before core after`. */
export function writeComment(theme: Theme, mood: Mood, language: Language, rng: Rng): string {
  const phrases = PHRASES[language][theme]
  const frame = FRAMES[language][mood]
  const core = rng.pick(rng.chance(PRAISE_CHANCE[mood]) ? phrases.good : phrases.bad)
  return rng.pick(frame.before) + core + rng.pick(frame.after)
}
