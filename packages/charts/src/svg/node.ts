/**
 * One element of a drawing: plain data, so that the same tree is rendered by React in the browser,
 * by `renderSvg` in an export and compared byte by byte in a test.
 */
export interface SvgNode {
  readonly tag: string
  /** Attribute names as SVG spells them (`stroke-width`); numbers are rounded to 1/100 px. */
  readonly attributes: Readonly<Record<string, string | number>>
  readonly children: readonly (SvgNode | string)[]
}

type Attributes = Readonly<Record<string, string | number | undefined>>
type Child = SvgNode | string | undefined

/** Rounds a coordinate to 1/100 px, finer than any screen or printer shows. @throws RangeError when not finite. */
export function roundCoordinate(value: number): number {
  if (!Number.isFinite(value)) throw new RangeError(`coordinate must be finite, got ${value}`)
  const rounded = Math.round(value * 100) / 100
  return rounded === 0 ? 0 : rounded
}

/**
 * Builds an element. Attributes and children that are undefined are left out.
 * @throws RangeError when a numeric attribute is NaN or infinite.
 */
export function element(
  tag: string,
  attributes: Attributes,
  children: readonly Child[] = [],
): SvgNode {
  const kept: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined) continue
    kept[name] = typeof value === 'number' ? roundCoordinate(value) : value
  }
  return { tag, attributes: kept, children: children.filter((child) => child !== undefined) }
}

/** Groups elements, e.g. to move or name them together. */
export function group(attributes: Attributes, children: readonly Child[]): SvgNode {
  return element('g', attributes, children)
}
