import { send, type TestServer } from './test-server.ts'

/** Loads 80 customers of two segments with an answer each, so that there is something to measure. */
export async function importAnswers(server: TestServer, cookie: string): Promise<void> {
  const customers = Array.from({ length: 80 }, (_, index) => `c${index},Line ${index % 2}`)
  const answers = customers.map(
    (_, index) => `r${index},c${index},2026-0${1 + (index % 6)}-10,${index % 11}`,
  )
  const files = [
    ['customers', `customer_id,segment\n${customers.join('\n')}\n`],
    ['responses', `response_id,customer_id,answered_at,nps\n${answers.join('\n')}\n`],
  ] as const
  for (const [kind, body] of files) {
    const headers = {
      'content-type': 'application/octet-stream',
      'x-fealty': '1',
      cookie,
      host: 'localhost',
    }
    const path = `/api/import/upload?name=${kind}.csv`
    const uploaded = await server.app.request(path, { method: 'PUT', headers, body })
    const { upload } = (await uploaded.json()) as { upload: string }
    const made = await send(server, '/api/import/run', { kind, uploads: [upload] }, cookie)
    if (made.status !== 200) throw new Error(`${kind} were not imported: ${await made.text()}`)
  }
}
