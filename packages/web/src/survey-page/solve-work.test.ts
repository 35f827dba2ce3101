import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { hashWords, solveWork } from './solve-work.ts'

const hex = (text: string) =>
  hashWords(text)
    .map((word) => (word >>> 0).toString(16).padStart(8, '0'))
    .join('')

test('hashes as SHA-256 does, at every length around the blocks', () => {
  for (let length = 0; length < 200; length += 1) {
    const text = 'a'.repeat(length)
    expect(hex(text)).toBe(createHash('sha256').update(text).digest('hex'))
  }
})

test('finds a number whose hash begins with the zero bits', async () => {
  const proof = await solveWork('10.x.y.z')
  expect(createHash('sha256').update(proof).digest().readUInt32BE() >>> 22).toBe(0)
})
