import { cssTheme, type ChartTable, type ChartTheme, type SvgNode } from '@fealty/charts'
import { useId, useState } from 'react'
import { Button } from './Button.tsx'
import { ChartTwin } from './ChartTwin.tsx'
import { fileNameOf, saveFile, writePngFile, writeSvgFile } from './export-chart.ts'
import { Svg } from './Svg.tsx'
import { useWidth } from './use-width.ts'

interface SvgFigureProps {
  /** Names the files; the chart itself bears its own title. */
  name: string
  /** Draws at the width that there is; `id` is unique on the page. */
  draw: (size: { width: number; theme: ChartTheme; id: string }) => SvgNode
  table: ChartTable
  /** Kept free before the width is known, in px, so that nothing jumps. */
  minimumWidth?: number
}

/** A chart with its table twin and its copies as SVG and PNG. */
export function SvgFigure({ name, draw, table, minimumWidth = 240 }: SvgFigureProps) {
  const id = useId()
  const [box, measuredWidth] = useWidth<HTMLDivElement>()
  const [asTable, setAsTable] = useState(false)
  const width = Math.max(minimumWidth, measuredWidth)
  const drawWith = (theme: ChartTheme, chartId: string) => draw({ width, theme, id: chartId })
  const file = fileNameOf(name)
  const savePng = () => void writePngFile(drawWith).then((blob) => saveFile(`${file}.png`, blob))
  const saveSvg = () =>
    saveFile(`${file}.svg`, new Blob([writeSvgFile(drawWith)], { type: 'image/svg+xml' }))
  return (
    <figure className="chart">
      <div className="chart-box" ref={box}>
        {measuredWidth > 0 && !asTable && <Svg node={drawWith(cssTheme, id)} />}
        {asTable && <ChartTwin table={table} />}
      </div>
      <div className="chart-foot no-print">
        <Button look="plain" small aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? 'Chart' : 'Table'}
        </Button>
        <Button look="plain" small onClick={saveSvg} aria-label={`Save “${name}” as SVG`}>
          SVG
        </Button>
        <Button look="plain" small onClick={savePng} aria-label={`Save “${name}” as PNG`}>
          PNG
        </Button>
      </div>
    </figure>
  )
}
