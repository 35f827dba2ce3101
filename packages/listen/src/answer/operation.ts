import { defineOperation, type Call } from '@fealty/core'
import type { ListenServices } from '../services.ts'
import { publishedSurvey } from '../survey/published.ts'
import { acceptSheet } from './accept-sheet.ts'
import { answersInput, answersOutput } from './contract.ts'
import { keyBearer } from './to-response.ts'

/** Answers that another program of the company has collected. */
export const answersOperation = defineOperation({
  id: 'listen.answers',
  summary: 'Take in one answer sheet of a survey, of a customer or of nobody in particular',
  kind: 'command',
  input: answersInput,
  output: answersOutput,
  errors: [
    'record.not-found',
    'answer.invalid',
    'answer.conflict',
    'answer.over',
    'answer.busy',
    'answer.not-kept',
  ],
  access: ['owner', 'analyst', 'agent'],
  async run({ workspaceId, services }: Call<ListenServices>, input) {
    const { surveyId, customerId, accountId, unit, touchpoint, ...sheet } = input
    const now = services.now()
    // Says of a survey that is not theirs that it is not there, not that it is closed.
    await publishedSurvey(services.store, workspaceId, surveyId)
    const at = now.toISOString()
    const context = {
      ...(unit === undefined ? {} : { unit }),
      ...(touchpoint === undefined ? {} : { touchpoint }),
    }
    return acceptSheet(services, {
      link: {
        tokenHash: keyBearer,
        workspaceId,
        purpose: 'answer',
        surveyId,
        customerId: customerId ?? null,
        accountId: accountId ?? null,
        invitationId: null,
        channel: 'api',
        label: null,
        context,
        createdAt: at,
        expiresAt: at,
        revokedAt: null,
      },
      sheet,
      channel: 'api',
      now,
    })
  },
})
