import { answerScales } from '@fealty/core'

/** What is looked at in a comment that may be read aloud. */
export interface Readable {
  nps: number | null
  themes: readonly string[]
}

type Band = 'detractor' | 'passive' | 'promoter' | 'unscored'

/** A huddle is there to learn: three who are unhappy, one who is content, one who is in between. */
const turns: readonly Band[] = ['detractor', 'promoter', 'detractor', 'passive', 'detractor']

function bandOf(nps: number | null): Band {
  if (nps === null) return 'unscored'
  const { detractor, passive } = answerScales.nps.bands
  if (nps <= detractor[1]) return 'detractor'
  return nps <= passive[1] ? 'passive' : 'promoter'
}

/**
 * A few of the comments, spread over scores and themes: by turns over the bands, each time one whose
 * themes were not heard yet. Where a band has none left, the next in the order given stands in. The
 * same comments in the same order always give the same choice.
 */
export function chooseVerbatims<V extends Readable>(verbatims: readonly V[], count: number): V[] {
  const left = [...verbatims]
  const heard = new Set<string>()
  const chosen: V[] = []
  while (chosen.length < count && left.length > 0) {
    const band = turns[chosen.length % turns.length]!
    const at = bestOf(left, band, heard)
    const [verbatim] = left.splice(at, 1)
    for (const theme of verbatim!.themes) heard.add(theme)
    chosen.push(verbatim!)
  }
  return chosen
}

function bestOf(left: readonly Readable[], band: Band, heard: ReadonlySet<string>): number {
  const isNew = ({ themes }: Readable) =>
    themes.length > 0 && themes.every((theme) => !heard.has(theme))
  const inBand = ({ nps }: Readable) => bandOf(nps) === band
  const choices = [
    left.findIndex((one) => inBand(one) && isNew(one)),
    left.findIndex((one) => inBand(one)),
    left.findIndex((one) => isNew(one)),
  ]
  return choices.find((at) => at >= 0) ?? 0
}
