import { createWriteStream, existsSync } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import {
  sql,
  wholeNumber,
  type Column,
  type Dialect,
  type Engine,
  type Snapshot,
  type Sql,
} from '@fealty/engine'
import {
  loadSnapshot,
  rollupFolder,
  stagingPath,
  withTable,
  type MeasureServices,
} from '@fealty/measure'
import { tokenise } from '../sentiment/tokenise.ts'
import {
  learnWords,
  type ScoredComment,
  type WordClassifier,
} from '../sentiment/word-classifier.ts'
import { readDictionary, type VersionedDictionary } from '../themes/theme-records.ts'
import { annotateComment } from './annotate-comment.ts'

/** Raised when comments are read differently, so that older readings are not taken. */
const readingVersion = 2

const mentionColumns: readonly Column[] = [
  { name: 'comment_key', type: 'text' },
  { name: 'theme', type: 'text' },
  { name: 'sentiment', type: 'text' },
  { name: 'confidence', type: 'number' },
  { name: 'spans', type: 'text' },
  { name: 'language', type: 'text' },
]

/** The different comments, numbered in the order of their keys. */
const commentColumns: readonly Column[] = [
  { name: 'place', type: 'whole' },
  { name: 'comment_key', type: 'text' },
  { name: 'comment', type: 'text' },
  { name: 'language', type: 'text' },
  { name: 'prior', type: 'whole' },
]

const pageRows = 20_000
/** The classifier learns from this many comments at most, chosen by their keys. */
const mostLearnt = 40_000
/** Between so many comments other work of the process gets its turn. */
const commentsPerTurn = 250
const readSeconds = 600

/** What the respondent's score says: 1, -1, or 0 between or without one. */
export const priorSql: Sql = sql`case
when f.nps is not null then case when f.nps >= 9 then 1 when f.nps <= 6 then -1 else 0 end
when f.csat is not null then case when f.csat >= 4 then 1 when f.csat <= 2 then -1 else 0 end
when f.ces is not null then case when f.ces >= 5 then 1 when f.ces <= 3 then -1 else 0 end
else 0 end`

/** The key under which equal comments with a score on the same side are read once. */
export const commentKeySql = (dialect: Dialect): Sql =>
  dialect.md5(
    sql`f.comment || '|' || coalesce(f.language, '') || '|' || cast(${priorSql} as varchar)`,
  )

/** True for an answer with words in its comment. */
export const hasCommentSql: Sql = sql`(f.comment is not null and trim(f.comment) <> '')`

type Services = Pick<MeasureServices, 'engine' | 'store' | 'dataFolder'>

/** A snapshot with the table `mentions`, and the dictionary it was read with. */
export interface MentionedSnapshot {
  snapshot: Snapshot
  dictionary: VersionedDictionary
}

const reading = new Map<string, Promise<string>>()

/**
 * The snapshot with the derived table `mentions`: for each different comment one row for the comment as
 * a whole (theme `''`) and one for each theme that it names. Comments are read once per facts and
 * dictionary and kept as Parquet beside the rollups; the file holds no words of a customer, only keys,
 * places and what was read. May be deleted at any time.
 *
 * @param seen the snapshot to be extended; its facts are those of the workspace now
 */
export async function ensureMentions(
  services: Services,
  seen: Snapshot,
  signal: AbortSignal,
): Promise<MentionedSnapshot> {
  const { workspaceId } = seen
  const [facts, dictionary] = await Promise.all([
    loadSnapshot(services, workspaceId),
    readDictionary(services.store, workspaceId),
  ])
  const name = `mentions-${facts.id}-${readingVersion}-${dictionary.version}`
  const path = join(
    rollupFolder(services.dataFolder, facts),
    `${name}${services.engine.tableSuffix}`,
  )
  if (!existsSync(path))
    await readOnce(path, () => readAll(services, facts, dictionary, path, signal))
  const id = `${seen.id}_m${readingVersion}${dictionary.version}`
  const table = { files: [path], columns: mentionColumns }
  return { snapshot: withTable(seen, id, 'mentions', table), dictionary }
}

async function readOnce(path: string, read: () => Promise<string>): Promise<void> {
  const running = reading.get(path)
  if (running) {
    await running
    return
  }
  const work = read()
  reading.set(path, work)
  try {
    await work
  } finally {
    reading.delete(path)
  }
}

/** Reads all different comments and writes what was read. */
async function readAll(
  services: Services,
  facts: Snapshot,
  dictionary: VersionedDictionary,
  path: string,
  signal: AbortSignal,
): Promise<string> {
  const { engine, dataFolder } = services
  await mkdir(rollupFolder(dataFolder, facts), { recursive: true, mode: 0o700 })
  const unit = `${facts.id}-${dictionary.version}`
  const texts = await stagingPath(dataFolder, 'comments', `${unit}${engine.tableSuffix}`)
  const read = await stagingPath(dataFolder, 'mentions', `${unit}.csv`)
  const options = { signal, seconds: readSeconds }
  try {
    const total = await engine.writeTable(
      facts,
      differentCommentsSql(engine.dialect),
      texts,
      options,
    )
    const commented = withTable(facts, `c_${unit}`, 'comment_texts', {
      files: [texts],
      columns: commentColumns,
    })
    const pages = new CommentPages(services, commented, total, signal)
    const classifier = await learn(pages)
    await pipeline(
      Readable.from(annotate(pages, dictionary, classifier)),
      createWriteStream(read, { mode: 0o600 }),
    )
    const lent = { files: [read], columns: mentionColumns }
    const withMentions = withTable(facts, `r_${unit}`, 'lent_mentions', lent)
    await engine.writeTable(withMentions, mentionsSql, path, options)
    await sweepReadings(engine, dirname(path))
  } finally {
    // The first file holds words of customers.
    await Promise.all([engine.dropTable(texts), rm(read, { force: true })])
  }
  return path
}

/** A few readings stay, so that questions still running keep their file. */
const keptReadings = 4

async function sweepReadings(engine: Engine, folder: string): Promise<void> {
  const names = (await readdir(folder)).filter(
    (name) => name.startsWith('mentions-') && name.endsWith(engine.tableSuffix),
  )
  const aged = await Promise.all(
    names.map(async (name) => ({ name, time: (await stat(join(folder, name))).mtimeMs })),
  )
  aged.sort((a, b) => b.time - a.time)
  for (const { name } of aged.slice(keptReadings)) await engine.dropTable(join(folder, name))
}

const differentCommentsSql = (
  dialect: Dialect,
): Sql => sql`select row_number() over (order by comment_key) as place, c.* from (
select distinct ${commentKeySql(dialect)} as comment_key, f.comment as comment, coalesce(f.language, '') as language, ${priorSql} as prior
from responses f where ${hasCommentSql}) c order by place`

/** An empty cell of a lent table is null. */
const mentionsSql = sql`select comment_key, coalesce(theme, '') as theme, sentiment, confidence, coalesce(spans, '') as spans, language
from lent_mentions order by theme, comment_key`

interface KeyedComment {
  key: string
  text: string
  language: string
  prior: -1 | 0 | 1
}

/** The different comments, page by page in the order of their keys. */
class CommentPages {
  constructor(
    private readonly services: Services,
    /** The facts with the table `comment_texts`. */
    private readonly commented: Snapshot,
    private readonly total: number,
    private readonly signal: AbortSignal,
  ) {}

  async *read(most = Infinity): AsyncGenerator<KeyedComment> {
    const end = Math.min(this.total, most)
    for (let start = 1; start <= end; start += pageRows) {
      const last = Math.min(end, start + pageRows - 1)
      const rows = await this.services.engine.query(
        this.commented,
        sql`select comment_key, comment, language, prior from comment_texts
where place between ${wholeNumber(start)} and ${wholeNumber(last)} order by place`,
        { signal: this.signal },
      )
      for (const [index, row] of rows.entries()) {
        if (index % commentsPerTurn === 0) await giveWay(this.signal)
        yield {
          key: String(row.comment_key),
          text: String(row.comment),
          language: String(row.language),
          prior: Number(row.prior) as -1 | 0 | 1,
        }
      }
    }
  }
}

function giveWay(signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  return new Promise((resolve) => setImmediate(resolve))
}

/** The workspace's own classifier. The order of keys is as good as drawn by lot, and always the same. */
async function learn(pages: CommentPages): Promise<WordClassifier | undefined> {
  const comments: ScoredComment[] = []
  for await (const { text, prior } of pages.read(mostLearnt))
    if (prior !== 0) comments.push({ tokens: tokenise(text), side: prior })
  return learnWords(comments)
}

async function* annotate(
  pages: CommentPages,
  dictionary: VersionedDictionary,
  classifier: WordClassifier | undefined,
): AsyncGenerator<string> {
  yield 'comment_key|theme|sentiment|confidence|spans|language\n'
  let lines = ''
  for await (const { key, text, language, prior } of pages.read()) {
    for (const mention of annotateComment(text, dictionary, { language, prior, classifier })) {
      const spans = mention.spans.map(({ start, end }) => `${start}-${end}`).join(' ')
      const noted = mention.language.replace(/[^a-zA-Z-]/g, '').slice(0, 20)
      lines += `${key}|${mention.themeId}|${mention.sentiment}|${mention.confidence.toFixed(3)}|${spans}|${noted}\n`
    }
    if (lines.length > 60_000) {
      yield lines
      lines = ''
    }
  }
  yield lines
}
