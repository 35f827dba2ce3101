import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Engine } from '../engine.ts'
import { openEngine } from '../open-engine.ts'
import { sql } from '../sql.ts'

/** A cluster that was started by hand has no such door, and its Node knows no certificate. */
const given = process.env.TEST_TLS
const { host, user, password, token, staleToken } = JSON.parse(given ?? '{}') as Record<
  'host' | 'user' | 'password' | 'token' | 'staleToken',
  string
>
const nobody = { id: 'none', workspaceId: 'none', tables: {} }
let dataFolder: string
let opened: Engine[] = []

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'fealty-secure-'))
})
afterAll(async () => {
  for (const engine of opened) await engine.close()
  opened = []
  await rm(dataFolder, { recursive: true, force: true })
})

/** Who the cluster says has come, or the error. */
async function whoAmI(who: string, withToken?: string, where = host): Promise<unknown> {
  const engine = openEngine(
    { dataFolder },
    {
      url: `trino+https://${who}@${where}/lake/fealty`,
      token: withToken,
      lakeUrl: 'file:///nowhere',
    },
  )
  opened.push(engine)
  try {
    return (await engine.query(nobody, sql`select current_user as name`))[0]!.name
  } catch (error) {
    return error
  }
}

/** Everything that a log could get of an error, causes and all. */
function allText(error: unknown): string {
  const { message, stack, cause } = error as Error
  return `${message} ${stack} ${JSON.stringify(error)} ${cause === undefined ? '' : allText(cause)}`
}

describe.skipIf(given === undefined)(
  'over TLS, with a certificate of an authority of our own',
  () => {
    const basic = (secret: string) => Buffer.from(`${user}:${secret}`).toString('base64')

    test('the right password is let in, and so is a token', async () => {
      expect(await whoAmI([user, password].join(':'))).toBe(user)
      expect(await whoAmI(user, token)).toBe(user)
    })

    test('a wrong password, none, a stale token and one of another key are told, and repeated nowhere', async () => {
      const wrong = 'not-the-word'
      const forged = `${token.slice(0, -8)}AAAAAAAA`
      for (const error of [
        await whoAmI([user, wrong].join(':')),
        await whoAmI(user),
        await whoAmI(user, staleToken),
        await whoAmI(user, forged),
      ]) {
        expect(error).toMatchObject({ code: 'engine.sign-in' })
        const text = allText(error)
        for (const secret of [wrong, basic(wrong), forged, staleToken])
          expect(text).not.toContain(secret)
      }
    })

    test('a certificate for another name is not taken, and the password not sent', async () => {
      // The certificate names localhost alone.
      const elsewhere = host.replace('localhost', '127.0.0.1')
      const error = await whoAmI([user, password].join(':'), undefined, elsewhere)
      expect(error).toMatchObject({ code: 'engine.certificate' })
      expect(allText(error)).not.toContain(password)
      expect(allText(error)).not.toContain(basic(password))
    })
  },
)
