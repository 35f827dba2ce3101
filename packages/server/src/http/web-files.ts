import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { FealtyError } from '@fealty/core'
import type { Context, Hono } from 'hono'

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}

type Encoding = 'identity' | 'br' | 'gzip'
const suffixes = { br: '.br', gzip: '.gz' } as const

interface WebFile {
  type: string
  etag: string
  bodies: Partial<Record<Encoding, Uint8Array<ArrayBuffer>>>
}

/**
 * Serves the built web app from memory. What the caller asks for is looked up, never joined to a
 * path, so no spelling of `..` leads out. Any other page address gets the app, which knows its pages.
 */
export function addWebFiles(app: Hono, folder: string | undefined): void {
  const files = folder === undefined || !existsSync(folder) ? undefined : readFiles(folder)
  app.get('*', (context) => {
    const path = context.req.path
    const file = files?.get(path)
    // The widget is loaded by other sites; nothing else is.
    if (path.startsWith('/assets/survey-widget-')) {
      context.header('Cross-Origin-Resource-Policy', 'cross-origin')
    }
    if (file) return sendFile(context, file, path.startsWith('/assets/'))
    const page = files?.get('/index.html')
    const isPage = !/^\/(api|mcp|assets)(\/|$)/.test(path) && extname(path) === ''
    if (!page || !isPage) throw new FealtyError('request.not-found')
    return sendFile(context, page, false)
  })
}

function readFiles(folder: string): Map<string, WebFile> {
  const files = new Map<string, WebFile>()
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const type = types[extname(entry.name)]
    if (!entry.isFile() || type === undefined) continue
    const file = join(entry.parentPath, entry.name)
    const identity = new Uint8Array(readFileSync(file))
    const etag = `"${createHash('sha256').update(identity).digest('base64url').slice(0, 22)}"`
    const bodies: WebFile['bodies'] = { identity }
    for (const [encoding, suffix] of Object.entries(suffixes) as [Encoding, string][]) {
      if (existsSync(file + suffix)) bodies[encoding] = new Uint8Array(readFileSync(file + suffix))
    }
    files.set(`/${relative(folder, file).split(sep).join('/')}`, { type, etag, bodies })
  }
  return files
}

function sendFile(context: Context, file: WebFile, immutable: boolean): Response {
  const cache = immutable ? 'public, max-age=31536000, immutable' : 'no-cache'
  const headers = { ETag: file.etag, 'Cache-Control': cache, Vary: 'Accept-Encoding' }
  const known = context.req.header('if-none-match')?.split(/\s*,\s*/) ?? []
  if (known.some((tag) => tag.replace(/^W\//, '') === file.etag)) {
    return context.body(null, 304, headers)
  }
  const accepted = new Set(
    (context.req.header('accept-encoding') ?? '')
      .split(',')
      .map((part) => part.trim().split(';')[0]),
  )
  const encoding = (['br', 'gzip'] as const).find((name) => accepted.has(name) && file.bodies[name])
  const body = file.bodies[encoding ?? 'identity'] ?? new Uint8Array()
  const encoded = encoding === undefined ? {} : { 'Content-Encoding': encoding }
  return context.body(body, 200, { ...headers, ...encoded, 'Content-Type': file.type })
}
