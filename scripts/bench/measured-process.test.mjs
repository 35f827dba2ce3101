import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { runMeasured } from './measured-process.mjs'

const fill = (megabytes) =>
  `const held = Buffer.alloc(${megabytes}e6, 1); setTimeout(() => console.log(held.length), 600)`

test('gives time and output of a program, and the memory of its children too', async () => {
  const child = `require('node:child_process').execFileSync(process.execPath, ['-e', ${JSON.stringify(fill(200))}], { stdio: 'inherit' })`
  const run = await runMeasured(['-e', child])
  expect(run.output).toBe('200000000\n')
  expect(run.seconds).toBeGreaterThan(0.6)
  if (existsSync('/proc')) expect(run.peakBytes).toBeGreaterThan(230e6)
})

test('fails with what the program complained about', async () => {
  const failing = runMeasured(['-e', 'console.error("no luck"); process.exit(3)'])
  await expect(failing).rejects.toThrow(/ended with 3:\nno luck/)
})
