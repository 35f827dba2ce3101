import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '@fealty/core'
import { sql } from '@fealty/engine'
import type { z } from 'zod'
import { loadSnapshot } from '../../facts/snapshot.ts'
import { openTestWorkspace, type TestWorkspace } from '../../test/open-workspace.ts'
import type { runOutput } from '../contract.ts'
import { importRunOperation } from '../operation.ts'
import { sheetXml, workbookParts, writeZip } from '../test-workbook.ts'
import type { PresetId } from './preset-ids.ts'

// Made by us, in the rows and words that the tools write; no answer in them is of a person.
const qualtrics = [
  'StartDate,EndDate,Status,IPAddress,Progress,Duration (in seconds),Finished,RecordedDate,ResponseId,RecipientLastName,RecipientFirstName,RecipientEmail,ExternalReference,LocationLatitude,LocationLongitude,DistributionChannel,UserLanguage,Q1_NPS_GROUP,Q1,Q2',
  'Start Date,End Date,Response Type,IP Address,Progress,Duration (in seconds),Finished,Recorded Date,Response ID,Recipient Last Name,Recipient First Name,Recipient Email,External Data Reference,Location Latitude,Location Longitude,Distribution Channel,User Language,How likely are you to recommend us? - Group,How likely are you to recommend us?,What is the main reason for your score?',
].map((line) => line.split(','))
const qualtricsRow = (id: string, customer: string, score: string, words: string) => [
  ...[
    '2026-05-02 10:00:00',
    '2026-05-02 10:11:12',
    'IP Address',
    '192.0.2.1',
    '100',
    '672',
    'True',
  ],
  ...['2026-05-02 10:11:13', id, '', '', '', customer, '53.5', '10.0', 'email', 'EN', 'Group'],
  ...[score, words],
]
const importIds = qualtrics[0]!.map((name) => `{"ImportId":"${name}"}`)
const monkey = [
  'Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,Last Name,Custom Data 1,How likely is it that you would recommend us to a friend or colleague?,What is the main reason for your score?',
  ',,,,,,,,,Response,Open-Ended Response',
].map((line) => line.split(','))
const monkeyRow = (id: string, day: string, customer: string, score: string, words: string) => [
  ...[id, '41', `${day} 10:00:00 AM`, `${day} 01:11:12 PM`, '192.0.2.1', '', '', '', customer],
  ...[score, words],
]
const formbricks = [
  'No.,Response ID,Timestamp,Finished,Survey ID,Formbricks ID (internal),User ID,Notes,Tags,source,url,userAgent - browser,1. How likely are you to recommend us to a friend or colleague?,2. What is the main reason for your score?,3. How satisfied are you?,3. How satisfied are you? - Option ID,plan'.split(
    ',',
  ),
]
const formbricksRow = (id: string, at: string, customer: string, score: string, words: string) => [
  ...[
    '1',
    id,
    at,
    'Yes',
    's1',
    'p1',
    customer,
    '',
    'vip, new',
    'web',
    'https://a.example',
    'Chrome',
  ],
  ...[score, words, '4', 'opt1', 'Pro'],
]
const limeHead = [
  'id. Response ID,submitdate. Date submitted,lastpage. Last page,startlanguage. Start language,seed. Seed,token. Access code,startdate. Date started,datestamp. Date last action,NPS. How likely are you to recommend us?,NPSwhy. What is the main reason?'.split(
    ',',
  ),
]
const limeRow = (id: string, customer: string, score: string, words: string) => [
  ...[id, '2026-05-02 10:11:12', '3', 'en', '7711', customer, '2026-05-02 10:00:00'],
  ...['2026-05-02 10:11:12', score, words],
]
const delighted = [
  'Person ID,Name,Email,Phone Number,Score,Comment,Response ID,Survey type,Source,Survey sent at,Created at,Updated at,Tags,Notes,customer_id'.split(
    ',',
  ),
]
const delightedRow = (id: string, customer: string, score: string, words: string) => [
  ...['551', 'Anna', 'anna@customers.example', '', score, words, id, 'nps', 'email'],
  ...[
    '2026-05-01 09:00:00 UTC',
    '2026-05-02 10:11:12 UTC',
    '2026-05-02 10:11:12 UTC',
    '',
    '',
    customer,
  ],
]

const csv = (rows: string[][], between = ','): string =>
  rows
    .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(between))
    .join('\r\n') + '\r\n'
const text = (rows: string[][]) => Buffer.from(csv(rows))
const bom = (rows: string[][], between?: string) =>
  Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(csv(rows, between))])
const utf16 = (rows: string[][]) =>
  Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(csv(rows, '\t'), 'utf16le')])
const escape = (cell: string) => cell.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const xlsx = (rows: string[][]) =>
  writeZip(workbookParts(sheetXml(rows.map((row) => row.map(escape)))))

const praise = 'Fast & friendly'
const blame = 'Billed twice, "again"'
const answersOf = (
  row: (id: string, customer: string, score: string, words: string) => string[],
  scores: [string, string],
) => [row('r1', 'C1', scores[0], praise), row('r2', 'C2', scores[1], blame)]
const monkeyRows = [
  monkeyRow('r1', '05/02/2026', 'C1', 'Extremely likely - 10', praise),
  monkeyRow('r2', '05/13/2026', 'C2', 'Not at all likely - 0', blame),
]
const dated = (at: string) => (id: string, customer: string, score: string, words: string) =>
  formbricksRow(id, at, customer, score, words)
const numbers: [string, string] = ['10', '0']

const files: [string, PresetId, Buffer][] = [
  [
    'qualtrics.csv',
    'qualtrics',
    text([...qualtrics, importIds, ...answersOf(qualtricsRow, numbers)]),
  ],
  [
    'qualtrics with choice texts.csv',
    'qualtrics',
    bom([
      ...qualtrics,
      importIds,
      ...answersOf(qualtricsRow, ['10 - Extremely likely', '0 - Not at all likely']),
    ]),
  ],
  [
    'qualtrics.tsv',
    'qualtrics',
    utf16([...qualtrics, importIds, ...answersOf(qualtricsRow, numbers)]),
  ],
  ['qualtrics.xlsx', 'qualtrics', xlsx([...qualtrics, ...answersOf(qualtricsRow, numbers)])],
  ['surveymonkey.csv', 'surveymonkey', text([...monkey, ...monkeyRows])],
  ['surveymonkey.xlsx', 'surveymonkey', xlsx([...monkey, ...monkeyRows])],
  [
    'surveymonkey condensed.csv',
    'surveymonkey',
    text([monkey[0]!, monkey[0]!.map(() => ''), ...monkeyRows]),
  ],
  [
    'formbricks.csv',
    'formbricks',
    text([...formbricks, ...answersOf(dated('2026-05-02 10:11:12'), numbers)]),
  ],
  [
    'formbricks of 2024.csv',
    'formbricks',
    text([...formbricks, ...answersOf(dated('Sat May 02 2026'), numbers)]),
  ],
  [
    'formbricks.xlsx',
    'formbricks',
    xlsx([...formbricks, ...answersOf(dated('2026-05-02 10:11:12'), numbers)]),
  ],
  ['limesurvey.csv', 'limesurvey', bom([...limeHead, ...answersOf(limeRow, numbers)], ';')],
  ['limesurvey.xlsx', 'limesurvey', xlsx([...limeHead, ...answersOf(limeRow, numbers)])],
  ['delighted.csv', 'delighted', text([...delighted, ...answersOf(delightedRow, numbers)])],
  ['delighted.xlsx', 'delighted', xlsx([...delighted, ...answersOf(delightedRow, numbers)])],
]

const terminal: Actor = { kind: 'terminal', id: 't', workspaceId: 'w1', role: 'owner', units: [] }
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fealty-exports-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test.each(files)('%s gives the same two answers', async (name, preset, bytes) => {
  const workspace: TestWorkspace = await openTestWorkspace('2026-07-01')
  try {
    const path = join(folder, name)
    await writeFile(path, bytes)
    const report: z.output<typeof runOutput> = await workspace.run(
      importRunOperation,
      { kind: 'responses', paths: [path], preset },
      terminal,
    )
    expect(report).toMatchObject({ rowsIn: 2, kept: 2, rejected: 0 })
    const snapshot = await loadSnapshot(workspace.services, 'w1')
    const rows = await workspace.services.engine.query(
      snapshot,
      sql`select response_id, customer_id, cast(day as varchar) as day, nps, comment from responses order by 1`,
    )
    const second = preset === 'surveymonkey' ? '2026-05-13' : '2026-05-02'
    expect(rows).toEqual([
      { response_id: 'r1', customer_id: 'C1', day: '2026-05-02', nps: 10, comment: praise },
      { response_id: 'r2', customer_id: 'C2', day: second, nps: 0, comment: blame },
    ])
  } finally {
    await workspace.close()
  }
})
