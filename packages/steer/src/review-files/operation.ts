import { defineOperation, FealtyError } from '@fealty/core'
import type { SteerCall } from '../record-change.ts'
import { readReview } from '../review/read-review.ts'
import type { ReviewPack } from '../review-pack/contract.ts'
import { exportInput, exportOutput, mediaTypes, type FileForm } from './contract.ts'
import { packSlides } from './pack-deck.ts'
import { packPdf } from './pack-pdf.ts'
import { packSheets } from './pack-workbook.ts'

/** Draws a pack in one of its forms. */
async function drawPack(pack: ReviewPack, form: FileForm): Promise<Uint8Array> {
  if (form === 'pdf') return packPdf(pack)
  return form === 'pptx' ? packSlides(pack) : packSheets(pack)
}

const exportPack = defineOperation({
  id: 'reviews.export',
  summary: 'The newest pack of a review as PDF, slides or workbook, with the numbers of the page',
  kind: 'query',
  input: exportInput,
  output: exportOutput,
  errors: ['record.not-found', 'review.no-pack'],
  access: 'member',
  async run(call: SteerCall, { reviewId, form }) {
    const { pack } = await readReview(call, reviewId)
    if (pack === null) throw new FealtyError('review.no-pack')
    const bytes = await drawPack(pack, form)
    return {
      fileName: `review-${pack.date}-v${pack.version}.${form}`,
      mediaType: mediaTypes[form],
      content: Buffer.from(bytes).toString('base64'),
    }
  },
})

export const reviewFilesOperations = [exportPack]
