import { darkTheme, lightTheme, renderSvg, type ChartTheme, type SvgNode } from '@fealty/charts'
import { isDarkNow } from '../theme/theme-choice.ts'

/** Draws a chart with concrete colours: a file knows no variables of the page. */
export type DrawChart = (theme: ChartTheme, id: string) => SvgNode

/** The chart as a file of its own, in the look the person sees now, on paper of its colour. */
export function writeSvgFile(draw: DrawChart): string {
  const theme = isDarkNow() ? darkTheme : lightTheme
  const node = draw(theme, 'chart')
  const paper: SvgNode = {
    tag: 'rect',
    attributes: { width: '100%', height: '100%', fill: theme.paper },
    children: [],
  }
  return renderSvg({ ...node, children: [paper, ...node.children] })
}

/** The chart as PNG at twice its size, sharp on any screen or slide. */
export async function writePngFile(draw: DrawChart): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([writeSvgFile(draw)], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.width * 2
    canvas.height = image.height * 2
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => {
        if (blob) resolve(blob)
        else reject(new Error('The browser could not draw this chart as PNG.'))
      }, 'image/png')
    })
  } finally {
    URL.revokeObjectURL(url)
  }
}

/** Hands the person a file. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** A file name from a title: `Net promoter score` to `net-promoter-score`. */
export function fileNameOf(title: string): string {
  return (
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '') || 'chart'
  )
}
