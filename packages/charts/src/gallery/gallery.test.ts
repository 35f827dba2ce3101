import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { renderSvg } from '../svg/render.ts'
import { attributeValues, elementsOf, faultsOf, textOf } from '../test/drawing.ts'
import { cssTheme, darkTheme, lightTheme, themeVariables } from '../theme/theme.ts'
import { gallery } from './gallery.ts'

const folder = fileURLToPath(new URL('../../snapshots/', import.meta.url))
/** Forms of which the dark drawing is kept too: those with text on coloured ground or many colours. */
const alsoDark = ['trend', 'interval-strip-2', 'band-bars', 'whale-curve', 'timeline', 'value-bars']

describe('the gallery', () => {
  it.each(gallery(lightTheme))(
    '$name is drawn as the committed snapshot',
    async ({ name, node }) => {
      await expect(`${renderSvg(node)}\n`).toMatchFileSnapshot(`${folder}${name}.svg`)
    },
  )

  it.each(gallery(darkTheme).filter(({ name }) => alsoDark.includes(name)))(
    '$name is drawn dark as the committed snapshot',
    async ({ name, node }) => {
      await expect(`${renderSvg(node)}\n`).toMatchFileSnapshot(`${folder}${name}-dark.svg`)
    },
  )

  it('gives the same bytes twice', () => {
    const bytes = () => gallery(lightTheme).map(({ node }) => renderSvg(node))
    expect(bytes()).toEqual(bytes())
  })

  it('names only variables in the CSS theme that the page is given', () => {
    const known = themeVariables(lightTheme)
    expect(Object.keys(themeVariables(darkTheme))).toEqual(Object.keys(known))
    const text = gallery(cssTheme)
      .map(({ node }) => renderSvg(node))
      .join('')
    const used = [...text.matchAll(/var\((--[\w-]+)\)/g)].map((match) => match[1]!)
    expect(used.length).toBeGreaterThan(100)
    expect(used.filter((name) => !(name in known))).toEqual([])
    expect(text).not.toMatch(/#[0-9a-f]{6}"/)
  })

  it.each(gallery(lightTheme))('$name is drawn within its frame', ({ node }) => {
    expect(faultsOf(node)).toEqual([])
  })

  it.each(gallery(lightTheme, 'page').filter(({ name }) => !name.startsWith('interval-axis')))(
    '$name has a title and a description that its label points to',
    ({ node, name }) => {
      expect(node.attributes.role).toBe('img')
      const ids = String(node.attributes['aria-labelledby']).split(' ')
      expect(ids).toEqual([`page-${name}-title`, `page-${name}-desc`])
      const [title, description] = ids.map((id) =>
        elementsOf(node).find((each) => each.attributes.id === id),
      )
      expect(title?.tag).toBe('title')
      expect(description?.tag).toBe('desc')
      expect(textOf(description!).length).toBeGreaterThan(10)
    },
  )

  it('has ids that are unique on a page', () => {
    const ids = gallery(lightTheme).flatMap(({ node }) => attributeValues(node, 'id'))
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('has table twins whose rows are as long as their header', () => {
    const tables = gallery(lightTheme).flatMap(({ table }) => table ?? [])
    expect(tables.length).toBeGreaterThan(8)
    for (const { header, rows } of tables) {
      for (const row of rows) expect(row).toHaveLength(header.length)
    }
  })
})
