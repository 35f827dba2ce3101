import { useState } from 'react'
import type { ImportPreview, ImportReport } from '../../api/contracts.ts'
import { PageHead } from '../../app/PageHead.tsx'
import { Button } from '../../ui/Button.tsx'
import { FileDrop } from '../../ui/FileDrop.tsx'
import { ErrorState, PageSkeleton } from '../../ui/states.tsx'
import { CleaningRules } from './CleaningRules.tsx'
import { FileList } from './FileList.tsx'
import { emptyDraft, type ImportDraft } from './import-draft.ts'
import { ImportProgress } from './ImportProgress.tsx'
import { ImportResult } from './ImportResult.tsx'
import { KindChoice } from './KindChoice.tsx'
import { MappingTable } from './MappingTable.tsx'
import { PresetChoice } from './PresetChoice.tsx'
import { SampleTable } from './SampleTable.tsx'
import { usePreview } from './use-preview.ts'
import { useRunImport } from './use-run-import.ts'
import { useUploads } from './use-uploads.ts'

const formats =
  'CSV, TSV, JSON lines, Parquet (also .gz) and XLSX. Nothing is loaded before you say so.'
const accept = '.csv,.tsv,.txt,.json,.jsonl,.ndjson,.parquet,.xlsx,.gz'

/** From a company's own file to facts: dropped, guessed, corrected, tried, loaded. */
export function ImportPage() {
  const [draft, setDraft] = useState<ImportDraft>(emptyDraft)
  const change = (part: Partial<ImportDraft>) => setDraft((before) => ({ ...before, ...part }))
  const uploads = useUploads((added) =>
    setDraft((before) => ({ ...before, uploads: [...before.uploads, ...added] })),
  )
  const preview = usePreview(draft)
  const run = useRunImport()
  const startAgain = () => {
    setDraft(emptyDraft)
    run.reset()
  }
  if (run.report) return <Done report={run.report} onAgain={startAgain} />
  return (
    <>
      <PageHead
        page="Import"
        headline={headlineOf(draft, preview.data)}
        subline="Columns are guessed, shown, and corrected by you; what nobody maps stays as an attribute to cut by"
      />
      <div className="stack">
        {draft.uploads.length === 0 ? (
          <FileDrop onFiles={uploads.send} hint={formats} accept={accept} />
        ) : (
          <FileList
            draft={draft}
            preview={preview.data}
            onMore={uploads.send}
            onRemove={(uploads) => change({ uploads })}
            accept={accept}
          />
        )}
        {uploads.progress !== undefined && <ImportProgress step={uploads.progress} />}
        {uploads.error && <ErrorState error={uploads.error} />}
        {draft.uploads.length > 0 && (
          <Decisions
            draft={draft}
            preview={preview}
            onChange={change}
            run={run}
            onAgain={startAgain}
          />
        )}
      </div>
    </>
  )
}

function headlineOf(draft: ImportDraft, preview: ImportPreview | undefined): string {
  if (draft.uploads.length === 0) return 'Bring your own files.'
  const files =
    draft.uploads.length === 1 ? draft.uploads[0]!.name : `${draft.uploads.length} files`
  if (!preview) return `Looking at ${files} …`
  if (preview.missing.length > 0)
    return `${files}: say where to find ${preview.missing.join(' and ')}.`
  return `${files} can be loaded as ${preview.kind}.`
}

interface DecisionsProps {
  draft: ImportDraft
  preview: ReturnType<typeof usePreview>
  onChange: (part: Partial<ImportDraft>) => void
  run: ReturnType<typeof useRunImport>
  onAgain: () => void
}

function Decisions({ draft, preview, onChange, run, onAgain }: DecisionsProps) {
  const { data, error, isFetching } = preview
  if (!data) {
    if (!error) return <PageSkeleton rows={8} />
    return (
      <>
        <KindChoice kind={draft.kind} onKind={(kind) => onChange({ kind, mapping: {} })} />
        <ErrorState error={error} onRetry={onAgain} />
      </>
    )
  }
  return (
    <>
      <KindChoice kind={data.kind} onKind={(kind) => onChange({ kind, mapping: {} })} />
      {data.kind === 'responses' && (
        <PresetChoice
          preset={draft.preset}
          onPreset={(preset) => onChange({ kind: 'responses', preset })}
        />
      )}
      {error && (
        <p className="note note--worse" role="alert">
          {error.message}
        </p>
      )}
      <MappingTable draft={draft} preview={data} onMapping={(mapping) => onChange({ mapping })} />
      <CleaningRules
        draft={draft}
        preview={data}
        onCleaning={(cleaning) => onChange({ cleaning })}
      />
      {data.warnings.length > 0 && (
        <ul className="stack-tight" aria-label="To check">
          {data.warnings.map((text) => (
            <li className="note" key={text}>
              {text}
            </li>
          ))}
        </ul>
      )}
      <SampleTable preview={data} />
      {run.error && (
        <p className="note note--worse" role="alert">
          {run.error.message}
        </p>
      )}
      {run.step ? (
        <ImportProgress step={run.step} onCancel={run.cancel} />
      ) : (
        <div className="empty-actions">
          <Button
            look="primary"
            disabled={isFetching || error !== null || data.missing.length > 0}
            onClick={() => run.start({ ...draft, kind: data.kind })}
          >
            Import as {data.kind}
          </Button>
          <Button
            disabled={isFetching || error !== null}
            onClick={() => run.start({ ...draft, kind: data.kind }, true)}
          >
            Try without keeping
          </Button>
          <Button look="plain" onClick={onAgain}>
            Start again
          </Button>
        </div>
      )}
      {run.trial && <ImportResult report={run.trial} isTrial />}
    </>
  )
}

function Done({ report, onAgain }: { report: ImportReport; onAgain: () => void }) {
  return (
    <>
      <PageHead page="Import" headline={doneHeadline(report)} />
      <div className="stack">
        <ImportResult report={report} />
        <div className="empty-actions">
          <Button look="primary" onClick={onAgain}>
            Import another
          </Button>
        </div>
      </div>
    </>
  )
}

function doneHeadline(report: ImportReport): string {
  const kept = report.kept.toLocaleString('en-US')
  return report.rejected === 0
    ? `${kept} rows are in. None was rejected.`
    : `${kept} rows are in, ${report.rejected.toLocaleString('en-US')} did not fit.`
}
