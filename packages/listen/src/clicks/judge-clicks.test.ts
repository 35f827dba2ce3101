import { describe, expect, test } from 'vitest'
import { classifyAgent, judgeClicks, judgePost, type Click } from './judge-clicks.ts'

const sent = '2026-11-01T10:00:00.000Z'
const at = (seconds: number) => new Date(Date.parse(sent) + seconds * 1000)
const click = (kind: Click['kind'], seconds: number, score: number | null = null): Click => ({
  kind,
  score,
  at: at(seconds).toISOString(),
})
const burst = Array.from({ length: 11 }, (_, score) => click('provisional', 60 + score / 10, score))

describe('a post', () => {
  test.each([
    ['after one click', [click('provisional', 60, 9)], 63, []],
    ['without any click', [], 63, []],
    ['in the middle of a burst', burst, 62, ['scores']],
    ['after the burst', burst, 90, []],
    [
      'of a score that was clicked twice',
      [click('provisional', 60, 9), click('provisional', 62, 9)],
      63,
      [],
    ],
    ['after a honeypot', [click('honeypot', 60)], 65, ['honeypot']],
    ['long after a honeypot', [click('honeypot', 60)], 71, []],
    ['after a HEAD', [click('head', 60)], 61, ['head']],
    ['before what a clock says comes later', [click('head', 60)], 50, []],
  ] as const)('%s', (_name, clicks, seconds, reasons) => {
    expect(judgePost(clicks, at(seconds))).toEqual(reasons)
  })
})

describe('the clicks of a link', () => {
  test.each([
    ['one click, a minute later', [click('provisional', 60, 9)], []],
    ['two scores, far apart', [click('provisional', 60, 9), click('provisional', 600, 3)], []],
    [
      'two scores within ten seconds',
      [click('provisional', 60, 9), click('provisional', 70, 3)],
      ['scores'],
    ],
    ['a click right after the mail', [click('provisional', 29, 9)], ['early']],
    ['the same, with a post after it', [click('provisional', 29, 9), click('post', 40)], []],
    ['a post before the early click', [click('post', 5), click('provisional', 29, 9)], ['early']],
    [
      'everything',
      [click('head', 1), click('honeypot', 1), ...burst, click('provisional', 2, 1)],
      ['scores', 'honeypot', 'head', 'early'],
    ],
  ] as const)('%s', (_name, clicks, reasons) => {
    expect(judgeClicks(clicks, sent)).toEqual(reasons)
  })
})

test.each([
  [undefined, 'none'],
  ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/120', 'browser'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X)', 'phone'],
  ['Mozilla/5.0 (compatible; Googlebot/2.1)', 'bot'],
  ['curl/8.1', 'tool'],
])('%s is a %s', (agent, kind) => expect(classifyAgent(agent)).toBe(kind))
