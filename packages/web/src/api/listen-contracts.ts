import type * as listen from '@fealty/listen/contracts'
import type { z } from 'zod'
import type { Plain, Shape } from './contract-shapes.ts'

interface Removed {
  input: { id: string }
  output: { removed: boolean }
}

export interface ListenQueries {
  'surveys.list': Plain<typeof listen.surveys.surveyListOutput>
  'surveys.one': Shape<typeof listen.surveys.surveyIdInput, typeof listen.surveys.surveyOneOutput>
  'surveys.templates': Plain<typeof listen.surveys.surveyTemplatesOutput>
  'listen.scoreboard': Plain<typeof listen.scoreboard.scoreboardOutput>
  'listen.quarantine': Shape<
    typeof listen.clicks.quarantineInput,
    typeof listen.clicks.quarantineOutput
  >
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
  'surveys.save': Shape<
    typeof listen.surveys.surveySaveInput,
    typeof listen.surveys.surveySaveOutput
  >
  'surveys.check': Shape<
    typeof listen.surveys.surveyCheckInput,
    typeof listen.surveys.surveyCheckOutput
  >
  'surveys.preview': Shape<
    typeof listen.surveys.surveyPreviewInput,
    typeof listen.surveys.surveyPreviewOutput
  >
  'surveys.publish': Shape<
    typeof listen.surveys.surveyPublishInput,
    typeof listen.surveys.surveyPublishOutput
  >
  'surveys.links': Shape<
    typeof listen.surveys.surveyLinkInput,
    typeof listen.surveys.surveyLinkOutput
  >
  'surveys.revoke-link': Shape<
    typeof listen.surveys.surveyRevokeInput,
    typeof listen.surveys.surveyRevokeOutput
  >
  'listen.release': Shape<
    typeof listen.clicks.quarantineDecisionInput,
    typeof listen.clicks.quarantineDecisionOutput
  >
  'listen.put-back': Shape<
    typeof listen.clicks.quarantineDecisionInput,
    typeof listen.clicks.quarantineDecisionOutput
  >
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

/** What a survey asks, as the editor holds it. */
export type SurveyBody = z.output<typeof listen.surveys.surveyBodySchema>
