import type { ErrorEntries } from './error-entry.ts'

/** Errors of every room: the call, access, requests, records, files, data. */
export const baseErrors = {
  'input.invalid': { status: 400, message: 'The call is not valid: {problem}.' },
  'input.day': { status: 400, message: '“{value}” is not a day. Write it as YYYY-MM-DD.' },
  'input.dimension': {
    status: 400,
    message: 'There is nothing called “{name}” to cut by. Known here: {known}.',
  },
  'input.too-many-groups': {
    status: 400,
    message: '“{name}” has more than {limit} different values. Cut by something coarser.',
  },
  'access.unauthenticated': { status: 401, message: 'Sign in, or send an API key.' },
  'access.denied': { status: 403, message: 'Your role ({role}) may not do this: {operation}.' },
  'access.login-failed': { status: 401, message: 'This name and password do not belong together.' },
  'access.setup-done': { status: 404, message: 'There is nothing here.' },
  'access.last-owner': {
    status: 409,
    message: 'A workspace needs an owner. Make somebody else owner first.',
  },
  'access.weak-password': {
    status: 400,
    message: 'The password is too short: {minimum} characters at least.',
  },
  'access.token-invalid': {
    status: 401,
    message: 'This link is used up, has expired or was not made for this. Ask for a new one.',
  },
  'request.not-found': { status: 404, message: 'There is nothing here.' },
  'request.media-type': {
    status: 415,
    message: 'This address takes {expected}, and nothing else.',
  },
  'request.too-large': { status: 413, message: 'More than {limit} is not taken here.' },
  'request.cross-site': {
    status: 403,
    message: 'This request came from another site and was refused.',
  },
  'request.too-many': {
    status: 429,
    message: 'Too many tries. Wait {seconds} seconds and try again.',
  },
  'record.not-found': {
    status: 404,
    message: 'There is no {what} with this id in this workspace.',
  },
  'record.exists': { status: 409, message: 'There is a {what} with this name already.' },
  'record.changed': {
    status: 409,
    message:
      'Somebody has changed this {what} meanwhile. Load it again, and make your change on it.',
  },
  'file.unreadable': { status: 422, message: '{file} could not be read: {problem}.' },
  'file.format': {
    status: 422,
    message:
      '{file} is no table this program reads: {problem}. Give CSV, TSV, JSON lines, Parquet or XLSX.',
  },
  'file.limit': { status: 422, message: '{file} goes beyond a limit: {problem}.' },
  'file.same': {
    status: 409,
    message: '{file} was imported already, on {when}, as {kind}. Nothing was done.',
  },
  'file.expression': {
    status: 400,
    message: 'The mapping of {field} cannot be read at character {position}: {problem}.',
  },
  'file.mapping': { status: 400, message: 'The mapping does not fit: {problem}.' },
  'file.interrupted': {
    status: 503,
    message: 'The import was stopped before it was done. Nothing of {file} was loaded.',
  },
  'source.table': {
    status: 400,
    message: 'This is no table of a cluster. Write it as catalog.schema.table.',
  },
  'source.entry': {
    status: 409,
    message:
      'These facts are read from a table and were not imported. Remove the source in their place.',
  },
  'data.none': {
    status: 409,
    message: 'There are no {kind} yet. Import them first: fealty import {kind} FILE.',
  },
  'data.newer': {
    status: 409,
    message: 'A newer version of Fealty has written this data ({migration}). Update the program.',
  },
  'data.in-use': {
    status: 409,
    message:
      'Another program (process {pid}) works on this data folder. Stop it, or use another folder.',
  },
  'value.unfit': { status: 422, message: 'The model cannot be fitted: {problem}.' },
  'server.port-taken': {
    status: 409,
    message: 'Port {port} is taken by another program. Choose another: fealty start --port N.',
  },
  'server.ended': {
    status: 503,
    message:
      'The server of this data folder ended before its answer. Start it again and repeat the command; what was not done whole was not done.',
  },
  'settings.locked': {
    status: 409,
    message:
      'The {setting} cannot change once facts are loaded, because days were cut by it. Start a new data folder.',
  },
  'internal.unexpected': {
    status: 500,
    message: 'Something went wrong inside. The log has the cause under {reference}.',
  },
} as const satisfies ErrorEntries
