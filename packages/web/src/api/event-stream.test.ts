import { expect, test } from 'vitest'
import { takeEvents } from './event-stream.ts'

test('takes whole events and leaves what is still on its way', () => {
  const { events, rest } = takeEvents(
    'event: progress\ndata: {"text":"read","share":0.5}\n\n: ping\n\nevent: result\ndata: {"a":1}\n\nevent: err',
  )
  expect(events).toEqual([
    { event: 'progress', data: '{"text":"read","share":0.5}' },
    { event: 'result', data: '{"a":1}' },
  ])
  expect(rest).toBe('event: err')
})

test('joins the lines of one event’s data, with any line ends', () => {
  expect(takeEvents('data: a\r\ndata:b\r\n\r\n').events).toEqual([
    { event: 'message', data: 'a\nb' },
  ])
})
