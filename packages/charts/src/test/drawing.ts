import type { Measured } from '@fealty/core'
import fc from 'fast-check'
import type { SvgNode } from '../svg/node.ts'

/** Every element of a drawing, the root first. */
export function elementsOf(node: SvgNode): SvgNode[] {
  const inner = node.children.flatMap((child) =>
    typeof child === 'string' ? [] : elementsOf(child),
  )
  return [node, ...inner]
}

/** The text directly inside an element. */
export function textOf(node: SvgNode): string {
  return node.children.filter((child) => typeof child === 'string').join('')
}

/** All text a person sees: what stands in `text` elements. */
export function visibleTexts(node: SvgNode): string[] {
  return elementsOf(node)
    .filter((each) => each.tag === 'text')
    .map(textOf)
}

/** Values of an attribute over the whole drawing. */
export function attributeValues(node: SvgNode, name: string): string[] {
  return elementsOf(node).flatMap((each) =>
    each.attributes[name] === undefined ? [] : [String(each.attributes[name])],
  )
}

function pathPoints(path: string): { xs: number[]; ys: number[] } {
  const xs: number[] = []
  const ys: number[] = []
  for (const [, command, values] of path.matchAll(/([A-Za-z])([^A-Za-z]*)/g)) {
    const numbers = (values ?? '').match(/-?[\d.]+(?:e-?\d+)?/g)?.map(Number) ?? []
    if (command === 'V') ys.push(...numbers)
    else if (command === 'H') xs.push(...numbers)
    else numbers.forEach((value, index) => (index % 2 === 0 ? xs : ys).push(value))
  }
  return { xs, ys }
}

function extentsOf(node: SvgNode): { xs: number[]; ys: number[] } {
  const at = (name: string) => Number(node.attributes[name] ?? 0)
  switch (node.tag) {
    case 'rect':
      return { xs: [at('x'), at('x') + at('width')], ys: [at('y'), at('y') + at('height')] }
    case 'line':
      return { xs: [at('x1'), at('x2')], ys: [at('y1'), at('y2')] }
    case 'circle':
      return {
        xs: [at('cx') - at('r'), at('cx') + at('r')],
        ys: [at('cy') - at('r'), at('cy') + at('r')],
      }
    case 'path':
      return pathPoints(String(node.attributes.d))
    default:
      return { xs: [], ys: [] }
  }
}

/**
 * What is wrong with a drawing: attributes that are no numbers, sizes below zero, marks outside the
 * frame. Empty when all is well.
 */
export function faultsOf(root: SvgNode): string[] {
  const width = Number(root.attributes.width)
  const height = Number(root.attributes.height)
  return elementsOf(root).flatMap((node) => {
    const faults: string[] = []
    for (const [name, value] of Object.entries(node.attributes)) {
      if (/NaN|Infinity|undefined/.test(String(value))) faults.push(`${node.tag} ${name}=${value}`)
      if (/^(width|height|r)$/.test(name) && Number(value) < 0)
        faults.push(`${node.tag} ${name}=${value}`)
    }
    const { xs, ys } = extentsOf(node)
    const isOutside = (value: number, limit: number) => !(value >= -0.02 && value <= limit + 0.02)
    if (xs.some((x) => isOutside(x, width)))
      faults.push(`${node.tag} leaves the width: ${xs.join(' ')}`)
    if (ys.some((y) => isOutside(y, height)))
      faults.push(`${node.tag} leaves the height: ${ys.join(' ')}`)
    return faults
  })
}

const finite = fc.double({ min: -1e7, max: 1e7, noNaN: true })
const width = fc.oneof(
  fc.double({ min: 0, max: 1e7, noNaN: true }),
  fc.constant(Infinity),
  fc.constant(0),
)

/** Estimates with any interval, also unbounded or of no width, and thin data. */
export const anyMeasured: fc.Arbitrary<Measured> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(finite, width, width, fc.nat(1e6)).map(([value, below, above, n]) => ({
      kind: 'estimate' as const,
      value,
      low: value - below,
      high: value + above,
      level: 0.95,
      n,
      method: 'test',
    })),
  },
  {
    weight: 1,
    arbitrary: fc
      .nat(29)
      .map((n) => ({ kind: 'insufficient' as const, n, minimum: 30, why: 'few' })),
  },
)
