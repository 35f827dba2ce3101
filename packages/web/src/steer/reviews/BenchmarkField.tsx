import { useQuestion } from '../../api/use-question.ts'
import { SelectField } from '../../ui/SelectField.tsx'

const published = ['nps', 'csat', 'ces'] as const
type Score = (typeof published)[number]

interface BenchmarkFieldProps {
  metric: string
  value: string
  onChange: (benchmarkId: string) => void
}

/** What the units are held against; only scores that others publish have one. */
export function BenchmarkField({ metric, ...field }: BenchmarkFieldProps) {
  const score = published.find((one) => one === metric)
  return score === undefined ? null : <Known score={score} {...field} />
}

function Known({ score, value, onChange }: Omit<BenchmarkFieldProps, 'metric'> & { score: Score }) {
  const rows = useQuestion('benchmarks.compare', { score }).data?.rows ?? []
  const known = rows.filter(({ kind }) => kind !== 'internal')
  return (
    <SelectField
      label="Benchmark"
      value={value}
      options={[
        { value: '', label: 'The newest that is comparable' },
        ...known.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={onChange}
    />
  )
}
