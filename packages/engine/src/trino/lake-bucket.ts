import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { FealtyError } from '@fealty/core'
import { certificateError } from './certificate.ts'
import type { LakeSettings, LakeStore } from './lake-store.ts'
import { encodePath, signRequest, type StoreKeys } from './signature.ts'

interface Bucket {
  /** Address of the bucket, without a slash at its end. */
  origin: string
  /** Path of the bucket and of the prefix in it, ending with a slash. */
  path: string
  region: string
  keys: StoreKeys
}

const standardRegion = 'us-east-1'
const mostTries = 4
const firstPause = 200
/** A file is put with one request; such stores take no larger one. */
const mostBytes = 5 * 1024 ** 3
/** A store that takes nothing for so long is away. */
const putSeconds = 600

/**
 * A bucket of an S3-compatible store: `s3://bucket/prefix`. Files are put with one signed request each,
 * so a file is there as a whole or not at all.
 * @throws FealtyError `engine.lake-address`
 */
export function openBucket(url: string, settings: LakeSettings): LakeStore {
  const bucket = readBucket(url, settings)
  const base = settings.lakeLocation ?? url
  const location = base.endsWith('/') ? base : `${base}/`
  return {
    location,
    async put(from, folder, name, signal) {
      await putFile(bucket, from, `${folder}/${name}`, signal)
      return `${location}${folder}`
    },
  }
}

function readBucket(url: string, settings: LakeSettings): Bucket {
  const { lakeRegion: region = standardRegion, accessKey, secretKey, sessionToken } = settings
  const [, name = '', prefix = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]+)(?:\/(.*?))?\/?$/.exec(url) ?? []
  if (name === '') throw refuse('it does not read s3://BUCKET/PREFIX')
  if (!accessKey || !secretKey)
    throw refuse('a bucket needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY')
  const endpoint = settings.lakeEndpoint ?? `https://s3.${region}.amazonaws.com`
  if (!/^https?:\/\//.test(endpoint) || !URL.canParse(endpoint))
    throw refuse('LAKE_ENDPOINT is no address that begins with https:// or http://')
  const address = new URL(endpoint)
  if (address.username !== '' || address.password !== '')
    throw refuse('LAKE_ENDPOINT holds keys, which come by AWS_ACCESS_KEY_ID alone')
  // Stores of one's own seldom have a name for each bucket; AWS wants it before the host.
  const inPath = (settings.lakePathStyle ?? String(settings.lakeEndpoint !== undefined)) === 'true'
  const host = inPath ? address.host : `${name}.${address.host}`
  const folders = [...(inPath ? [name] : []), ...prefix.split('/').filter(Boolean)]
  return {
    origin: `${address.protocol}//${host}`,
    path: `/${folders.map((folder) => `${folder}/`).join('')}`,
    region,
    keys: { accessKey, secretKey, sessionToken },
  }
}

const refuse = (problem: string): FealtyError => new FealtyError('engine.lake-address', { problem })

async function putFile(
  bucket: Bucket,
  from: string,
  name: string,
  signal?: AbortSignal,
): Promise<void> {
  const { size } = await stat(from)
  if (size > mostBytes) throw failed('a segment is larger than 5 GB, the most for one file')
  const bodyHash = await hashFile(from)
  const url = new URL(`${bucket.origin}${encodePath(`${bucket.path}${name}`)}`)
  for (let round = 1; ; round += 1) {
    const problem = await putOnce({ bucket, url, from, size, bodyHash, signal })
    if (problem === undefined) return
    if (!problem.again || round >= mostTries) throw failed(problem.text)
    await wait(firstPause * 2 ** round, undefined, signal ? { signal } : {})
  }
}

const failed = (problem: string): FealtyError => new FealtyError('engine.lake', { problem })

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

interface Put {
  bucket: Bucket
  url: URL
  from: string
  size: number
  bodyHash: string
  signal: AbortSignal | undefined
}

/** What went wrong and whether another try may help; undefined when the file is there. */
async function putOnce({
  bucket,
  url,
  from,
  size,
  bodyHash,
  signal,
}: Put): Promise<{ text: string; again: boolean } | undefined> {
  const { region, keys } = bucket
  // eslint-disable-next-line no-restricted-syntax -- a signature is good for some minutes of the real clock
  const signed = signRequest({ method: 'PUT', url, region, bodyHash, at: new Date() }, keys)
  const late = AbortSignal.timeout(putSeconds * 1_000)
  const body = createReadStream(from)
  // `duplex` is what a body that is a stream needs; the type of the browser does not know it.
  const request: RequestInit & { duplex: 'half' } = {
    method: 'PUT',
    headers: { ...signed, 'content-length': String(size) },
    body: Readable.toWeb(body) as ReadableStream,
    duplex: 'half',
    redirect: 'error',
    signal: signal === undefined ? late : AbortSignal.any([late, signal]),
  }
  try {
    const answer = await fetch(url, request)
    if (answer.ok) {
      await answer.body?.cancel()
      return undefined
    }
    return { text: refusal(answer.status, await readCode(answer)), again: answer.status >= 500 }
  } catch (error) {
    signal?.throwIfAborted()
    const untrusted = certificateError(error)
    if (untrusted) throw untrusted
    return { text: 'the store of LAKE_URL does not answer', again: true }
  } finally {
    body.destroy()
  }
}

/** The word by which the store names its refusal; nothing else of the answer is read or shown. */
async function readCode(answer: Response): Promise<string> {
  const text = (await answer.text()).slice(0, 2_000)
  return /<Code>(\w{1,60})<\/Code>/.exec(text)?.[1] ?? 'no reason given'
}

function refusal(status: number, code: string): string {
  if (code === 'NoSuchBucket') return 'the bucket of LAKE_URL is not there'
  if (status === 401 || status === 403) return `the store of LAKE_URL refuses these keys (${code})`
  return `the store of LAKE_URL answered ${status} (${code})`
}
