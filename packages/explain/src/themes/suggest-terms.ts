import type { Call } from '@fealty/core'
import { sql, wholeNumber } from '@fealty/engine'
import { keepAnswer, openContext, type MeasureContext } from '@fealty/measure'
import type { z } from 'zod'
import { answerBase } from '../mentions/answer-base.ts'
import { ensureMentions } from '../mentions/ensure-mentions.ts'
import { gateLanguage } from '../sentiment/language-gate.ts'
import { tokenise } from '../sentiment/tokenise.ts'
import type { ExplainServices } from '../services.ts'
import type { suggestInput, suggestOutput } from './contract.ts'
import { findThemesIn } from './find-themes.ts'
import { choosePeriods } from '../choose-periods.ts'
import { readDictionary } from './theme-records.ts'
import { TermTally } from './term-tally.ts'

/** Comments that are compared at most; drawn by their keys, so always the same ones. */
const mostCompared = 30_000
/**
 * Words and pairs of words that promoters and detractors use unequally and that no theme of the
 * dictionary covers, as `TermTally` finds them; comments of neither side are background.
 */
export async function suggestTerms(
  call: Call<ExplainServices>,
  input: z.output<typeof suggestInput>,
): Promise<z.input<typeof suggestOutput>> {
  const context = await openContext(call, input)
  const { version } = await readDictionary(call.services.store, call.workspaceId)
  return keepAnswer(context, 'themes.suggest', { ...input, dictionary: version }, () =>
    tallyTerms(call, context, input),
  )
}

async function tallyTerms(
  call: Call<ExplainServices>,
  context: MeasureContext,
  input: z.output<typeof suggestInput>,
): Promise<z.input<typeof suggestOutput>> {
  const { snapshot, dictionary } = await ensureMentions(
    call.services,
    context.snapshot,
    call.signal,
  )
  const periods = choosePeriods(context, input).slice(-1)
  const rows = await call.services.engine.query(
    snapshot,
    sql`with ${answerBase(context, periods, sql`, f.comment as comment, f.language as language`)}
select comment, language, side, comment_key from base where comment_key is not null
order by comment_key limit ${wholeNumber(mostCompared)}`,
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
    tally.add(free, noted?.slice(0, 2) ?? language, Number(row.side ?? 0) as -1 | 0 | 1)
  }
  return { ...tally.sides, suggestions: tally.suggest(input.most) }
}
