import { expect, test } from 'vitest'
import { createTurns, type Urgency } from './turns.ts'

test('one at a time, in the order asked for, the urgent before the others', async () => {
  const turns = createTurns()
  const seen: string[] = []
  let running = 0
  const work = async (name: string, urgency?: Urgency) => {
    const end = await turns.take(urgency)
    running += 1
    expect(running).toBe(1)
    seen.push(name)
    await new Promise((resolve) => setTimeout(resolve, 1))
    running -= 1
    end()
  }
  await Promise.all([
    work('first'),
    work('second'),
    work('third'),
    work('urgent', 'now'),
    work('also urgent', 'now'),
  ])
  expect(seen).toEqual(['first', 'urgent', 'also urgent', 'second', 'third'])
  expect(turns.count()).toBe(5)
  await work('later')
  expect(seen.at(-1)).toBe('later')
})

test('a turn that is ended twice is handed on once', async () => {
  const turns = createTurns()
  const end = await turns.take()
  const next = turns.take()
  let isTaken = false
  end()
  end()
  await next
  void turns.take().then(() => (isTaken = true))
  await new Promise((resolve) => setTimeout(resolve, 1))
  expect(isTaken).toBe(false)
})
