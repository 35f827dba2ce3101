import { expect, test } from 'vitest'
import { gatherReads } from './gather-reads.ts'

test('what is asked while a read runs is read together by the next one', async () => {
  const reads: string[][] = []
  const waiting: (() => void)[] = []
  const get = gatherReads<string, string>((keys) => {
    reads.push([...keys])
    return new Promise((resolve) =>
      waiting.push(() => {
        resolve(
          new Map(keys.filter((key) => key !== 'none').map((key) => [key, key.toUpperCase()])),
        )
      }),
    )
  })
  const first = get('a')
  await expect.poll(() => reads).toEqual([['a']])
  const others = [get('b'), get('none'), get('b'), get('a')]
  waiting.shift()?.()
  expect(await first).toBe('A')
  await expect.poll(() => reads.length).toBe(2)
  waiting.shift()?.()
  expect(await Promise.all(others)).toEqual(['B', undefined, 'B', 'A'])
  expect(reads).toEqual([['a'], ['b', 'none', 'a']])
})

test('a read sees what was true when it was asked for, never an earlier state', async () => {
  let state = 1
  const get = gatherReads<string, number>(async (keys) => {
    const seen = state
    await new Promise((resolve) => setTimeout(resolve, 2))
    return new Map(keys.map((key) => [key, seen]))
  })
  const before = get('x')
  await new Promise((resolve) => setTimeout(resolve, 1))
  state = 2
  expect(await get('x')).toBe(2)
  expect(await before).toBe(1)
})

test('a read that fails fails for those who asked, and the next one is read anew', async () => {
  let tries = 0
  const get = gatherReads<string, number>((keys) => {
    tries += 1
    if (tries === 1) return Promise.reject(new Error('no'))
    return Promise.resolve(new Map(keys.map((key) => [key, tries])))
  })
  await expect(Promise.all([get('x'), get('y')])).rejects.toThrow('no')
  expect(await get('x')).toBe(2)
})
