import { formatCount } from '@fealty/charts'
import type { Webhook } from '../../api/contracts.ts'

const sum = (webhooks: readonly Webhook[], state: keyof Webhook['deliveries']): number =>
  webhooks.reduce((total, { deliveries }) => total + deliveries[state], 0)

/** Whether everything that happened has been told. */
export function webhooksHeadline(webhooks: readonly Webhook[]): string {
  if (webhooks.length === 0) return 'No other program is told what happens.'
  const dead = sum(webhooks, 'dead')
  const failing = sum(webhooks, 'failing')
  if (dead > 0) {
    return dead === 1
      ? 'One delivery was given up and waits to be replayed.'
      : `${formatCount(dead)} deliveries were given up and wait to be replayed.`
  }
  if (failing > 0) {
    return failing === 1
      ? 'One delivery fails and is tried again.'
      : `${formatCount(failing)} deliveries fail and are tried again.`
  }
  return sum(webhooks, 'delivered') === 0
    ? 'Nothing has happened yet that is told.'
    : 'Everything that happened was told.'
}
