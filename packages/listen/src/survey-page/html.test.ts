import fc from 'fast-check'
import { expect, test } from 'vitest'
import { markup } from './html.ts'

test('values are escaped, markup is kept, nothing is nothing', () => {
  const inner = markup`<b>${'<i>'}</b>`
  expect(String(markup`<p title="${'" onclick="x'}">${[inner, null, false, 0]}</p>`)).toBe(
    '<p title="&quot; onclick=&quot;x"><b>&lt;i&gt;</b>0</p>',
  )
})

test('no text leaves its place, whatever it holds', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const page = String(markup`<p title="${text}">${text}</p>`)
      expect(page.match(/[<>]/g)).toHaveLength(4)
      expect(page.match(/"/g)).toHaveLength(2)
      expect(page).not.toMatch(/['`]/)
    }),
  )
})
