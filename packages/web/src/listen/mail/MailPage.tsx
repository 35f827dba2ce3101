import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { Answer } from '../../api/contracts.ts'
import { questionOptions, useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { useCompanyCalendar } from '../../app/company-calendar.ts'
import { PageHead } from '../../app/PageHead.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { FormError } from '../../ui/FormError.tsx'
import { EmptyState } from '../../ui/states.tsx'

type Mail = Answer<'mails.list'>['mails'][number]

/** Whoever tries a plan waits here for its mails. */
const refreshMilliseconds = 5_000

/** Mails that were caught instead of sent, with working links, for trying out. */
export function MailPage() {
  const answer = useQuery({
    ...questionOptions('mails.list', {}),
    refetchInterval: refreshMilliseconds,
  })
  const [shown, setShown] = useState<string>()
  return (
    <Answered answer={answer}>
      {({ catches, mails }) => (
        <>
          <PageHead
            page="Mail"
            headline={headlineOf(catches, mails.length)}
            subline="Set SMTP_URL to let mails leave; links in a mail work as they would for the customer"
          />
          <div className="stack">
            {mails.length === 0 ? (
              <EmptyState title={catches ? 'No mail yet' : 'Nothing is caught'}>
                {catches
                  ? 'When a plan asks a customer, the mail stands here and leaves nowhere.'
                  : 'Mails go to the mail server that was set, and none is kept here.'}
              </EmptyState>
            ) : (
              <MailTable mails={mails} onOpen={setShown} />
            )}
          </div>
          {shown !== undefined && <MailDialog id={shown} onClose={() => setShown(undefined)} />}
        </>
      )}
    </Answered>
  )
}

function headlineOf(catches: boolean, count: number): string {
  if (!catches) return 'Mails leave by the mail server.'
  if (count === 0) return 'No mail server is set, and no mail was written yet.'
  return `No mail server is set: ${count === 100 ? 'the last 100 mails' : count === 1 ? 'the one mail' : `the ${count} mails`} stayed here.`
}

function MailTable({ mails, onOpen }: { mails: readonly Mail[]; onOpen: (id: string) => void }) {
  const { writeMoment } = useCompanyCalendar()
  return (
    <DataTable
      caption="Mails that were caught"
      rows={mails}
      keyOf={({ id }) => id}
      columns={[
        {
          id: 'subject',
          header: 'Mail',
          cell: ({ id, subject, opening }) => (
            <>
              <button type="button" className="link-button row-title" onClick={() => onOpen(id)}>
                {subject}
              </button>
              <span className="row-note">{opening}</span>
            </>
          ),
        },
        { id: 'to', header: 'To', fold: 'narrow', cell: ({ recipient }) => recipient },
        {
          id: 'at',
          header: 'When',
          align: 'right',
          cell: ({ at }) => writeMoment(at),
        },
      ]}
    />
  )
}

function MailDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { data, error } = useQuestion('mails.one', { mailId: id })
  return (
    <Dialog title={data?.subject ?? 'Mail'} open onClose={onClose}>
      <FormError error={error} />
      {data && (
        <>
          <p className="range">To {data.recipient}</p>
          <pre className="mail-text">{withLinks(data.text)}</pre>
        </>
      )}
    </Dialog>
  )
}

/** The text with its addresses as links that open beside the app. */
function withLinks(text: string): ReactNode[] {
  return text.split(/(https?:\/\/\S+)/).map((part, index) =>
    /^https?:/.test(part) ? (
      <a key={index} href={part} target="_blank" rel="noreferrer">
        {part}
      </a>
    ) : (
      part
    ),
  )
}
