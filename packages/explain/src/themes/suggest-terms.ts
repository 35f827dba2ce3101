import type { Call } from '@fealty/core'
import { sql } from '@fealty/engine'
import { openContext } from '@fealty/measure'
import type { z } from 'zod'
import { answerBase } from '../mentions/answer-base.ts'
import { ensureMentions } from '../mentions/ensure-mentions.ts'
import { gateLanguage } from '../sentiment/language-gate.ts'
import { tokenise, type Token } from '../sentiment/tokenise.ts'
import type { ExplainServices } from '../services.ts'
import type { suggestInput, suggestOutput } from './contract.ts'
import { findThemesIn } from './find-themes.ts'
import { choosePeriods } from '../choose-periods.ts'
import { isStopWord } from './stop-words.ts'

/** Comments that are compared at most; drawn by their keys, so always the same ones. */
const mostCompared = 30_000
/** A term must be in this many comments. */
const leastUses = 8
/** Shrinks rare terms: prior counts spread as the terms are in all comments together. */
const priorStrength = 200
/** Fewer standard errors from 0 than these say nothing. */
const leastZ = 2.6

/**
 * Words and pairs of words that promoters and detractors use unequally and that no theme of the
 * dictionary covers: standardised log-odds with an informative Dirichlet prior. Source: Monroe, Colaresi
 * and Quinn (2008), Fightin' Words, Political Analysis 16(4), equations 16 to 22.
 */
export async function suggestTerms(
  call: Call<ExplainServices>,
  input: z.output<typeof suggestInput>,
): Promise<z.input<typeof suggestOutput>> {
  const context = await openContext(call, input)
  const { snapshot, dictionary } = await ensureMentions(
    call.services,
    context.snapshot,
    call.signal,
  )
  const periods = choosePeriods(context, input).slice(-1)
  const rows = await call.services.engine.query(
    snapshot,
    sql`with ${answerBase(context, periods, sql`, f.comment as comment, f.language as language`)}
select comment, language, side, comment_key from base where side <> 0 and comment_key is not null
order by comment_key limit ${mostCompared}`,
    { signal: call.signal },
  )
  const tally = new TermTally()
  for (const row of rows) {
    const tokens = tokenise(String(row.comment))
    const noted = row.language === null ? null : String(row.language)
    const language = gateLanguage(tokens, { noted, known: () => false })
    const covered = findThemesIn(tokens, noted ?? language, dictionary)
    const free = tokens.filter(({ start }) =>
      covered.every((match) => start < match.start || start >= match.end),
    )
    tally.add(free, noted?.slice(0, 2) ?? language, Number(row.side) as -1 | 1)
  }
  return { ...tally.sides, suggestions: tally.suggest(input.most) }
}

interface TermCount {
  term: string
  language: string
  promoters: number
  detractors: number
}

/** Counts the comments of either side that hold a term. Exported for tests. */
class TermTally {
  readonly sides = { promoters: 0, detractors: 0 }
  private readonly counts = new Map<string, TermCount>()

  add(tokens: readonly Token[], language: string, side: -1 | 1): void {
    const name = side === 1 ? 'promoters' : 'detractors'
    this.sides[name] += 1
    for (const term of termsIn(tokens, language)) {
      const key = `${language} ${term}`
      const known = this.counts.get(key)
      if (known) known[name] += 1
      else this.counts.set(key, { term, language, promoters: 0, detractors: 0, [name]: 1 })
    }
  }

  suggest(most: number): z.input<typeof suggestOutput>['suggestions'] {
    const { promoters, detractors } = this.sides
    if (Math.min(promoters, detractors) === 0) return []
    const scored = [...this.counts.values()]
      .filter((count) => count.promoters + count.detractors >= leastUses)
      .map((count) => ({ ...count, z: this.standardise(count) }))
      .filter(({ z }) => Math.abs(z) >= leastZ)
      .sort((a, b) => Math.abs(b.z) - Math.abs(a.z) || (a.term < b.term ? -1 : 1))
    const chosen: typeof scored = []
    for (const one of scored) {
      if (chosen.length >= most) break
      // A pair and its words say the same: the surer of them is enough.
      const words = one.term.split(' ')
      const said = chosen.some(({ term }) => term.split(' ').some((word) => words.includes(word)))
      if (!said) chosen.push(one)
    }
    return chosen.map((one) => ({ ...one, side: one.z > 0 ? 'promoter' : 'detractor' }))
  }

  private standardise(count: TermCount): number {
    const { promoters, detractors } = this.sides
    const prior = (priorStrength * (count.promoters + count.detractors)) / (promoters + detractors)
    const [glad, cross] = [count.promoters + prior, count.detractors + prior]
    const odds = (uses: number, all: number) => Math.log(uses / (all + priorStrength - uses))
    return (odds(glad, promoters) - odds(cross, detractors)) / Math.sqrt(1 / glad + 1 / cross)
  }
}

function termsIn(tokens: readonly Token[], language: string): Set<string> {
  const terms = new Set<string>()
  tokens.forEach(({ word, end }, at) => {
    if (isStopWord(word, language) || word.length < 3 || /^\d+$/.test(word)) return
    terms.add(word)
    const next = tokens[at + 1]
    const near = next !== undefined && next.start - end === 1
    if (near && !isStopWord(next.word, language) && next.word.length >= 3)
      terms.add(`${word} ${next.word}`)
  })
  return terms
}
