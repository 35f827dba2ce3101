import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runFealty, startFealty, untilPrinted } from './test/run-fealty.ts'

const folder = mkdtempSync(join(tmpdir(), 'fealty-cli-'))
const data = join(folder, 'data')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('help', () => {
  test('of the program names every stable command', async () => {
    const { code, out } = await runFealty('--help')
    expect(code).toBe(0)
    const stable = ['start', 'import KIND FILE', 'measure METRIC', 'value fit|score|whale']
    for (const word of [...stable, 'metrics', 'segments', 'data']) expect(out).toContain(word)
  })

  test.each([
    ['start', '--demo'],
    ['import', '--map FIELD=EXPRESSION'],
    ['measure', '--every GRAIN'],
    ['value', '--horizon DAYS'],
    ['metrics', '--json'],
    ['segments', '--data DIR'],
    ['data', '--json'],
    ['people invite', '--email TEXT'],
  ])('of %s tells %s', async (command, option) => {
    const { code, out } = await runFealty(...command.split(' '), '--help')
    expect(code).toBe(0)
    expect(out).toContain(option)
  })
})

describe('a wrong call ends with 2 and one clear line:', () => {
  test.each([
    [['nothing'], 'There is no command nothing'],
    [['measure'], 'Which metric?'],
    [['measure', 'nps', '--evry', 'month'], 'There is no option --evry here'],
    [['measure', 'nps', '--every', 'fortnight'], '--every takes one of: day, week, month'],
    [['measure', 'nps', 'csat'], 'One metric at a time'],
    [['measure', 'nps', '--data', join(folder, 'none')], 'There is no data folder'],
    [['measure', 'nps', '--from'], "--from <value>' argument missing"],
    [['value'], 'Say what: fealty value fit'],
    [['value', 'fit', '--model', 'crystal-ball'], '--model takes one of'],
    [['value', 'score', '--horizon', '-3'], '--horizon'],
    [['import'], 'Say what the file holds'],
    [['import', 'dreams', 'x.csv'], 'There is no kind dreams'],
    [['import', 'orders'], 'Name the file'],
    [['import', 'orders', 'x.csv', '--map', 'amount'], '--map takes FIELD=EXPRESSION'],
    [['start', '--port', '99999'], '--port takes a whole number'],
    [['start', 'now'], 'now is one word too many'],
  ])('%j', async (args, says) => {
    const { code, out, err } = await runFealty(...args)
    expect(out).toBe('')
    expect(err.trim().split('\n')).toHaveLength(1)
    expect(err).toContain(says)
    expect(code).toBe(2)
  })

  test('and makes no folder', () => {
    expect(existsSync(join(folder, 'none'))).toBe(false)
    expect(existsSync(join(process.cwd(), 'fealty-data'))).toBe(false)
  })
})

describe('without a server', () => {
  test('the services are opened in the process, on SQLite in the folder', async () => {
    const changed = await runFealty('settings', 'change', '--currency', 'GBP', '--data', data)
    expect(changed.err).toBe('')
    expect(changed.code).toBe(0)
    const { out } = await runFealty('settings', 'get', '--data', data, '--json')
    expect(JSON.parse(out)).toMatchObject({ currency: 'GBP', timeZone: 'UTC' })
    expect(existsSync(join(data, 'fealty.db'))).toBe(true)
  })

  test('an empty folder measures to “too few”, never to a number', async () => {
    const { out } = await runFealty('measure', 'nps', '--data', data, '--json')
    const rows = JSON.parse(out) as { metric: string; segment: object; measured: object }[]
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({
      metric: 'nps',
      segment: {},
      measured: { kind: 'insufficient' },
    })
    const drawn = await runFealty('measure', 'nps', '--data', data)
    expect(drawn.out).toContain('too few')
    const csv = await runFealty('measure', 'nps', '--data', data, '--csv')
    expect(csv.out.split('\n')[0]).toBe(
      'metric,period,start,end,kind,value,low,high,level,n,method',
    )
  })

  test('an unknown dimension is named', async () => {
    const { code, err } = await runFealty('measure', 'nps', '--by', 'colour', '--data', data)
    expect(code).toBe(2)
    expect(err).toContain('There is nothing called “colour” to cut by')
  })
})

describe('with a server', () => {
  let server: ReturnType<typeof startFealty>
  let url: string
  let setupPath: string
  beforeAll(async () => {
    server = startFealty(['start', '--data', data, '--port', '0'])
    const printed = await untilPrinted(
      server,
      /open on (\S+)[^]*Set up\s+\S+(\/setup#token=\S+)[^]*Ctrl/,
    )
    url = printed[1]!
    setupPath = printed[2]!
  })
  afterAll(async () => {
    if (server.exitCode === null) {
      server.kill('SIGTERM')
      await once(server, 'close')
    }
  })

  test('only the owner of the folder may read the token, and the server listens to this machine', () => {
    expect(statSync(join(data, 'server.json')).mode & 0o777).toBe(0o600)
    expect(statSync(join(data, 'fealty.db')).mode & 0o777).toBe(0o600)
    expect(url).toMatch(/^http:\/\/localhost:\d+$/)
    expect(setupPath).toMatch(/^\/setup#token=[\w-]{43}$/)
  })

  test('commands go through it', async () => {
    const { port } = JSON.parse(readFileSync(join(data, 'server.json'), 'utf8')) as { port: number }
    expect(url).toBe(`http://localhost:${port}`)
    const got = await runFealty('settings', 'get', '--data', data, '--json')
    expect(JSON.parse(got.out)).toMatchObject({ currency: 'GBP' })
    const changed = await runFealty('settings', 'change', '--name', 'New name', '--data', data)
    expect(changed.err).toBe('')
    const { out } = await runFealty('measure', 'nps', '--data', data, '--json')
    expect(JSON.parse(out)).toBeInstanceOf(Array)
    const wrong = await runFealty('measure', 'nps', '--by', 'colour', '--data', data)
    expect(wrong.code).toBe(2)
    expect(wrong.err).toContain('“colour”')
  })

  test('a second server on the folder, or on the port, is refused', async () => {
    const second = await runFealty('start', '--data', data, '--port', '0')
    expect(second.code).toBe(2)
    expect(second.err).toContain(`process ${server.pid}`)
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as { port: number }
    const taken = await runFealty('start', '--data', join(folder, 'b'), '--port', String(port))
    other.close()
    expect(taken.code).toBe(2)
    expect(taken.err).toContain(`Port ${port} is taken`)
  })

  test('a stop is clean, and the folder is free again', async () => {
    server.kill('SIGTERM')
    const [code] = (await once(server, 'close')) as [number | null]
    expect(code).toBe(0)
    expect(existsSync(join(data, 'server.json'))).toBe(false)
    const { out } = await runFealty('settings', 'get', '--data', data, '--json')
    expect(JSON.parse(out)).toMatchObject({ name: 'New name' })
  })

  test('a server that was killed leaves nothing in the way', async () => {
    const victim = startFealty(['start', '--data', data, '--port', '0'])
    await untilPrinted(victim, /Ctrl/)
    victim.kill('SIGKILL')
    await once(victim, 'close')
    expect(existsSync(join(data, 'server.json'))).toBe(true)
    const { code } = await runFealty('settings', 'get', '--data', data)
    expect(code).toBe(0)
  })
})
