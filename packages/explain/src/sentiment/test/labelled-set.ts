import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The label a reader should give; `other` is neutral or mixed. */
export type Label = 'positive' | 'negative' | 'other'

export interface LabelledSentence {
  label: Label
  /** What makes it hard: `negation`, `noun`, `idiom`, `fact` … */
  trait: string
  language: string
  industry: string
  text: string
  /** Lexicon and thresholds are tuned on `development` only; figures are those of `test`. */
  part: 'development' | 'test'
}

const besideSources = fileURLToPath(new URL('../../../labelled', import.meta.url))

/** The labelled set of the repository; see its README. A bundle has to say where it lies. */
export function readLabelledSet(folder = besideSources): LabelledSentence[] {
  return ['a', 'b'].flatMap((name) =>
    parseSentences(readFileSync(join(folder, `sentences-${name}.txt`), 'utf8')),
  )
}

function parseSentences(content: string): LabelledSentence[] {
  let head: Omit<LabelledSentence, 'text' | 'part'> | undefined
  const sentences: LabelledSentence[] = []
  for (const line of content.split('\n')) {
    const match = /^\[(positive|negative|other) (\S+) (\S+) (\S+)\]$/.exec(line)
    if (match) {
      const [, label, trait, language, industry] = match as unknown as [
        string,
        Label,
        string,
        string,
        string,
      ]
      head = { label, trait, language, industry }
    } else if (line !== '' && head) {
      sentences.push({ ...head, text: line, part: choosePart(line) })
    }
  }
  return sentences
}

/** The fixed rule: the parity of the first byte of the SHA-256 of the sentence. */
function choosePart(text: string): LabelledSentence['part'] {
  return createHash('sha256').update(text).digest()[0]! % 2 === 0 ? 'test' : 'development'
}

export interface Figures {
  sentences: number
  abstained: number
  macroF1: number
  f1: Record<Label, number>
}

/** Share abstained, and macro-F1 on what was not abstained from. */
export function rateReadings(
  readings: readonly { label: Label; read: Label | 'unsure' }[],
): Figures {
  const answered = readings.filter(({ read }) => read !== 'unsure')
  const labels = ['positive', 'negative', 'other'] as const
  const f1 = Object.fromEntries(
    labels.map((label) => {
      const hits = answered.filter((one) => one.label === label && one.read === label).length
      const read = answered.filter((one) => one.read === label).length
      const real = answered.filter((one) => one.label === label).length
      return [label, read + real === 0 ? 0 : (2 * hits) / (read + real)]
    }),
  ) as Record<Label, number>
  return {
    sentences: readings.length,
    abstained: 1 - answered.length / readings.length,
    macroF1: labels.reduce((sum, label) => sum + f1[label], 0) / labels.length,
    f1,
  }
}
