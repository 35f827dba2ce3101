import { FealtyError } from '@fealty/core'

/** What Node says of a certificate that it does not take, in words. */
const problems: Readonly<Record<string, string>> = {
  ERR_TLS_CERT_ALTNAME_INVALID: 'it is for another name',
  CERT_HAS_EXPIRED: 'it is out of date',
  CERT_NOT_YET_VALID: 'it is not valid yet',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'nobody has signed it but itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'its authority is not known here',
  UNABLE_TO_GET_ISSUER_CERT: 'its authority is not known here',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its authority is not known here',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its authority is not known here',
}

/** The error for a request that failed because of the certificate; undefined for other reasons. */
export function certificateError(error: unknown): FealtyError | undefined {
  const { code = '' } = ((error as Error).cause ?? {}) as NodeJS.ErrnoException
  const problem = problems[code]
  return problem === undefined ? undefined : new FealtyError('engine.certificate', { problem })
}
