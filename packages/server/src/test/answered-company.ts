import { bodyOf, send, upload, type TestServer } from './test-server.ts'

/** Loads customers of two segments with an answer each, so that there is something to measure. */
export async function importAnswers(server: TestServer, cookie: string, count = 80): Promise<void> {
  const customers = Array.from({ length: count }, (_, index) => `c${index},Line ${index % 2}`)
  const answers = customers.map(
    (_, index) => `r${index},c${index},2026-0${1 + (index % 6)}-10,${index % 11}`,
  )
  const files = [
    ['customers', `customer_id,segment\n${customers.join('\n')}\n`],
    ['responses', `response_id,customer_id,answered_at,nps\n${answers.join('\n')}\n`],
  ] as const
  for (const [kind, body] of files) {
    const uploads = [await upload(server, `${kind}.csv`, body, cookie)]
    await bodyOf(send(server, '/api/import/run', { kind, uploads }, cookie))
  }
}
