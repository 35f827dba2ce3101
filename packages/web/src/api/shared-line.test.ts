import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { SharedLine } from './shared-line.ts'

interface Counted {
  opened: number
  closed: number
  show: (state: string) => void
}

/** A line that counts how often it was opened and closed, and can be told what to show. */
function openCounted() {
  const counted: Counted = {
    opened: 0,
    closed: 0,
    show: () => {
      throw new Error('nobody has opened the line')
    },
  }
  const line = new SharedLine(
    'nothing',
    (show) => {
      counted.opened += 1
      counted.show = show
      return () => {
        counted.closed += 1
      }
    },
    5,
  )
  return { line, counted }
}

test('all who listen share one connection, and all hear each state', () => {
  const { line, counted } = openCounted()
  const heard: string[] = []
  line.subscribe(() => heard.push(`a ${line.read()}`))
  line.subscribe(() => heard.push(`b ${line.read()}`))
  counted.show('board')
  expect(counted).toMatchObject({ opened: 1, closed: 0 })
  expect(heard).toEqual(['a board', 'b board'])
})

test('it closes after the last has left, and forgets what it showed', async () => {
  const { line, counted } = openCounted()
  const leaves = [line.subscribe(() => undefined), line.subscribe(() => undefined)]
  counted.show('board')
  leaves[0]!()
  await wait(20)
  expect(counted.closed).toBe(0)
  leaves[1]!()
  await wait(20)
  expect(counted).toMatchObject({ opened: 1, closed: 1 })
  expect(line.read()).toBe('nothing')
  line.subscribe(() => undefined)
  expect(counted.opened).toBe(2)
})

test('going from one page to the next keeps it open', async () => {
  const { line, counted } = openCounted()
  line.subscribe(() => undefined)()
  line.subscribe(() => undefined)
  await wait(20)
  expect(counted).toMatchObject({ opened: 1, closed: 0 })
})
