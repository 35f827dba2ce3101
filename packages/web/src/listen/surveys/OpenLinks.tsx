import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import type { SurveyData } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { useCompanyCalendar } from '../../app/company-calendar.ts'
import { Button } from '../../ui/Button.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogEnd } from '../../ui/DialogEnd.tsx'
import { Section } from '../../ui/Section.tsx'
import { SelectMenu } from '../../ui/SelectMenu.tsx'
import { QrCode } from './QrCode.tsx'

const channels = [
  { value: 'link' as const, label: 'Link on a page' },
  { value: 'qr' as const, label: 'QR code' },
  { value: 'widget' as const, label: 'Widget on your site' },
]

/** Links that belong to nobody: each is shown once, and can be ended. */
export function OpenLinks({ survey }: { survey: SurveyData }) {
  const revoke = useCommand('surveys.revoke-link', ['surveys.one'])
  const { writeDayOf } = useCompanyCalendar()
  const [making, setMaking] = useState(false)
  const { surveyId, links, published } = survey
  return (
    <Section
      title="Open links"
      note="anybody who has one may answer"
      tools={
        <Button small disabled={published === 0} onClick={() => setMaking(true)}>
          New link
        </Button>
      }
    >
      <DataTable
        caption="Open links"
        rows={links}
        keyOf={({ linkId }) => linkId}
        columns={[
          { id: 'label', header: 'Where', cell: ({ label }) => label ?? '–' },
          { id: 'channel', header: 'As', cell: ({ channel }) => channel },
          {
            id: 'state',
            header: 'State',
            cell: ({ state, expiresAt }) =>
              state === 'works' ? `until ${writeDayOf(expiresAt)}` : state,
          },
          {
            id: 'act',
            header: <span className="visually-hidden">End it</span>,
            align: 'right',
            cell: ({ linkId, label, state }) =>
              state === 'works' && (
                <Button
                  small
                  look="danger"
                  aria-label={`End ${label ?? 'this link'}`}
                  onClick={() => revoke.mutate({ surveyId, linkId })}
                >
                  End
                </Button>
              ),
          },
        ]}
        empty={<p className="quiet">None yet. A QR code in a shop, a link in a newsletter.</p>}
      />
      {making && <LinkDialog surveyId={surveyId} onClose={() => setMaking(false)} />}
    </Section>
  )
}

function LinkDialog({ surveyId, onClose }: { surveyId: string; onClose: () => void }) {
  const make = useCommand('surveys.links', ['surveys.one'])
  const [label, setLabel] = useState('')
  const [channel, setChannel] = useState<'link' | 'qr' | 'widget'>('link')
  const path = make.data?.path
  const address = path === undefined ? undefined : location.origin + path
  return (
    <Dialog title="New open link" open onClose={onClose}>
      {address === undefined ? (
        <>
          <TextField
            label="Where it hangs"
            value={label}
            onChange={(event) => setLabel(event.target.value)}
          />
          <SelectMenu label="As" value={channel} options={channels} onChange={setChannel} />
          <DialogEnd
            label="Make it"
            command={make}
            disabled={label.trim() === ''}
            onSubmit={() => make.mutate({ surveyId, label, channel })}
          />
        </>
      ) : (
        <>
          <p>It is shown this once: only a hash of it is kept.</p>
          <code className="survey-address">
            {channel === 'widget' ? embedCode(address) : address}
          </code>
          {channel === 'qr' && <QrCode text={address} />}
        </>
      )}
    </Dialog>
  )
}

/** What the site puts into its pages. The address of the script is the same for every version. */
function embedCode(address: string): string {
  const { origin, pathname } = new URL(address)
  return `<script src="${origin}/survey/widget.js" data-survey="${pathname}" async></script>`
}
