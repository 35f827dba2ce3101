import { writeFile } from 'node:fs/promises'
import {
  dataOption,
  jsonOption,
  print,
  printJson,
  withConnection,
  type Command,
} from '../command.ts'
import { drawTable } from '../table.ts'
import { WrongCall } from '../wrong-call.ts'

interface Listed {
  reviews: { id: string; date: string; state: string; number: number; headline: string }[]
}
interface Pack {
  headline: string
  subline: string
  metric: { title: string }
  periods: { before: string }
  targetHead: string
  benchmark: { name: string; text: string; note: string } | null
  units: {
    name: string
    scoreText: string
    rangeText: string
    score: { n: number }
    verdict: { text: string }
    peers: { text: string }
    benchmarked: { text: string }
    target: { text: string; likelyText: string }
    actionsDue: number
    actionsLate: number
  }[]
  decisions: { title: string }[]
}
interface Exported {
  fileName: string
  content: string
}

const forms = ['pdf', 'pptx', 'xlsx'] as const

export const reviewCommand: Command = {
  usage: 'review [REVIEW]',
  summary: 'Shows the pack of a review; as JSON, or as PDF, slides or workbook',
  details:
    'REVIEW is an id of `fealty reviews list`. Without it: the newest review that has a pack.',
  options: {
    form: { value: 'FORM', meaning: `Write a file: ${forms.join(', ')}` },
    out: { value: 'FILE', meaning: 'Where the file is written; by default under its own name' },
    ...dataOption,
    ...jsonOption,
  },
  async run(given) {
    const [asked, ...more] = given.words
    if (more.length > 0) throw new WrongCall(`${more[0]!} is one word too many.`)
    const form = given.oneOf('form', forms)
    await withConnection(given, async (connection) => {
      const reviewId = asked ?? newestOf((await connection.run('reviews.list', {})) as Listed)
      if (form !== undefined) {
        const file = (await connection.run('reviews.export', { reviewId, form })) as Exported
        const path = given.text('out') ?? file.fileName
        await writeFile(path, Buffer.from(file.content, 'base64'))
        print(`${path}\n`)
        return
      }
      const { pack } = (await connection.run('reviews.one', { reviewId })) as { pack: Pack | null }
      if (given.has('json')) printJson(pack)
      else print(pack ? showPack(pack) : 'This review has no pack yet. Prepare it first.\n')
    })
  },
}

/** @throws WrongCall where nothing was prepared */
function newestOf({ reviews }: Listed): string {
  const known = reviews
    .filter(({ headline }) => headline !== '')
    .sort((a, b) => (a.date < b.date ? 1 : -1))
  if (!known[0]) throw new WrongCall('There is no review with a pack yet.')
  return known[0].id
}

function showPack({
  headline,
  subline,
  metric,
  periods,
  targetHead,
  benchmark,
  units,
  decisions,
}: Pack): string {
  const right = { align: 'right' } as const
  const table = drawTable({
    columns: [
      { title: 'Unit' },
      { title: metric.title, ...right },
      { title: 'Interval' },
      { title: 'n', ...right },
      { title: `on ${periods.before}` },
      { title: 'Other units' },
      ...(benchmark === null ? [] : [{ title: `on benchmark ${benchmark.text}` }]),
      { title: targetHead, ...right },
      { title: 'Likely', ...right },
      { title: 'Due', ...right },
      { title: 'Late', ...right },
    ],
    rows: units.map(({ name, scoreText, rangeText, score, verdict, target, ...rest }) => [
      name,
      scoreText,
      rangeText,
      score.n.toLocaleString('en'),
      verdict.text,
      rest.peers.text,
      ...(benchmark === null ? [] : [rest.benchmarked.text]),
      target.text,
      target.likelyText,
      String(rest.actionsDue),
      String(rest.actionsLate),
    ]),
  })
  const toDecide = decisions.map(({ title }, index) => `${index + 1}. ${title}\n`).join('')
  const source =
    benchmark === null
      ? ''
      : `Benchmark ${benchmark.text}: ${benchmark.name}, ${benchmark.note}\n\n`
  return `${headline}\n${subline}\n\n${table}\n${source}${toDecide}`
}
