import type { Answer } from '../api/contracts.ts'

/** What a page says while the engine does not answer; null while it does. */
export function engineNotice({ awaySince, computedOn }: Answer<'engine.state'>): string | null {
  if (awaySince === null) return null
  const since = `${awaySince.slice(0, 10)} ${awaySince.slice(11, 16)} UTC`
  const shown =
    computedOn === null ? 'No numbers were computed before.' : `Numbers are those of ${computedOn}.`
  return `The engine has not answered since ${since}. ${shown} Answers, cases and plans are taken as ever.`
}
