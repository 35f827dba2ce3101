/**
 * The reading of sentiment beside three packages, on the labelled set of the repository and on three
 * sets that the packages bring along. Run by `npm run bench -- sentiment`; `npm run bench -- peers`
 * installs the packages.
 */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { readSentiment } from '../src/sentiment/read-sentiment.ts'
import { tokenise } from '../src/sentiment/tokenise.ts'
import { learnWords } from '../src/sentiment/word-classifier.ts'
import { rateReadings, readLabelledSet, type Label } from '../src/sentiment/test/labelled-set.ts'

type Reader = (text: string, language: string) => Label | 'unsure'

const labelledFolder = join(process.cwd(), 'packages', 'explain', 'labelled')
const peersFolder = join(process.cwd(), 'dist', 'peers-npm')

const fealty: Reader = (text) => {
  const { sentiment } = readSentiment(text)
  return sentiment === 'mixed' ? 'other' : sentiment
}

const bySign = (value: number): Label => (value > 0 ? 'positive' : value < 0 ? 'negative' : 'other')

interface Peers {
  'wink-sentiment': (text: string) => { normalizedScore: number }
  sentiment: new () => { analyze: (text: string) => { score: number } }
  'vader-sentiment': {
    SentimentIntensityAnalyzer: { polarity_scores: (text: string) => { compound: number } }
  }
}

function openPeers(): Record<string, Reader> {
  if (!existsSync(join(peersFolder, 'node_modules'))) {
    console.log('The peers are not installed and skipped: npm run bench -- peers installs them.\n')
    return {}
  }
  const require = createRequire(join(peersFolder, 'package.json'))
  const wink = require('wink-sentiment') as Peers['wink-sentiment']
  const Sentiment = require('sentiment') as Peers['sentiment']
  const afinn = new Sentiment()
  const vader = require('vader-sentiment') as Peers['vader-sentiment']
  return {
    'wink-sentiment 5.0.2': (text) => bySign(wink(text).normalizedScore),
    'sentiment 5.0.2': (text) => bySign(afinn.analyze(text).score),
    // 0.05 either side of 0 is neutral: the thresholds of VADER's own page.
    'vader-sentiment 1.1.3': (text) => {
      const { compound } = vader.SentimentIntensityAnalyzer.polarity_scores(text)
      return bySign(Math.abs(compound) < 0.05 ? 0 : compound)
    },
  }
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

function rateLabelled(readers: Record<string, Reader>): void {
  const held = readLabelledSet(labelledFolder).filter(({ part }) => part === 'test')
  const english = held.filter(({ language }) => language === 'en')
  console.log(`Labelled set of the repository, held-out part: ${held.length} sentences`)
  console.log('| reader | macro-F1 | abstained | positive | negative | other | English only |')
  console.log('|---|---:|---:|---:|---:|---:|---:|')
  for (const [name, reader] of Object.entries(readers)) {
    const rate = (set: typeof held) =>
      rateReadings(
        set.map(({ label, text, language }) => ({ label, read: reader(text, language) })),
      )
    const { macroF1, abstained, f1 } = rate(held)
    const cells = [macroF1, abstained, f1.positive, f1.negative, f1.other, rate(english).macroF1]
    console.log(`| ${name} | ${cells.map(percent).join(' | ')} |`)
  }
}

function rateForeign(readers: Record<string, Reader>): void {
  const folder = join(peersFolder, 'node_modules/sentiment/test/fixtures')
  if (!existsSync(folder)) return
  console.log('\nSentences that we did not write (positive or negative only)')
  console.log('| reader | set | right of those decided | decided |')
  console.log('|---|---|---:|---:|')
  for (const set of ['amazon', 'yelp', 'imdb']) {
    const rows = JSON.parse(readFileSync(join(folder, `${set}.json`), 'utf8')) as {
      text: string
      class: number
    }[]
    for (const [name, reader] of Object.entries(readers)) {
      const decided = rows
        .map((row) => ({ read: reader(row.text, 'en'), real: bySign(row.class - 0.5) }))
        .filter(({ read }) => read === 'positive' || read === 'negative')
      const right = decided.filter(({ read, real }) => read === real).length
      console.log(
        `| ${name} | ${set} | ${percent(right / decided.length)} | ${percent(decided.length / rows.length)} |`,
      )
    }
  }
}

/** Comments per second, one thread; the classifier learns from the same comments. */
function rateSpeed(): void {
  const sentences = readLabelledSet(labelledFolder)
  const comments = Array.from({ length: 100_000 }, (_, index) => {
    const one = sentences[index % sentences.length]!
    const other = sentences[(index * 31 + 7) % sentences.length]!
    return { text: `${one.text} ${other.text}`, side: one.label === 'positive' ? 1 : -1 } as const
  })
  let began = performance.now()
  const classifier = learnWords(
    comments.map(({ text, side }) => ({ tokens: tokenise(text), side })),
  )
  const learning = performance.now() - began
  began = performance.now()
  for (const { text, side } of comments) readSentiment(text, { prior: side, classifier })
  const reading = performance.now() - began
  const each = (milliseconds: number) =>
    Math.round((comments.length / milliseconds) * 1_000).toLocaleString('en')
  console.log(
    `\nSpeed, one thread, comments of two sentences: ${each(reading)} a second read, ${each(learning)} a second learnt from.`,
  )
}

const readers = { Fealty: fealty, ...openPeers() }
rateLabelled(readers)
rateForeign(readers)
rateSpeed()
