import type * as listen from '@fealty/listen/contracts'
import type { Plain, Shape } from './contract-shapes.ts'

interface Removed {
  input: { id: string }
  output: { removed: boolean }
}

export interface ListenQueries {
  'invitations.plans': Plain<typeof listen.invitations.plansOutput>
  'invitations.plan': Shape<
    typeof listen.invitations.planInput,
    typeof listen.invitations.planOutput
  >
  'invitations.heard': Shape<
    typeof listen.invitations.heardInput,
    typeof listen.invitations.heardOutput
  >
  'budget.get': Plain<typeof listen.budget.budgetOutput>
  'budget.rehearse': Shape<
    typeof listen.invitations.rehearseInput,
    typeof listen.invitations.rehearseOutput
  >
  'contacts.why': Shape<typeof listen.contacts.whyInput, typeof listen.contacts.whyOutput>
  'mails.list': Plain<typeof listen.mails.mailsOutput>
  'mails.one': Shape<typeof listen.mails.mailInput, typeof listen.mails.mailOutput>
  'webhooks.list': Plain<typeof listen.webhooks.webhookListOutput>
  'webhooks.deliveries': Shape<
    typeof listen.webhooks.deliveriesInput,
    typeof listen.webhooks.deliveriesOutput
  >
}

export interface ListenCommands {
  'invitations.save': Shape<
    typeof listen.invitations.planSaveInput,
    typeof listen.invitations.planSaveOutput
  >
  'invitations.remove': Removed
  'budget.save': Shape<typeof listen.budget.budgetSaveInput, typeof listen.budget.budgetOutput>
  'webhooks.save': Shape<
    typeof listen.webhooks.webhookSaveInput,
    typeof listen.webhooks.webhookSaveOutput
  >
  'webhooks.remove': Removed
  'webhooks.replay': { input: { deliveryId: string }; output: { replayed: boolean } }
}
