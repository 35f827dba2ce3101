import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { element } from './node.ts'
import { renderSvg } from './render.ts'
import { fitText, textWidth } from './text.ts'

describe('the renderer', () => {
  it('escapes text and attributes', () => {
    const node = element('text', { 'data-name': `"<'&` }, ['</text><script>alert(1)</script>'])
    expect(renderSvg(node)).toBe(
      '<text data-name="&quot;&lt;&#39;&amp;">&lt;/text&gt;&lt;script&gt;alert(1)&lt;/script&gt;</text>',
    )
  })

  it('lets no text break out of its element, and keeps what XML allows', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
        const written = renderSvg(element('text', { title: text }, [text]))
        expect(written.match(/[<>]/g)).toHaveLength(4)
        // eslint-disable-next-line no-control-regex -- the control characters are what must not be left
        expect(written).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/)
      }),
    )
    expect(renderSvg(element('text', {}, ['a\ud800b\u0007c 😀\n']))).toBe('<text>abc 😀\n</text>')
  })

  it('names the namespace on the root only', () => {
    const written = renderSvg(element('svg', {}, [element('svg', {})]))
    expect(written).toBe('<svg xmlns="http://www.w3.org/2000/svg"><svg/></svg>')
  })

  it('refuses numbers that are not finite and leaves out what is undefined', () => {
    expect(() => element('rect', { x: NaN })).toThrow(RangeError)
    expect(() => element('rect', { x: Infinity })).toThrow(RangeError)
    expect(element('rect', { x: -0.001, y: undefined }, [undefined])).toEqual({
      tag: 'rect',
      attributes: { x: 0 },
      children: [],
    })
  })
})

describe('text widths', () => {
  // Widths of elements in Chromium, Inter variable at 12 px with tabular figures.
  it.each([
    ['order validation', 400, 88.05],
    ['1,156 customers', 400, 97.22],
    ['+31.1', 600, 34.28],
    ['€3,240,000', 600, 68.94],
  ])('of %s agree with a browser within 4 %%', (text, weight, width) => {
    expect(Math.abs(textWidth(text, 12, weight) / width - 1)).toBeLessThan(0.04)
  })

  it('shortens to the room there is', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.integer({ min: 20, max: 200 }), (text, room) => {
        const fitted = fitText(text, 12, room)
        expect(textWidth(fitted, 12)).toBeLessThanOrEqual(room + 0.5)
        if (textWidth(text, 12) <= room) expect(fitted).toBe(text)
      }),
    )
  })
})
