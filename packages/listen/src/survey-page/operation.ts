import { defineOperation, type Call } from '@fealty/core'
import { readWorkspace } from '@fealty/store'
import type { ListenServices } from '../services.ts'
import { surveyPreviewInput, surveyPreviewOutput } from '../survey/contract.ts'
import { renderForm } from './render-page.ts'

/** Not one of anybody: the preview cannot be sent. */
const noSheet = '00000000-0000-4000-8000-000000000000'

/** The page of a survey that is not saved yet. */
export const previewOperation = defineOperation({
  id: 'surveys.preview',
  summary: 'The page of a survey as customers would see it; it sends nothing',
  kind: 'command',
  input: surveyPreviewInput,
  output: surveyPreviewOutput,
  errors: [],
  access: 'member',
  async run({ workspaceId, services: { store } }: Call<ListenServices>, { body, language }) {
    const { name: company } = await readWorkspace(store, workspaceId)
    const { accent, logo } = body.theme
    const sheet = { responseId: noSheet, answers: {}, step: 0, problems: [] }
    const page = renderForm(
      { company, language, accent, logo },
      { body, version: 0, token: '', ...sheet },
    )
    return { html: String(page) }
  },
})
