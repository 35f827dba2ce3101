import { createHash, createHmac } from 'node:crypto'

/** Keys of an S3-compatible store; they come by environment only and stand in no error. */
export interface StoreKeys {
  accessKey: string
  secretKey: string
  /** Of keys that are lent for a time. */
  sessionToken?: string | undefined
}

export interface RequestToSign {
  method: 'PUT'
  url: URL
  region: string
  /** SHA-256 of the body in hex: a body that was changed on its way is refused. */
  bodyHash: string
  at: Date
}

/**
 * Headers that sign a request to an S3-compatible store, after Signature Version 4 of AWS. The secret
 * key itself never travels; the signature is good for this one request and some minutes.
 */
export function signRequest(request: RequestToSign, keys: StoreKeys): Record<string, string> {
  const { method, url, region, bodyHash, at } = request
  const moment = at.toISOString().replace(/[:-]|\.\d{3}/g, '')
  const day = moment.slice(0, 8)
  const scope = `${day}/${region}/s3/aws4_request`
  const sent: Record<string, string> = {
    'x-amz-content-sha256': bodyHash,
    'x-amz-date': moment,
    ...(keys.sessionToken === undefined ? {} : { 'x-amz-security-token': keys.sessionToken }),
  }
  const headers: Record<string, string> = { host: url.host, ...sent }
  const names = Object.keys(headers).sort()
  const signed = names.join(';')
  const canonical = [
    method,
    url.pathname,
    url.search.slice(1),
    ...names.map((name) => `${name}:${headers[name]!}`),
    '',
    signed,
    bodyHash,
  ].join('\n')
  const toSign = ['AWS4-HMAC-SHA256', moment, scope, sha256(canonical)].join('\n')
  const key = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>(
    (secret, part) => hmac(secret, part),
    `AWS4${keys.secretKey}`,
  )
  const signature = hmac(key, toSign).toString('hex')
  return {
    ...sent,
    authorization: `AWS4-HMAC-SHA256 Credential=${keys.accessKey}/${scope}, SignedHeaders=${signed}, Signature=${signature}`,
  }
}

/** A path as the signature and the request both write it: each part encoded after RFC 3986. */
export function encodePath(path: string): string {
  return path
    .split('/')
    .map((part) =>
      encodeURIComponent(part).replace(
        /[!'()*]/g,
        (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
      ),
    )
    .join('/')
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest()
