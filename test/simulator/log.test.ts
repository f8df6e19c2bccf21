import { describe, expect, it } from 'vitest'
import { createSimulator, type LogLine } from '../../src/simulator/index.js'
import { mark, maskFrame } from '../../src/simulator/log/mask.js'
import { connect, get, machineToken, passwordForm, postForm, simulate, v1, type Client } from './support.js'

describe('the log', () => {
  it('tells requests, frames and closes, with the time since the start', () => {
    const lines: LogLine[] = []
    simulate({ updateRate: 0 }, ({ network, simulator, at }) => {
      simulator.log$.subscribe((line) => lines.push(line))
      let client: Client | undefined
      at(5, () => {
        postForm(simulator, v1, passwordForm)
        client = connect(network)
        client.loginByName('me')
      })
      at(10, () => {
        client!.close()
      })
      at(11, () => undefined)
    })
    expect(lines).toEqual([
      { t: 5, http: { method: 'POST', path: v1, status: 200, grant_type: 'password' } },
      { t: 5, connection: 1, from: 'client', frame: expect.stringContaining('"Domain":"Login"') as string },
      {
        t: 5,
        connection: 1,
        from: 'server',
        frame: expect.stringMatching(/^\[\{"ID":1,"Type":"Refresh"/) as string,
      },
      { t: 10, connection: 1, close: { code: 1000, reason: '' } },
    ])
  })

  it('tells where the simulator is served', () => {
    const lines: LogLine[] = []
    const simulator = createSimulator()
    simulator.log$.subscribe((line) => lines.push(line))
    simulator.announce({ http: 'http://h:1', ws: 'ws://h:1/WebSocket' })
    expect(lines).toMatchObject([{ listening: { http: 'http://h:1', ws: 'ws://h:1/WebSocket' } }])
  })

  it('never holds a token or a password, wherever they stand', () => {
    const lines: string[] = []
    const secrets: string[] = []
    simulate({ echoToken: true, answerReissue: true }, ({ network, simulator, at }) => {
      simulator.log$.subscribe((line) => lines.push(JSON.stringify(line)))
      const client = connect(network)
      const token = machineToken(simulator)
      secrets.push(token, 'short-one', 'hunter2', 'user-name-token')
      client.loginByToken(token)
      client.loginByToken(token, { Refresh: false })
      // A fault makes the server quote the frame with the token in it.
      client.loginByToken('short-one', { Streaming: 'x' })
      const stranger = connect(network)
      stranger.send({
        ID: 1,
        Domain: 'Login',
        Key: { NameType: 'Token', Name: 'user-name-token', Elements: { Password: 'hunter2' } },
      })
      get(simulator, '/streaming/pricing/v1/', token)
      at(10, () => {
        expect(client.messages.some(({ Type }) => Type === 'Error')).toBe(true)
        client.loginByToken('short-one', { Refresh: false })
      })
      at(20, () => undefined)
    })
    const all = lines.join('\n')
    expect(lines.length).toBeGreaterThan(8)
    expect(all).toContain('"Password\\":\\"********')
    for (const secret of secrets) expect(all).not.toContain(secret)
    // The same token has the same mark each time, and another one another mark.
    expect(all.split(mark(secrets[0]!)).length).toBeGreaterThan(4)
    expect(all).toContain(mark('short-one'))
  })

  it('costs nothing and keeps nothing while nobody listens', () => {
    const simulator = createSimulator()
    postForm(simulator, v1, passwordForm)
    const lines: LogLine[] = []
    simulator.log$.subscribe((line) => lines.push(line))
    expect(lines).toEqual([])
  })
})

describe('a mask', () => {
  it('is eight hex digits and stays the same when it is masked again', () => {
    expect(mark('a')).toMatch(/^[0-9a-f]{8}$/)
    const once = maskFrame('{"AuthenticationToken":"abc"}')
    expect(once).toBe(`{"AuthenticationToken":"${mark('abc')}"}`)
    expect(maskFrame(once)).toBe(once)
  })

  it('is found in little time however a frame is made', () => {
    const started = performance.now()
    maskFrame(`${'\\'.repeat(60_000)}"Login" "AuthnToken"`)
    expect(performance.now() - started).toBeLessThan(2_000)
  })

  it('leaves prices and names alone', () => {
    const frame = '[{"ID":2,"Type":"Update","Key":{"Name":"EUR="},"Fields":{"BID":1.1234,"TEXT":"a b"}}]'
    expect(maskFrame(frame)).toBe(frame)
    const login = '{"ID":1,"Domain":"Login","Key":{"Name":"me"}}'
    expect(maskFrame(login)).toBe(login)
  })
})

describe('what was received', () => {
  it('is bounded; the oldest go, and are counted', () => {
    const simulator = createSimulator({ maxReceived: 3 })
    for (let i = 0; i < 5; i++) get(simulator, `/x${i}`)
    expect(simulator.received).toHaveLength(3)
    expect(simulator.receivedDropped).toBe(2)
    expect(simulator.received[0]).toMatchObject({ url: 'https://api.simulator.test/x2', status: 404 })
  })

  it('tells connections, frames and closes with the number of the connection', () => {
    simulate({}, ({ network, simulator, at }) => {
      const client = connect(network, 'wss://h.test/WebSocket?x=1')
      client.send('nonsense')
      client.send([{ Type: 'Ping' }])
      at(1, () => {
        client.close()
      })
      at(2, () => {
        expect(simulator.received).toMatchObject([
          { kind: 'connect', connection: 1, path: 'wss://h.test/WebSocket?x=1', protocols: ['tr_json2'] },
          { kind: 'frame', connection: 1, frame: 'nonsense', messages: [] },
          { kind: 'frame', connection: 1, messages: [{ Type: 'Ping' }] },
          { kind: 'close', connection: 1, code: 1000 },
        ])
        expect(simulator.connections).toEqual([])
      })
    })
  })
})
