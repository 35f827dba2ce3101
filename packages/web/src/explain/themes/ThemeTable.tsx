import { domainOf, formatCount, withheldWords } from '@fealty/charts'
import type { Answer } from '../../api/contracts.ts'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { MeasuredText, RangeText } from '../../ui/MeasuredText.tsx'
import { Section } from '../../ui/Section.tsx'
import { useWidth } from '../../ui/use-width.ts'
import { VerdictMark } from '../../ui/VerdictMark.tsx'
import { columnFormatOf } from '../../measure/metric-format.ts'
import { comparedLabel } from '../../measure/period-label.ts'
import { stripWidth } from '../../measure/Strip.tsx'
import { stripColumn } from '../../measure/strip-column.tsx'
import { SentimentBar } from './SentimentBar.tsx'

type Page = Answer<'themes.read'>
type Row = Page['rows'][number]

interface ThemeTableProps {
  page: Page
  shown: string | undefined
  onTheme: (id: string) => void
}

/** All themes on one axis of impact, the one that costs most first. */
export function ThemeTable({ page, shown, onTheme }: ThemeTableProps) {
  const [box, width] = useWidth<HTMLDivElement>()
  return (
    <Section
      title="What each theme does to NPS"
      note="NPS of all minus NPS of those who do not name it"
    >
      <div ref={box}>
        {width > 0 && (
          <DataTable
            caption="Themes by their impact on NPS"
            columns={columnsOf(page, shown, onTheme, width)}
            rows={page.rows}
            keyOf={(row) => row.themeId}
            empty={<p className="quiet">Nobody has written anything in this period.</p>}
          />
        )}
      </div>
    </Section>
  )
}

const points = { unit: 'points', currency: '' } as const
const shares = { unit: 'share', currency: '' } as const

function columnsOf(
  page: Page,
  shown: string | undefined,
  onTheme: (id: string) => void,
  tableWidth: number,
): Column<Row>[] {
  const column = page.rows.map((row) => row.impact)
  const format = columnFormatOf({ unit: 'points' }, '', column)
  const domain = domainOf(column, [0])
  const width = stripWidth(tableWidth)
  const before = comparedLabel(page.period, page.previous)
  return [
    {
      id: 'theme',
      header: 'Theme',
      cell: (row) => (
        <button
          type="button"
          className={`theme-name${row.themeId === shown ? ' theme-name--shown' : ''}`}
          aria-pressed={row.themeId === shown}
          onClick={() => onTheme(row.themeId)}
        >
          <span className="row-title">{row.name}</span>
          <span className="row-note">{formatCount(row.n)} answers name it</span>
        </button>
      ),
    },
    {
      id: 'impact',
      header: 'Impact',
      align: 'right',
      cell: (row) => <MeasuredText measured={row.impact} format={format} counted="answers" />,
    },
    stripColumn(
      { domain, format, width },
      (row) => ({
        title: `Impact of ${row.name} on NPS`,
        row: { now: row.impact, verdict: row.verdict.verdict, target: 0 },
      }),
      { label: 'Interval of the impact' },
    ),
    {
      id: 'range',
      header: 'Range',
      fold: 'wide',
      cell: (row) => <RangeText measured={row.impact} format={format} counted="answers" />,
    },
    {
      id: 'change',
      header: `Impact on ${before}`,
      fold: 'narrow',
      cell: (row) => <VerdictMark change={row.impactChange} format={points} better="higher" />,
    },
    {
      id: 'share',
      header: 'Named in',
      align: 'right',
      fold: 'phone',
      cell: (row) => <MeasuredText measured={row.share} format={shares} counted="comments" />,
    },
    {
      id: 'share-change',
      header: `on ${before}`,
      fold: 'middle',
      cell: (row) => <VerdictMark change={row.shareChange} format={shares} better={undefined} />,
    },
    {
      id: 'sentiment',
      header: 'What they say',
      fold: 'narrow',
      cell: ({ name, sentiment }) =>
        sentiment === null ? (
          <span className="measured--few">{withheldWords}</span>
        ) : (
          <SentimentBar name={name} sentiment={sentiment} />
        ),
    },
  ]
}
