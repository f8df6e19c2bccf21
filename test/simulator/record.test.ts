import { describe, expect, it } from 'vitest'
import { TestScheduler } from 'rxjs/testing'
import type { WebSocketFactory, WebSocketLike } from '../../src/index.js'
import {
  createSimulator,
  inMemory,
  readRecording,
  RecordingError,
  recordWebSocket,
  type RecordedLine,
  type Servable,
  type SimulatorOptions,
} from '../../src/simulator/index.js'
import { capture, replaying } from './support-replay.js'
import { connect, machineToken, simulate, type Client, type Message } from './support.js'

const frameLine = '{"t":1,"from":"client","frame":"x"}'

const faultOf = (text: string): RecordingError => {
  try {
    readRecording(text)
  } catch (error) {
    if (error instanceof RecordingError) return error
    throw error
  }
  throw new Error('read without a fault')
}

describe('reading a recording', () => {
  it('loses lines, or trips over blank ones and the ends of lines of other systems', () => {
    const text = `\uFEFF${frameLine}\r\n\r\n  \n{"t":2,"from":"server","close":{"code":1000}}\r\n`
    expect(readRecording(text)).toEqual({
      lines: [
        { t: 1, from: 'client', frame: 'x' },
        { t: 2, from: 'server', close: { code: 1000, reason: '' } },
      ],
    })
    expect(readRecording('')).toEqual({ lines: [] })
  })

  it('fails for a last line that breaks off, or keeps silent about it', () => {
    expect(readRecording(`${frameLine}\n{"t":2,"fr`)).toEqual({
      lines: [{ t: 1, from: 'client', frame: 'x' }],
      cutOffAt: 2,
    })
    expect(readRecording(`${frameLine}\n${frameLine}`).lines).toHaveLength(2)
  })

  it.each([
    ['{"t":2,"fr\n', 'it is not JSON'],
    ['7\n', 'it is not an object'],
    ['[]\n', 'it is not an object'],
    ['{"t":"1","from":"client","frame":"secret"}\n', '"t" must be a number'],
    ['{"t":1,"from":"nobody","frame":"secret"}\n', '"from" must be "client" or "server"'],
    ['{"t":1,"from":"client","frame":["secret"]}\n', '"frame" must be a text'],
    ['{"t":1,"from":"client"}\n', 'it needs "frame", a text, or "close", an object'],
    ['{"t":1,"from":"client","close":{"code":"secret"}}\n', '"close.code" must be a number'],
    ['{"t":1,"from":"client","close":{"code":1,"reason":0}}\n', '"close.reason" must be a text'],
  ])('accepts %s, or tells what the line holds', (line, wrong) => {
    const error = faultOf(`${frameLine}\n\n${line}`)
    expect(error.line).toBe(3)
    expect(error.message).toContain(`line 3 of the recording: ${wrong}`)
    expect(error.message).not.toContain('secret')
  })

  it('fails for what the vendor’s server said', () => {
    const names = ['batch-view-snapshot', 'directory', 'market-price', 'order-book', 'posting']
    expect(names.map((name) => readRecording(capture(name)).lines.length)).toEqual([25, 5, 47, 27, 13])
  })
})

type Lines = Map<number, RecordedLine[]>

const recorded = (
  webSocket: WebSocketFactory,
): { readonly lines: Lines; readonly webSocket: WebSocketFactory } => {
  const lines: Lines = new Map()
  return {
    lines,
    webSocket: recordWebSocket(webSocket, (line, connection) => {
      lines.set(connection, [...(lines.get(connection) ?? []), line])
    }),
  }
}

const textOf = (lines: readonly RecordedLine[] = []): string =>
  lines.map((line) => `${JSON.stringify(line)}\n`).join('')

describe('a recorded connection', () => {
  it('lacks frames, or their times or the end', () => {
    simulate({ updateRate: 0 }, ({ network, simulator, at }) => {
      const { lines, webSocket } = recorded(network.webSocket)
      let one: Client | undefined
      at(100, () => {
        one = connect({ ...network, webSocket })
        one.loginByName()
      })
      at(300, () => {
        one?.send('{"Type":"Ping"}')
      })
      at(400, () => {
        one?.close()
      })
      at(500, () => {
        connect({ ...network, webSocket })
      })
      at(600, () => {
        simulator.drop({ code: 1001, reason: 'away' })
      })
      at(700, () => {
        simulator.stopAccepting()
        connect({ ...network, webSocket })
      })
      at(800, () => {
        expect([...lines.keys()]).toEqual([1, 2])
        const first = lines.get(1)!
        expect(first.map(({ t, from }) => [t, from])).toEqual([
          [0, 'client'],
          [0, 'server'],
          [200, 'client'],
          [200, 'server'],
          [300, 'client'],
        ])
        expect(first.map((line) => ('frame' in line ? line.frame : line.close)).slice(2)).toEqual([
          '{"Type":"Ping"}',
          '[{"Type":"Pong"}]',
          { code: 1000, reason: '' },
        ])
        expect(lines.get(2)).toMatchObject([{ from: 'server', close: { code: 1001, reason: 'away' } }])
      })
    })
  })

  it('holds a token, also where the server repeats it', () => {
    simulate({ echoToken: true, updateRate: 0 }, ({ network, simulator, at }) => {
      const { lines, webSocket } = recorded(network.webSocket)
      const tokens = [machineToken(simulator), machineToken(simulator)]
      at(0, () => {
        const one = connect({ ...network, webSocket })
        one.loginByToken(tokens[1]!)
        one.send(`{"ID":1,"Domain":"Login","Key":{"Elements":{"AuthenticationToken":"${tokens[0]!}`)
        one.send({ ID: 2, Key: { Name: tokens[1]! } })
      })
      at(500, () => {
        const text = textOf(lines.get(1))
        expect(lines.get(1)!.map(({ from }) => from)).toEqual(['client', 'client', 'client', 'server'])
        for (const token of tokens) expect(text).not.toContain(token.slice(0, 40))
        expect(text).toMatch(/AuthenticationToken\\\\?":\\\\?"[0-9a-f]{8}/)
      })
    })
  })

  it('hides data that looks like a token', () => {
    const data = 'QUJD'.repeat(40)
    const frame = `[{"ID":2,"Type":"Update","Fields":{"FRAGMENT":"${data}"}}]`
    simulate({}, ({ network, simulator, at }) => {
      const { lines, webSocket } = recorded(network.webSocket)
      at(0, () => {
        connect({ ...network, webSocket }).loginByToken(machineToken(simulator))
      })
      at(100, () => {
        simulator.sendRaw(frame)
      })
      at(200, () => {
        expect(lines.get(1)!.map((line) => ('frame' in line ? line.frame : ''))).toContain(frame)
      })
    })
  })
})

describe('a recorded socket', () => {
  it('tells what comes after the end, or loses a failure', () => {
    const sent: string[] = []
    const inner: WebSocketLike = {
      protocol: 'tr_json2',
      send: (data) => sent.push(data),
      close: () => undefined,
      onopen: null,
      onmessage: null,
      onerror: null,
      onclose: null,
    }
    const told: RecordedLine[] = []
    const failures: unknown[] = []
    const socket = recordWebSocket(
      () => inner,
      (line) => told.push(line),
    )('wss://h/WebSocket', ['tr_json2'])
    socket.onopen = () => undefined
    socket.onmessage = () => undefined
    socket.onerror = ({ message }) => failures.push(message)
    socket.onclose = () => undefined
    inner.onopen?.({})
    socket.send('one')
    inner.onmessage?.({ data: new Uint8Array(2) })
    inner.onerror?.({ message: 'broken' })
    socket.terminate?.()
    inner.onclose?.({ code: 1006, reason: '' })
    inner.onmessage?.({ data: 'late' })
    expect(sent).toEqual(['one'])
    expect(socket.protocol).toBe('tr_json2')
    expect(failures).toEqual(['broken'])
    expect(told).toEqual([
      { t: told[0]?.t, from: 'client', frame: 'one' },
      { t: told[1]?.t, from: 'client', close: { code: 1006, reason: '' } },
    ])
  })
})

/** Messages by stream, in their order, without what was under way when the client closed the stream. */
const byStream = (lines: readonly RecordedLine[]): Readonly<Record<string, readonly Message[]>> => {
  const streams: Record<string, Message[]> = {}
  const closed = new Set<unknown>()
  for (const line of lines) {
    if (!('frame' in line)) continue
    const parsed = JSON.parse(line.frame) as Message | Message[]
    for (const message of [parsed].flat()) {
      const { ID, Type } = message
      if (line.from === 'client' && Type === 'Close') for (const id of [ID].flat()) closed.add(id)
      if (line.from === 'client' || (Type === 'Update' && closed.has(ID))) continue
      const id = String(ID ?? Type)
      streams[id] = [...(streams[id] ?? []), message]
    }
  }
  return streams
}

/** What a client does that asks for many things. */
const session = (
  network: ReturnType<typeof inMemory>,
  webSocket: WebSocketFactory,
  advance: (ms: number) => void,
) => {
  const one = connect({ ...network, webSocket })
  one.loginByName('me')
  advance(200)
  one.send({ ID: 2, Domain: 'Source', Key: { Filter: 3 } })
  one.send({ ID: 5, Key: { Name: ['EUR=', 'JPY=', 'UNKNOWN.X'], Service: 'ELEKTRON_DD' } })
  advance(1_500)
  one.send({ ID: 20, Domain: 'MarketByOrder', Key: { Name: 'VOD.L' } })
  one.send({ ID: 21, Domain: 'MarketByPrice', Key: { Name: 'VOD.L' } })
  one.send({ ID: 22, Streaming: false, Key: { Name: 'IBM.N' } })
  advance(500)
  one.send({
    ID: 6,
    Type: 'Post',
    Ack: true,
    PostID: 9,
    Message: { ID: 0, Type: 'Update', Fields: { BID: 7 } },
  })
  one.send({ ID: 20, Domain: 'MarketByOrder', Key: { Name: 'VOD.L' }, View: ['ORDER_PRC'] })
  advance(3_000)
  one.loginByName('me')
  one.send({ ID: [6, 7], Type: 'Close' })
  one.send('{"Type":"Ping"}')
  advance(2_000)
  one.close()
  advance(100)
}

const inVirtualTime = (
  make: () => Servable,
  test: (server: Servable, advance: (ms: number) => void) => void,
): void => {
  const scheduler = new TestScheduler((actual, expected) => {
    expect(actual).toEqual(expected)
  })
  scheduler.run(({ flush }) => {
    const server = make()
    const advance = (ms: number): void => {
      const target = scheduler.frame + ms
      scheduler.maxFrames = target
      flush()
      scheduler.frame = target
    }
    test(server, advance)
    server.stop()
    advance(60_000)
    scheduler.maxFrames = Infinity
  })
}

describe('a recording of a replay', () => {
  it.each<[string, SimulatorOptions]>([
    ['usual', { updateRate: 3 }],
    ['awkward', { updateRate: 3, answerReissue: true, packing: 0, bookParts: 3, updatesBetweenParts: true, seqNumbers: true }], // prettier-ignore
  ])('differs from the recording: %s simulator', (_, options) => {
    let first: readonly RecordedLine[] = []
    inVirtualTime(
      () => createSimulator(options),
      (simulator, advance) => {
        const network = inMemory(simulator)
        const { lines, webSocket } = recorded(network.webSocket)
        session(network, webSocket, advance)
        first = lines.get(1) ?? []
      },
    )
    expect(first.length).toBeGreaterThan(40)
    // The times in the recording hold the way there and back already.
    replaying(
      textOf(first),
      ({ network, advance }) => {
        const { lines, webSocket } = recorded(network.webSocket)
        session(network, webSocket, advance)
        expect(byStream(lines.get(1) ?? [])).toEqual(byStream(first))
      },
      {},
      0,
    )
  })
})
