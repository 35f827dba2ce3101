import { describe, expect, test } from 'vitest'
import { readTrinoAddress } from './address.ts'

describe('ENGINE_URL', () => {
  test('names the coordinator, the user and the schema that may be written in', () => {
    expect(readTrinoAddress('trino://ada@localhost:8080/lake/fealty')).toEqual({
      origin: 'http://localhost:8080',
      user: 'ada',
      authorization: undefined,
      catalog: 'lake',
      schema: 'fealty',
    })
  })

  test('takes a password or a token over TLS, decoded', () => {
    const url = `trino+https://${['ada%40x', 'p%2Fw'].join(':')}@localhost/lake/fealty`
    expect(readTrinoAddress(url)).toMatchObject({
      origin: 'https://localhost',
      user: 'ada@x',
      authorization: `Basic ${Buffer.from('ada@x:p/w').toString('base64')}`,
    })
    expect(readTrinoAddress(url, { token: 'abc' }).authorization).toBe('Bearer abc')
    expect(readTrinoAddress(url, { password: 'other' }).authorization).toBe(
      `Basic ${Buffer.from('ada@x:other').toString('base64')}`,
    )
  })

  test.each([
    ['postgres://ada@h/lake/fealty', 'begins with neither'],
    ['trino://', 'no address'],
    ['trino://h:8080/lake/fealty', 'names no user'],
    ['trino://ada@h:8080/lake', 'must end with'],
    ['trino://ada@h:8080/lake/fealty/more', 'must end with'],
    ['trino://ada@h:8080/lake/"x"', 'must end with'],
    [`trino://${['ada', 'hidden'].join(':')}@h:8080/lake/fealty`, 'needs trino+https'],
  ])('refuses %s and repeats nothing of it', (url, problem) => {
    let message = ''
    try {
      readTrinoAddress(url)
    } catch (error) {
      message = (error as Error).message
    }
    expect(message).toContain(problem)
    expect(message).not.toContain('hidden')
    expect(message).not.toContain('ada')
  })
})
