import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { linesOf, run, start, startSimulator, type Printed } from './support.js'

const ofType = (lines: readonly Printed[], type: string): readonly Printed[] =>
  lines.filter((line) => line['type'] === type)

const events = (lines: readonly Printed[], event: string): readonly Printed[] =>
  ofType(lines, 'event').filter((line) => line['event'] === event)

const statuses = (lines: readonly Printed[]): readonly unknown[] =>
  ofType(lines, 'state').map((line) => line['status'])

describe('omm', () => {
  it('is called without knowing how', async () => {
    const [nothing, help, version, unknown] = await Promise.all([
      run([]),
      run(['watch', '--help']),
      run(['--version']),
      run(['wach']),
    ])
    expect(nothing.code).toBe(2)
    expect(nothing.stderr).toContain('Commands:')
    expect(help).toMatchObject({ code: 0, stderr: '' })
    expect(help.stdout).toContain('--snapshot')
    for (const option of ['--domain DOMAIN', '--by price|order|maker', '--levels N']) {
      expect(help.stdout).toContain(option)
    }
    expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
    expect(unknown).toMatchObject({ code: 2, stdout: '' })
  })

  it('is given a credential as an argument', async () => {
    const { code, stdout, stderr } = await run(['watch', 'EUR=', '--password', 'hunter2'])
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toMatch(/^omm: --password: credentials .*\n$/)
    expect(stderr).not.toContain('hunter2')
  })
})

describe('omm watch without credentials', () => {
  it('has tokens that run out while it watches', async () => {
    const { code, stdout, stderr } = await run([
      'watch',
      'EUR=',
      'IBM.N',
      '--json',
      '--seconds',
      '5',
      '--token-ttl',
      '2',
      '--rate',
      '20',
    ])
    const lines = linesOf(stdout)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(events(lines, 'login.reissued').length).toBeGreaterThanOrEqual(2)
    expect(ofType(lines, 'refresh').map((line) => line['name'])).toEqual(['EUR=', 'IBM.N'])
    expect(ofType(lines, 'status')).toEqual([])
    expect(statuses(lines).filter((status) => status === 'ready')).toHaveLength(1)
    expect(statuses(lines).at(-1)).toBe('closed')
    const updates = ofType(lines, 'update').map((line) => Number(line['t']))
    expect(updates.length).toBeGreaterThan(50)
    const gaps = updates.slice(1).map((t, index) => t - (updates[index] ?? 0))
    expect(Math.max(...gaps)).toBeLessThan(1500)
  })

  it('wants images only, one of which is not to be had', async () => {
    const { code, stdout } = await run([
      'watch',
      'EUR=',
      'UNKNOWN.X',
      '--snapshot',
      '--fields',
      'BID,ASK',
      '--grant',
      'v2',
    ])
    expect(code).toBe(0)
    const [refresh, ...more] = ofType(linesOf(stdout), 'refresh')
    expect(more).toEqual([])
    expect(refresh).toMatchObject({ name: 'EUR=', solicited: true, service: 'ELEKTRON_DD' })
    expect(Object.keys(refresh?.['fields'] as object)).toEqual(['BID', 'ASK'])
    expect(ofType(linesOf(stdout), 'status')).toMatchObject([
      { name: 'UNKNOWN.X', state: { stream: 'Closed', code: 'NotFound' }, stale: { code: 'NotFound' } },
    ])
  })

  it('watches an order book as if it had fields', async () => {
    const { code, stdout } = await run(['watch', 'VOD.L', '--by', 'maker', '--snapshot', '--seed', '4'])
    expect(code).toBe(0)
    const refreshes = ofType(linesOf(stdout), 'refresh')
    expect(refreshes.length).toBeGreaterThan(0)
    expect(refreshes[0]).toMatchObject({ name: 'VOD.L', fields: {}, content: { Map: { KeyType: 'Buffer' } } })
    expect(stdout).toContain('"MMID"')
  })

  it('asks only for what is not to be had', async () => {
    const { code, stderr } = await run(['watch', 'UNKNOWN.X', 'DENIED.X', '--json'])
    expect(code).toBe(1)
    expect(stderr).toMatch(/^omm: UNKNOWN\.X: .+, and 1 more; check the name, .+\n$/)
  })

  it('prints to a reader that goes away', async () => {
    const running = start(['watch', '--json', '--rate', '50'])
    await running.line((line) => line['type'] === 'update')
    running.stopReading()
    expect(await running.ended).toMatchObject({ code: 0, stderr: '' })
  })
})

describe('omm watch against a server', () => {
  it('is told to end', async () => {
    const simulator = await startSimulator()
    const running = start(['watch', 'EUR=', '--json', '--url', simulator.ws], { RX_OMM_LOGIN_NAME: 'me' })
    await running.line((line) => line['type'] === 'update')
    running.signal('SIGTERM')
    const { code, stderr } = await running.ended
    expect({ code, stderr }).toEqual({ code: 143, stderr: '' })
    const log = await simulator.stop()
    const frames = log.filter((line) => line['from'] === 'client').map((line) => String(line['frame']))
    expect(JSON.parse(frames.at(-1) ?? '')).toEqual({ ID: 1, Type: 'Close', Domain: 'Login' })
    expect(log.filter((line) => 'close' in line)).toMatchObject([{ close: { code: 1000 } }])
  })

  it('has credentials that are refused, of either kind, and that nobody may see', async () => {
    const simulator = await startSimulator()
    const v1 = { ...simulator.urls, RX_OMM_TOKEN_URL: simulator.v1 }
    const v2 = { ...simulator.urls, RX_OMM_TOKEN_URL: simulator.v2 }
    const machine = { RX_OMM_MACHINE_ID: 'user', RX_OMM_APP_KEY: 'app' }
    const [wrong, wrongSecret, right, missing] = await Promise.all([
      run(['watch', 'EUR=', '--json'], { ...v1, ...machine, RX_OMM_PASSWORD: 'hunter2-hunter2' }),
      run(['watch', 'EUR=', '--json'], {
        ...v2,
        RX_OMM_CLIENT_ID: 'client',
        RX_OMM_CLIENT_SECRET: 'hunter2-hunter2',
      }),
      run(['watch', 'EUR=', '--snapshot', '--json'], { ...v1, ...machine, RX_OMM_PASSWORD: 'password' }),
      run(['watch', 'EUR=', '--json'], { ...v1, ...machine }),
    ])
    await simulator.stop()
    for (const ran of [wrong, wrongSecret]) {
      expect(ran.code).toBe(1)
      expect(ran.stderr).toMatch(/^omm: .+ \(credentials-refused\); check .+\n$/)
      expect(`${ran.stdout}${ran.stderr}`).not.toContain('hunter2')
    }
    expect(right).toMatchObject({ code: 0, stderr: '' })
    expect(missing.code).toBe(2)
    expect(missing.stderr).toContain('RX_OMM_PASSWORD is not set')
  })

  it('is refused by the login, which the library would go on trying', async () => {
    const simulator = await startSimulator(['--refuse-logins', '9'])
    const { code, stderr } = await run(['watch', 'EUR=', '--json', '--url', simulator.ws], {
      RX_OMM_LOGIN_NAME: 'me',
    })
    await simulator.stop()
    expect(code).toBe(1)
    expect(stderr).toMatch(/^omm: .+ \(login-closed\); check .+\n$/)
  })

  it('is given a key that every user of the machine can read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rx-omm-key-'))
    const file = join(folder, 'key.jwk')
    await writeFile(file, '{"d":"hunter2"}')
    await chmod(file, 0o644)
    const env = { RX_OMM_CLIENT_ID: 'client', RX_OMM_PRIVATE_KEY_FILE: file }
    const open = await run(['watch', 'EUR='], env)
    await chmod(file, 0o600)
    const closed = await run(['watch', 'EUR='], env)
    await rm(folder, { recursive: true })
    expect(open).toMatchObject({ code: 2, stdout: '' })
    expect(open.stderr).toContain('mode 644')
    // Read now, and found to be no key.
    expect(closed).toMatchObject({ code: 2, stdout: '' })
    expect(closed.stderr).toContain('RX_OMM_PRIVATE_KEY_FILE: ')
    expect(`${open.stderr}${closed.stderr}`).not.toContain('hunter2')
  })
})

describe('omm simulate', () => {
  it('is to say where it is before anything else, and everything that happens then', async () => {
    const simulator = await startSimulator(['--token-ttl', '2', '--unsolicited', '0.5', '--drop-every', '3'])
    const client = start(['watch', 'EUR=', '--json', '--seconds', '4'], {
      ...simulator.urls,
      RX_OMM_TOKEN_URL: simulator.v1,
      RX_OMM_MACHINE_ID: 'user',
      RX_OMM_PASSWORD: 'password',
      RX_OMM_APP_KEY: 'app',
    })
    const { code, stdout } = await client.ended
    const log = await simulator.stop()
    expect(code).toBe(0)
    expect(log[0]).toMatchObject({ t: 0, listening: { ws: simulator.ws } })
    expect(log.some((line) => 'http' in line)).toBe(true)
    expect(log.some((line) => 'close' in line && (line['close'] as Printed)['code'] === 1006)).toBe(true)
    const lines = linesOf(stdout)
    expect(events(lines, 'connection.lost').length).toBeGreaterThanOrEqual(1)
    expect(ofType(lines, 'refresh').some((line) => line['solicited'] === false)).toBe(true)
    // A token in the clear is long; what is printed of one are eight digits.
    expect(JSON.stringify(log)).not.toMatch(/AuthenticationToken\W+[\w.-]{20}/)
  })

  it('is to listen where somebody listens already', async () => {
    const simulator = await startSimulator()
    const { code, stderr } = await run(['simulate', '--port', new URL(simulator.ws).port])
    await simulator.stop()
    expect(code).toBe(1)
    expect(stderr).toMatch(/^omm: .*EADDRINUSE.*--port.*\n$/)
  })
})
