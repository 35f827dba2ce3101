/** TLS with a certificate, a password and a token of this run, as a company's cluster has them. */
import { spawnSync } from 'node:child_process'
import { createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { mkdirSync, writeFileSync } from 'node:fs'
import { findJava } from './requirements.mjs'

const user = 'ada'
const iterations = 10_000

function runKeytool(words) {
  const keytool = findJava().replace(/java$/, 'keytool')
  const { status, stdout, stderr } = spawnSync(keytool, words, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`keytool failed: ${`${stdout}${stderr}`.slice(-500)}`)
}

/** A certificate for `localhost`, and not for 127.0.0.1, that nobody has signed but itself. */
function makeCertificate(folder) {
  const [keystore, certificate] = [join(folder, 'server.p12'), join(folder, 'server.pem')]
  const password = randomBytes(16).toString('hex')
  const store = ['-keystore', keystore, '-storetype', 'PKCS12', '-storepass', password]
  const subject = ['-dname', 'CN=localhost', '-ext', 'san=dns:localhost']
  const key = ['-keyalg', 'EC', '-groupname', 'secp256r1', '-validity', '2']
  runKeytool(['-genkeypair', '-alias', 'server', ...key, ...subject, ...store])
  runKeytool(['-exportcert', '-rfc', '-alias', 'server', '-file', certificate, ...store])
  return { keystore, certificate, password }
}

function writePasswords(path, password) {
  const salt = randomBytes(16)
  const hash = pbkdf2Sync(password, salt, iterations, 64, 'sha1')
  writeFileSync(path, `${user}:${iterations}:${salt.toString('hex')}:${hash.toString('hex')}\n`, {
    mode: 0o600,
  })
}

function signToken(key, claims) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`
  return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`
}

/**
 * Makes all of it. Over HTTP the cluster stays as open as before; over HTTPS it asks who comes.
 * @returns settings of the coordinator, what its authenticator is told, and the doors as a test needs them
 */
export function makeTls(folder, port) {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { keystore, certificate, password: storePassword } = makeCertificate(folder)
  const [password, key] = [randomBytes(12).toString('hex'), randomBytes(32)]
  const [passwords, keyFile] = [join(folder, 'passwords'), join(folder, 'token.key')]
  writePasswords(passwords, password)
  writeFileSync(keyFile, key.toString('base64'), { mode: 0o600 })
  const tomorrow = Math.floor(Date.now() / 1_000) + 86_400
  return {
    settings: {
      'http-server.https.enabled': true,
      'http-server.https.port': port,
      'http-server.https.keystore.path': keystore,
      'http-server.https.keystore.key': storePassword,
      'http-server.authentication.type': 'PASSWORD,JWT',
      'http-server.authentication.allow-insecure-over-http': true,
      'http-server.authentication.jwt.key-file': keyFile,
    },
    authenticator: { 'password-authenticator.name': 'file', 'file.password-file': passwords },
    environment: {
      // Read by Node when it starts: the way a company names its own authority.
      NODE_EXTRA_CA_CERTS: certificate,
      TEST_TLS: JSON.stringify({
        host: `localhost:${port}`,
        user,
        password,
        token: signToken(key, { sub: user, exp: tomorrow }),
        staleToken: signToken(key, { sub: user, exp: 1 }),
      }),
    },
  }
}
