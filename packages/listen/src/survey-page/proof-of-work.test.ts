import { expect, test } from 'vitest'
import { countZeroBits, ProofOfWork } from './proof-of-work.ts'

const now = new Date('2026-11-01T10:00:00.000Z')
function solve(task: string, bits: number): string {
  for (let number = 0; ; number += 1) {
    if (countZeroBits(`${task}:${number}`) >= bits) return `${task}:${number}`
  }
}

test('a solved task counts once, for its link, in its time', () => {
  const work = new ProofOfWork({ bits: 8 })
  const proof = solve(work.makeTask('link', now), 8)
  expect(work.takeProof(proof, 'other link', now)).toBe(false)
  expect(work.takeProof(proof, 'link', new Date(now.getTime() + 11 * 60_000))).toBe(false)
  expect(work.takeProof(proof, 'link', now)).toBe(true)
  expect(work.takeProof(proof, 'link', now)).toBe(false)
})

test('what was not solved, not made here or made easier is refused', () => {
  const work = new ProofOfWork({ bits: 12 })
  const task = work.makeTask('link', now)
  const wrong = Array.from({ length: 5000 }, (_, number) => `${task}:${number}`).find(
    (proof) => countZeroBits(proof) < 12,
  )
  expect(work.takeProof(wrong, 'link', now)).toBe(false)
  const easier = task.replace(/^12/, '1')
  expect(work.takeProof(solve(easier, 1), 'link', now)).toBe(false)
  const foreign = new ProofOfWork({ bits: 4 }).makeTask('link', now)
  expect(work.takeProof(solve(foreign, 4), 'link', now)).toBe(false)
  for (const proof of [undefined, '', ':', task, `${task}:-1`, `${task}:1e9`, 'a.b.c.d:1']) {
    expect(work.takeProof(proof, 'link', now)).toBe(false)
  }
})

test('zero bits are counted from the front', () => {
  // SHA-256 of “abc” begins with ba, in bits 1011.
  expect(countZeroBits('abc')).toBe(0)
  // SHA-256 of “90” begins with 69, in bits 0110 1001.
  expect(countZeroBits('90')).toBe(1)
})
