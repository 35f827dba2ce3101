import { formatCount } from '@fealty/charts'
import { useState } from 'react'
import type { Webhook } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { useSession } from '../../app/session.ts'
import { Button } from '../../ui/Button.tsx'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { Section } from '../../ui/Section.tsx'
import { DeliveriesSection } from './DeliveriesSection.tsx'
import { WebhookDialog } from './WebhookDialog.tsx'
import { webhooksHeadline } from './webhooks-headline.ts'

/** Other programs that are told what happens, and how the telling goes. */
export function WebhooksPage() {
  const answer = useQuestion('webhooks.list', {})
  const [edited, setEdited] = useState<Webhook | 'new'>()
  const isOwner = useSession()?.signedIn?.role === 'owner'
  return (
    <Answered answer={answer}>
      {({ webhooks, topics }) => (
        <>
          <PageHead
            page="Webhooks"
            headline={webhooksHeadline(webhooks)}
            subline="Signed as Standard Webhooks, tried eight times within a day and a half, each by itself"
            tools={
              isOwner && (
                <Button look="primary" onClick={() => setEdited('new')}>
                  New webhook
                </Button>
              )
            }
          />
          <div className="stack">
            <Section title="Addresses" note={`${webhooks.length}`}>
              <WebhookTable webhooks={webhooks} onEdit={isOwner ? setEdited : undefined} />
            </Section>
            <DeliveriesSection webhooks={webhooks} mayReplay={isOwner} />
          </div>
          {edited !== undefined && (
            <WebhookDialog
              {...(edited === 'new' ? {} : { webhook: edited })}
              topics={topics}
              onClose={() => setEdited(undefined)}
            />
          )}
        </>
      )}
    </Answered>
  )
}

interface WebhookTableProps {
  webhooks: readonly Webhook[]
  onEdit: ((webhook: Webhook) => void) | undefined
}

function WebhookTable({ webhooks, onEdit }: WebhookTableProps) {
  const remove = useCommand('webhooks.remove', ['webhooks.list'])
  const actions: Column<Webhook> = {
    id: 'actions',
    header: <span className="visually-hidden">Actions</span>,
    align: 'right',
    cell: (webhook) => (
      <>
        <Button small onClick={() => onEdit?.(webhook)} aria-label={`Edit ${webhook.url}`}>
          Edit
        </Button>{' '}
        <Button
          small
          look="danger"
          onClick={() => remove.mutate({ id: webhook.id })}
          aria-label={`Remove ${webhook.url}`}
        >
          Remove
        </Button>
      </>
    ),
  }
  return (
    <DataTable
      caption="Webhooks"
      rows={webhooks}
      keyOf={({ id }) => id}
      columns={[
        {
          id: 'url',
          header: 'Address',
          cell: ({ url, topics }) => (
            <>
              <span className="row-title break-anywhere">{url}</span>
              <span className="row-note">{topics.join(', ')}</span>
            </>
          ),
        },
        { id: 'state', header: 'State', fold: 'narrow', cell: ({ state }) => state },
        {
          id: 'delivered',
          header: 'Delivered',
          align: 'right',
          cell: ({ deliveries }) => formatCount(deliveries.delivered),
        },
        {
          id: 'open',
          header: 'Failing or dead',
          align: 'right',
          fold: 'phone',
          cell: ({ deliveries }) => formatCount(deliveries.failing + deliveries.dead),
        },
        ...(onEdit ? [actions] : []),
      ]}
      empty={<p className="quiet">No other program is told yet.</p>}
    />
  )
}
