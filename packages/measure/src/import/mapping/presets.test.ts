import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Actor } from '@fealty/core'
import { sql } from '@fealty/engine'
import type { z } from 'zod'
import { loadSnapshot } from '../../facts/snapshot.ts'
import { openTestWorkspace, type TestWorkspace } from '../../test/open-workspace.ts'
import type { runOutput } from '../contract.ts'
import { importRunOperation } from '../operation.ts'
import type { PresetId } from './preset-ids.ts'
import { presetMapping } from './presets.ts'

// The files are made by us in the layout that each tool documents; no answer in them is of a person.
const exports: Record<PresetId, string> = {
  formbricks: `No.,Response ID,Timestamp,Finished,Survey ID,User ID,Tags,1. How likely are you to recommend us to a friend or colleague?,2. What is the main reason for your score?
1,r1,2026-05-02T10:11:12.000Z,Yes,s1,C1,,9,Fast and friendly
2,r2,2026-05-03T10:11:12.000Z,Yes,s1,C2,,3,"Billed twice, again"
`,
  qualtrics: `StartDate,EndDate,Status,IPAddress,Progress,Finished,RecordedDate,ResponseId,ExternalReference,DistributionChannel,UserLanguage,Q1_NPS_GROUP,Q1,Q2_Comment
Start Date,End Date,Response Type,IP Address,Progress,Finished,Recorded Date,Response ID,External Data Reference,Distribution Channel,User Language,"On a scale from 0-10,
how likely are you to recommend us? - Group","On a scale from 0-10,
how likely are you to recommend us?",Why?
"{""ImportId"":""startDate""}","{""ImportId"":""endDate""}","{""ImportId"":""status""}","{""ImportId"":""ipAddress""}","{""ImportId"":""progress""}","{""ImportId"":""finished""}","{""ImportId"":""recordedDate""}","{""ImportId"":""_recordId""}","{""ImportId"":""externalDataReference""}","{""ImportId"":""distributionChannel""}","{""ImportId"":""userLanguage""}","{""ImportId"":""QID1_NPS_GROUP""}","{""ImportId"":""QID1""}","{""ImportId"":""QID2_TEXT""}"
2026-05-02 10:00:00,2026-05-02 10:11:12,IP Address,192.0.2.1,100,True,2026-05-02 10:11:12,r1,C1,email,EN,Promoter,9,Fast and friendly
2026-05-03 10:00:00,2026-05-03 10:11:12,IP Address,192.0.2.2,100,True,2026-05-03 10:11:12,r2,C2,email,EN,Detractor,3,"Billed twice, again"
`,
  delighted: `Response ID,Person ID,Email,Score,Comment,Source,Sent At,Created At,Locale
r1,C1,one@example.com,9,Fast and friendly,email,2026-05-01 09:00:00,2026-05-02 10:11:12,en
r2,C2,two@example.com,3,"Billed twice, again",email,2026-05-01 09:00:00,2026-05-03 10:11:12,en
`,
  surveymonkey: `Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,Last Name,Custom Data 1,How likely is it that you would recommend us to a friend or colleague?,What is the main reason for your score?,How do you rate these?,
,,,,,,,,,Response,Open-Ended Response,Price,Staff
r1,7,2026-05-02 10:00:00,2026-05-02 10:11:12,192.0.2.1,,,,C1,9,Fast and friendly,4,5
r2,7,2026-05-03 10:00:00,2026-05-03 10:11:12,192.0.2.2,,,,C2,3,"Billed twice, again",1,2
`,
  limesurvey: `id,submitdate,lastpage,startlanguage,seed,token,startdate,datestamp,NPS,NPSwhy
r1,2026-05-02 10:11:12,2,en,123,C1,2026-05-02 10:00:00,2026-05-02 10:11:12,9,Fast and friendly
r2,2026-05-03 10:11:12,2,en,124,C2,2026-05-03 10:00:00,2026-05-03 10:11:12,3,"Billed twice, again"
`,
}

const terminal: Actor = { kind: 'terminal', id: 't', workspaceId: 'w1', role: 'owner', units: [] }
let workspace: TestWorkspace
let folder: string
beforeEach(async () => {
  workspace = await openTestWorkspace('2026-07-01')
  folder = await mkdtemp(join(tmpdir(), 'fealty-presets-'))
})
afterEach(async () => {
  await workspace.close()
  await rm(folder, { recursive: true, force: true })
})

test.each(Object.keys(exports) as PresetId[])(
  'an export of %s gives the same answers',
  async (preset) => {
    const path = join(folder, `${preset}.csv`)
    await writeFile(path, exports[preset])
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
    expect(rows).toEqual([
      {
        response_id: 'r1',
        customer_id: 'C1',
        day: '2026-05-02',
        nps: 9,
        comment: 'Fast and friendly',
      },
      {
        response_id: 'r2',
        customer_id: 'C2',
        day: '2026-05-03',
        nps: 3,
        comment: 'Billed twice, again',
      },
    ])
  },
)

test('the parts of a question of SurveyMonkey are columns with the question before them', async () => {
  const path = join(folder, 'monkey.csv')
  await writeFile(path, exports.surveymonkey)
  await workspace.run(
    importRunOperation,
    {
      kind: 'responses',
      paths: [path],
      preset: 'surveymonkey',
      mapping: { 'rating:staff': '"How do you rate these? Staff"' },
    },
    terminal,
  )
  const snapshot = await loadSnapshot(workspace.services, 'w1')
  const [row] = await workspace.services.engine.query(
    snapshot,
    sql`select sum("rating:staff") as staff from responses`,
  )
  expect(row).toEqual({ staff: 7 })
})

test('what the person says goes before the preset', () => {
  expect(presetMapping('delighted', ['Score', 'Comment', 'Email'])).toEqual({
    nps: 'Score',
    comment: 'Comment',
    customer_id: 'Email',
  })
  expect(presetMapping('limesurvey', ['G01Q01', 'G01Q02'])).toEqual({})
})
