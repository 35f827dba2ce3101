import type { SvgNode } from '@fealty/charts'
import { createElement, type ReactNode } from 'react'

const renamed: Readonly<Record<string, string>> = { class: 'className' }

/** `stroke-width` to `strokeWidth`; `aria-…` and `data-…` keep their dashes, as React wants them. */
function attributeName(name: string): string {
  if (name.startsWith('aria-') || name.startsWith('data-')) return name
  return renamed[name] ?? name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

/** Turns a chart's tree into elements. Presentation stays in attributes, which a strict CSP lets pass. */
export function Svg({ node }: { node: SvgNode }): ReactNode {
  const attributes: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(node.attributes))
    attributes[attributeName(name)] = value
  const children = node.children.map((child, index) =>
    typeof child === 'string' ? child : <Svg key={index} node={child} />,
  )
  return createElement(node.tag, attributes, ...children)
}
