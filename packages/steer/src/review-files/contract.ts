import { z } from 'zod'

export const fileForms = ['pdf', 'pptx', 'xlsx'] as const
export type FileForm = (typeof fileForms)[number]

export const mediaTypes: Readonly<Record<FileForm, string>> = {
  pdf: 'application/pdf',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

export const exportInput = z.object({
  reviewId: z.string().min(1).max(80),
  form: z.enum(fileForms),
})
export const exportOutput = z.object({
  fileName: z.string(),
  mediaType: z.string(),
  /** The file, base64. */
  content: z.string(),
})
