import { expect, test } from 'vitest'
import { makeSecret, signMessage, verifyMessage } from './signature.ts'

/** The example of the Standard Webhooks documentation. */
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek'
const timestamp = 1_614_265_330
const body = '{"test": 2432232314}'
const signature = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='

const headers = (changed: Record<string, string> = {}) => ({
  'webhook-id': id,
  'webhook-timestamp': String(timestamp),
  'webhook-signature': signature,
  ...changed,
})
const at = (seconds: number) => new Date((timestamp + seconds) * 1_000)
const known = () => {
  const seen = new Set<string>()
  return (one: string) => Promise.resolve(!seen.has(one) && Boolean(seen.add(one)))
}

test('signs as the standard’s own example', () => {
  expect(signMessage(secret, id, timestamp, body)).toBe(signature)
  expect(makeSecret()).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
})

test('takes a message once, within five minutes either way', async () => {
  const claim = known()
  expect(await verifyMessage(secret, { headers: headers(), body }, at(299), claim)).toBe('good')
  expect(await verifyMessage(secret, { headers: headers(), body }, at(299), claim)).toBe('replayed')
  expect(await verifyMessage(secret, { headers: headers(), body }, at(600), known())).toBe('old')
  expect(await verifyMessage(secret, { headers: headers(), body }, at(-301), known())).toBe(
    'future',
  )
})

test('knows one good signature among several, and no other body, id, moment or secret', async () => {
  const check = (changed: Record<string, string>, text = body, key = secret) =>
    verifyMessage(key, { headers: headers(changed), body: text }, at(0), known())
  expect(await check({ 'webhook-signature': `v1,bm9uZQ== ${signature}` })).toBe('good')
  expect(await check({}, `${body} `)).toBe('wrong')
  expect(await check({ 'webhook-id': 'msg_other' })).toBe('wrong')
  expect(await check({ 'webhook-timestamp': String(timestamp + 1) })).toBe('wrong')
  expect(await check({}, body, makeSecret())).toBe('wrong')
  expect(await check({ 'webhook-timestamp': '1e9' })).toBe('unsigned')
  expect(await check({ 'webhook-signature': '' })).toBe('unsigned')
})

test('a wrong signature uses up no id', async () => {
  const claim = known()
  const forged = { headers: headers({ 'webhook-signature': 'v1,bm9uZQ==' }), body }
  expect(await verifyMessage(secret, forged, at(0), claim)).toBe('wrong')
  expect(await verifyMessage(secret, { headers: headers(), body }, at(0), claim)).toBe('good')
})
