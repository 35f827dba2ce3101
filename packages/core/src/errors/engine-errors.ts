import type { ErrorEntries } from './error-entry.ts'

/** The engine: the embedded one, and a cluster. */
export const engineErrors = {
  'engine.unavailable': {
    status: 503,
    message: 'The engine is away and is being started again. Try once more in a moment.',
  },
  'engine.memory': {
    status: 503,
    message:
      'The question needs more memory than the engine may use ({limit}). Ask for a shorter time or fewer groups, or raise ENGINE_MEMORY.',
  },
  'engine.time': {
    status: 503,
    message: 'The question took longer than {seconds} seconds and was ended.',
  },
  'engine.cluster-time': {
    status: 503,
    message:
      'The question took longer than {seconds} seconds and was ended on the cluster (query {queryId}). Ask for a shorter time or fewer groups, or ask again when the cluster is free.',
  },
  'engine.seconds': {
    status: 400,
    message: 'ENGINE_SECONDS is a whole number from 1 to {most}, not “{value}”.',
  },
  'engine.failed': { status: 500, message: 'The engine could not answer: {problem}.' },
  'engine.address': {
    status: 400,
    message:
      'ENGINE_URL cannot be used: {problem}. Write trino://USER@HOST:PORT/CATALOG/SCHEMA, or trino+https:// for TLS.',
  },
  'engine.lake-address': {
    status: 400,
    message:
      'LAKE_URL cannot be used: {problem}. Write file:///FOLDER, a folder that this machine and the cluster share, or s3://BUCKET/PREFIX.',
  },
  'engine.unreachable': {
    status: 503,
    message:
      'The cluster does not answer. Pages show what was computed before; this was not, and comes by itself when the cluster is back.',
  },
  'engine.certificate': {
    status: 502,
    message:
      'The certificate of the cluster or of the lake is not to be trusted ({problem}). Name the authority that made it by NODE_EXTRA_CA_CERTS.',
  },
  'engine.no-cluster': {
    status: 502,
    message: 'What answers at ENGINE_URL does not speak as a Trino coordinator does.',
  },
  'engine.sign-in': {
    status: 403,
    message:
      'The cluster does not take the user, password or token of ENGINE_URL. Correct ENGINE_URL or ENGINE_TOKEN and start again; nothing was asked.',
  },
  'engine.not-allowed': {
    status: 403,
    message:
      'The cluster refused: {problem} (query {queryId}). Give the account of ENGINE_URL this right; the guide lists all that it needs.',
  },
  'engine.cluster-limit': {
    status: 503,
    message:
      'The question needs more than the cluster gives to one query (query {queryId}). Ask for a shorter time or fewer groups, or raise the limits of the cluster.',
  },
  'engine.worker-lost': {
    status: 503,
    message:
      'A worker of the cluster went away in the middle of the question (query {queryId}). It was asked twice; ask again in a moment.',
  },
  'engine.missing': {
    status: 409,
    message:
      'The cluster does not find what the question reads: {problem} (query {queryId}). Bring it back, or map the table anew.',
  },
  'engine.type': {
    status: 409,
    message:
      'A column of the cluster has another type than the question needs: {problem} (query {queryId}). Change it back, or map the table anew.',
  },
  'engine.lake': {
    status: 503,
    message:
      'The lake could not be read or written: {problem}. Free space or give the right, then ask again; nothing was half done.',
  },
  'engine.lake-elsewhere': {
    status: 502,
    message:
      'The cluster does not find the lake where LAKE_URL says that it is: {problem}. Let LAKE_URL and LAKE_LOCATION name the place that the catalogue of ENGINE_URL keeps its files in; nothing was half done.',
  },
  'engine.ended': {
    status: 503,
    message: 'The question was ended before its answer (query {queryId}). Ask again.',
  },
  'engine.embedded': {
    status: 409,
    message:
      '{what} can be read through a cluster only, and ENGINE_URL names none. Start the program with the ENGINE_URL of the cluster.',
  },
  'engine.terminal-only': {
    status: 409,
    message:
      'Which engine answers is a matter of the terminal of the machine that runs the program. Call `fealty engine move` there.',
  },
  'engine.moving': {
    status: 409,
    message: 'A move to another engine is under way. Wait for its end, or break it off first.',
  },
  'engine.move-secret': {
    status: 400,
    message:
      'The address holds a password, which would have to be kept in the store. Start the program with ENGINE_PASSWORD or ENGINE_TOKEN in its environment, and leave it out of the address.',
  },
  'engine.move-mapped': {
    status: 409,
    message:
      'The embedded engine cannot read mapped tables ({tables}). Import what they hold, or remove them with `fealty source remove`, and move again.',
  },
  'engine.move-segment': {
    status: 409,
    message:
      'The segment of import {importId} is not in the data folder ({path}). Bring it back from a backup, or undo the import, and move again.',
  },
  'engine.move-facts': {
    status: 409,
    message:
      'Facts came in during each of {rounds} rounds of the comparison. Move again when no files are imported.',
  },
  'engine.move-none': {
    status: 409,
    message: 'No move has left anything on another engine.',
  },
  'engine.too-many-rows': {
    status: 422,
    message: 'The answer has more than {limit} rows or numbers. Ask for fewer groups.',
  },
} as const satisfies ErrorEntries
