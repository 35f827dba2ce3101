import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import type { Answer, Commands } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogEnd } from '../../ui/DialogEnd.tsx'
import { readNumber } from '../../ui/read-typed.ts'
import { SelectField } from '../../ui/SelectField.tsx'
import { scoreOptions, seriesOptions } from './score-options.ts'
import { unitOfScore } from './score-unit.ts'

export type Benchmark = Answer<'benchmarks.list'>['benchmarks'][number]
type Body = Commands['benchmarks.save']['input']['benchmark']

const kindOptions = [
  { value: 'industry', label: 'Somebody else’s' },
  { value: 'own', label: 'Our own past' },
] as const

interface BenchmarkDialogProps {
  /** The one to change, or what a new one starts with. */
  benchmark: Benchmark | Pick<Benchmark, 'score' | 'series'>
  onClose: () => void
}

/** A score of others with everything that says what it is worth. */
export function BenchmarkDialog({ benchmark, onClose }: BenchmarkDialogProps) {
  const save = useCommand('benchmarks.save', ['benchmarks.list', 'benchmarks.compare'])
  const known = 'id' in benchmark ? benchmark : null
  const [draft, setDraft] = useState(() => draftOf(benchmark))
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  const text = (name: keyof Draft) => ({
    value: draft[name],
    onChange: (event: { target: { value: string } }) => change({ [name]: event.target.value }),
  })
  const body = bodyOf(draft)
  const isShare = unitOfScore(draft.score) === 'share'
  const submit = () =>
    save.mutate(
      { benchmark: body, ...(known && { id: known.id, expected: known.version }) },
      { onSuccess: onClose },
    )
  return (
    <Dialog title={known ? 'Change the benchmark' : 'New benchmark'} open onClose={onClose}>
      <TextField label="Name" hint="As in Telecoms in Europe, upper quartile" {...text('name')} />
      <div className="field-row">
        <SelectField
          label="Score"
          value={draft.score}
          options={scoreOptions}
          onChange={(score) => change({ score })}
        />
        <SelectField
          label="Series"
          value={draft.series}
          options={seriesOptions}
          onChange={(series) => change({ series })}
        />
        <SelectField
          label="Whose"
          value={draft.kind}
          options={kindOptions}
          onChange={(kind) => change({ kind })}
        />
      </div>
      <div className="field-row">
        <TextField
          label={isShare ? 'Value in per cent' : 'Value in points'}
          inputMode="decimal"
          {...text('value')}
        />
        <TextField label="Answers behind it" inputMode="numeric" {...text('n')} />
        <TextField label="Measured or published on" type="date" {...text('date')} />
      </div>
      <TextField
        label="Standard error"
        hint="In the unit of the value, where the source says it; it goes before the answers"
        inputMode="decimal"
        {...text('standardError')}
      />
      <TextField label="Source" hint="Who says so, and where" {...text('source')} />
      <TextField label="Method" hint="How it was asked, and of whom" {...text('method')} />
      <DialogEnd label="Save" command={save} disabled={!isComplete(body)} onSubmit={submit} />
    </Dialog>
  )
}

interface Draft {
  name: string
  score: Body['score']
  series: Body['series']
  kind: Body['kind']
  value: string
  n: string
  standardError: string
  source: string
  method: string
  date: string
}

function draftOf(benchmark: BenchmarkDialogProps['benchmark']): Draft {
  const { score, series } = benchmark
  const blank = { name: '', value: '', n: '', standardError: '', source: '', method: '', date: '' }
  if (!('id' in benchmark)) return { ...blank, score, series, kind: 'industry' }
  const { name, kind, value, n, standardError, source, method, date } = benchmark
  return {
    ...{ name, score, series, kind, source, method, date },
    ...{ value: writeAmount(value, score), n: n === null ? '' : String(n) },
    standardError: standardError === null ? '' : writeAmount(standardError, score),
  }
}

/** A share is written in per cent, NPS as it is. */
function writeAmount(value: number, score: Body['score']): string {
  return String(unitOfScore(score) === 'share' ? Number((value * 100).toFixed(6)) : value)
}

function readAmount(text: string, score: Body['score']): number {
  const typed = readNumber(text) ?? Number.NaN
  return unitOfScore(score) === 'share' ? typed / 100 : typed
}

function bodyOf({ value, n, standardError, ...draft }: Draft): Body {
  return {
    ...draft,
    value: readAmount(value, draft.score),
    n: n.trim() === '' ? null : Number(n),
    standardError: standardError.trim() === '' ? null : readAmount(standardError, draft.score),
  }
}

/** What the server says of the rest is said beside the button. */
function isComplete({ name, value, n, standardError, source, method, date }: Body): boolean {
  const words = [name, source, method, date]
  const isCount = n === null || n === undefined || Number.isInteger(n)
  const isAmount = Number.isFinite(value) && Number.isFinite(standardError ?? 0)
  return words.every((each) => each.trim() !== '') && isAmount && isCount
}
