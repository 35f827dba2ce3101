import type { Answer, Webhook } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { useQuestion } from '../../api/use-question.ts'
import { useCompanyCalendar } from '../../app/company-calendar.ts'
import { Button } from '../../ui/Button.tsx'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { Section } from '../../ui/Section.tsx'

type Delivery = Answer<'webhooks.deliveries'>['deliveries'][number]
const words = {
  waiting: 'waits',
  delivered: 'delivered',
  failing: 'fails, tried again',
  dead: 'given up',
  dropped: 'dropped',
} as const

interface DeliveriesSectionProps {
  webhooks: readonly Webhook[]
  mayReplay: boolean
}

/** What was told, the newest first; one that did not arrive is sent again from here. */
export function DeliveriesSection({ webhooks, mayReplay }: DeliveriesSectionProps) {
  const { data } = useQuestion('webhooks.deliveries', {})
  const { writeMoment } = useCompanyCalendar()
  const replay = useCommand('webhooks.replay', ['webhooks.deliveries', 'webhooks.list'])
  const urlOf = (id: string) => webhooks.find((webhook) => webhook.id === id)?.url ?? 'removed'
  const action: Column<Delivery> = {
    id: 'replay',
    header: <span className="visually-hidden">Actions</span>,
    align: 'right',
    cell: ({ id, topic }) => (
      <Button
        small
        disabled={replay.isPending}
        onClick={() => replay.mutate({ deliveryId: id })}
        aria-label={`Send ${topic} again`}
      >
        Send again
      </Button>
    ),
  }
  return (
    <Section title="Deliveries" note={data && `${data.deliveries.length} newest`}>
      <DataTable
        caption="Deliveries"
        rows={data?.deliveries ?? []}
        keyOf={({ id }) => id}
        columns={[
          {
            id: 'topic',
            header: 'What',
            cell: ({ topic, webhook, problem }) => (
              <>
                <span className="row-title">{topic}</span>
                <span className="row-note break-anywhere">{problem ?? urlOf(webhook)}</span>
              </>
            ),
          },
          { id: 'state', header: 'State', cell: ({ state }) => words[state] },
          {
            id: 'status',
            header: 'Answer',
            align: 'right',
            fold: 'narrow',
            cell: ({ status, attempts }) => `${status ?? 'none'} · ${attempts}×`,
          },
          {
            id: 'at',
            header: 'When',
            align: 'right',
            fold: 'middle',
            cell: ({ changedAt }) => writeMoment(changedAt),
          },
          ...(mayReplay ? [action] : []),
        ]}
        empty={<p className="quiet">Nothing has been told yet.</p>}
      />
    </Section>
  )
}
