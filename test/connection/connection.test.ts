import { asyncScheduler } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { connect, type Connection, type ConnectOptions } from '../../src/connection/connection.js'
import type { ConnectionEvent } from '../../src/connection/connection-event.js'
import { ConnectionError } from '../../src/errors.js'
import { fakeWebSockets, type FakeSocketOptions, type FakeWebSocket } from '../support/fake-web-socket.js'
import { virtually } from '../support/marbles.js'
import { observe, type Observed } from '../support/observe.js'

interface Bench {
  readonly socket: FakeWebSocket
  readonly seen: Observed<Connection>
  readonly events: ConnectionEvent[]
  readonly advance: (milliseconds: number) => void
  readonly gone: () => number
  readonly jump: (milliseconds: number) => void
  readonly messages: unknown[]
}

/** Begins an attempt; `onConnection` is called as soon as there is a connection. */
const withConnection = (
  test: (bench: Bench) => void,
  fake: FakeSocketOptions = {},
  onConnection: (connection: Connection) => void = () => undefined,
  options: Partial<ConnectOptions> = {},
): void => {
  virtually((advance) => {
    const sockets = fakeWebSockets(fake)
    const events: ConnectionEvent[] = []
    const messages: unknown[] = []
    let gone = 0
    let jumped = 0
    const seen = observe(
      connect(
        { url: 'ws://localhost:15000/WebSocket' },
        {
          webSocket: sockets.factory,
          connectTimeout: 10_000,
          pingTimeout: 30_000,
          clock: () => asyncScheduler.now() + jumped,
          report: (event) => {
            events.push(event)
          },
          onGone: () => {
            gone += 1
          },
          ...options,
        },
      ),
      (connection) => {
        connection.messages$.subscribe((message) => messages.push(message))
        onConnection(connection)
      },
    )
    const jump = (milliseconds: number): void => {
      jumped += milliseconds
    }
    test({ socket: sockets.last(), seen, events, advance, gone: () => gone, jump, messages })
    seen.subscription.unsubscribe()
    sockets.made.at(-1)?.closesWith(1000)
  })
}

const codeOf = ({ error }: Observed<Connection>): unknown => {
  expect(error).toBeInstanceOf(ConnectionError)
  return (error as ConnectionError).code
}

describe('opening', () => {
  it('asks for the one sub-protocol, and connects once it is open', () => {
    withConnection(({ socket, seen, events }) => {
      expect(socket.protocols).toEqual(['tr_json2'])
      expect(seen.values).toEqual([])
      socket.opens()
      expect(seen.values).toHaveLength(1)
      expect(events).toEqual([{ event: 'connection.opened', url: 'ws://localhost:15000/WebSocket' }])
    })
  })

  it.each([[''], ['rssl.rwf']])('fails when the server chooses the sub-protocol "%s"', (protocol) => {
    withConnection(({ socket, seen, gone }) => {
      socket.opens(protocol)
      expect(codeOf(seen)).toBe('subprotocol-refused')
      expect(seen.values).toEqual([])
      expect(socket.closes).toEqual([1000])
      expect(socket.sent).toEqual([])
      socket.closesWith(1000)
      expect(gone()).toBe(1)
    })
  })

  it('is given up in time, and the socket cut when it does not answer our close either', () => {
    withConnection(({ socket, seen, advance, gone }) => {
      advance(9_999)
      expect(seen.errors).toBe(0)
      advance(1)
      expect(codeOf(seen)).toBe('connect-timeout')
      expect(socket.closes).toEqual([1000])
      advance(1_999)
      expect([socket.terminations, gone()]).toEqual([0, 0])
      advance(1)
      expect([socket.terminations, gone()]).toEqual([1, 1])
      socket.closesWith(1006)
      expect(gone()).toBe(1)
    })
  })

  it('that is refused tells code and what the socket said', () => {
    withConnection(({ socket, seen, gone }) => {
      socket.fails('Unexpected server response: 503\u001b[31m')
      expect(seen.errors).toBe(0)
      socket.closesWith(1006)
      expect(codeOf(seen)).toBe('connect-failed')
      expect(seen.error).toMatchObject({ closeCode: 1006 })
      expect(String(seen.error)).toContain('503')
      expect(String(seen.error)).not.toContain('\u001b')
      expect(gone()).toBe(1)
    })
  })

  it.each([
    ['connect ECONNREFUSED 127.0.0.1:1', 'ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:1'],
    // Of several addresses, none of which answers.
    ['', 'ECONNREFUSED', 'ECONNREFUSED'],
    ['write EPROTO 80AC:error:0A00010B:ssl3_record.c:350:', 'EPROTO', 'EPROTO'],
    ['no words', 'no code', 'no words'],
  ])('that fails with "%s" keeps its code (%s) from who can tell what to do', (text, code, words) => {
    withConnection(({ socket, seen }) => {
      socket.fails(text, Object.assign(new Error(text), { code }))
      socket.closesWith(1006)
      expect(String(seen.error)).toMatch(new RegExp(`could not be opened \\(code 1006, ${words}\\)$`))
      expect((seen.error as ConnectionError).systemCode).toBe(code === 'no code' ? undefined : code)
    })
  })

  it.each([['Server sent no subprotocol'], ['Server sent an invalid subprotocol']])(
    'that is refused by the platform for the sub-protocol (%s), which package ws refuses itself, is told as such',
    (text) => {
      withConnection(({ socket, seen }) => {
        socket.fails(text)
        socket.closesWith(1006)
        expect(codeOf(seen)).toBe('subprotocol-refused')
      })
    },
  )

  it('that fails without a close event fails all the same', () => {
    withConnection(({ socket, seen, advance, gone }) => {
      socket.fails('no reason')
      advance(2_000)
      expect(codeOf(seen)).toBe('connect-failed')
      expect([socket.terminations, gone()]).toEqual([1, 1])
    })
  })

  it('that throws in the constructor is an error of ours', () => {
    virtually(() => {
      const seen = observe(
        connect(
          { url: 'ws://localhost' },
          {
            webSocket: () => {
              throw new SyntaxError('bad url')
            },
            connectTimeout: 1,
            pingTimeout: 1,
            clock: () => 0,
            report: () => undefined,
            onGone: () => undefined,
          },
        ),
      )
      expect(seen.error).toMatchObject({ code: 'connect-failed' })
    })
  })

  it('may be abandoned while connecting; an open that comes all the same leads to nothing', () => {
    withConnection(({ socket, seen, advance, gone }) => {
      seen.subscription.unsubscribe()
      expect(socket.closes[0]).toBe(1000)
      socket.opens()
      socket.receives({ Type: 'Ping' })
      expect([seen.values.length, socket.sent.length]).toEqual([0, 0])
      socket.closesWith(1006)
      advance(10_000)
      expect([gone(), socket.terminations]).toEqual([1, 0])
    })
  })
})

describe('the end', () => {
  it.each([
    [1000, ''],
    [1001, 'going away'],
    [1006, ''],
    [4321, 'server says no'],
  ])('with code %i keeps code and reason', (code, reason) => {
    withConnection(({ socket, seen, gone }) => {
      socket.opens()
      socket.closesWith(code, reason)
      expect(codeOf(seen)).toBe('connection-lost')
      expect(seen.error).toMatchObject(reason === '' ? { closeCode: code } : { closeCode: code, reason })
      expect([gone(), seen.errors]).toEqual([1, 1])
    })
  })

  it('by error then close, or by two closes, comes once', () => {
    withConnection(({ socket, seen, gone, advance }) => {
      socket.opens()
      socket.fails('reset')
      socket.closesWith(1006)
      socket.closesWith(1006)
      socket.fails('again')
      advance(60_000)
      expect([seen.errors, gone()]).toEqual([1, 1])
      expect(seen.error).toMatchObject({ closeCode: 1006 })
    })
  })

  it('by error without close comes after a while', () => {
    withConnection(({ socket, seen, advance }) => {
      socket.opens()
      socket.fails('reset')
      advance(2_000)
      expect(seen.error).toMatchObject({ code: 'connection-lost', closeCode: 1006 })
    })
  })

  it('from our side sends the last message, closes with 1000, and leaves no timer once the close came', () => {
    withConnection(
      ({ socket, seen, gone }) => {
        socket.opens()
        seen.subscription.unsubscribe()
        expect(socket.sent).toEqual(['{"ID":1,"Type":"Close","Domain":"Login"}'])
        expect(socket.closes).toEqual([1000])
        expect(gone()).toBe(0)
        socket.closesWith(1000)
        expect(gone()).toBe(1)
      },
      {},
      (connection) => {
        connection.sayLast({ ID: 1, Type: 'Close', Domain: 'Login' })
      },
    )
  })

  it('from our side is told at once by a socket that closes at once', () => {
    withConnection(
      ({ socket, seen, gone }) => {
        socket.opens()
        seen.subscription.unsubscribe()
        expect(gone()).toBe(1)
      },
      { closesOnClose: true },
    )
  })

  it('from our side does not wait for ever in a browser, where nothing can be cut', () => {
    withConnection(
      ({ socket, seen, gone, advance }) => {
        socket.opens()
        seen.subscription.unsubscribe()
        advance(2_000)
        expect(gone()).toBe(1)
      },
      { withoutTerminate: true },
    )
  })

  it('from the other side says nothing more', () => {
    withConnection(
      ({ socket }) => {
        socket.opens()
        socket.closesWith(1006)
        expect(socket.sent).toEqual([])
      },
      {},
      (connection) => {
        connection.sayLast({ Type: 'Pong' })
      },
    )
  })
})

describe('frames', () => {
  it('are one message or several, in order, and text only', () => {
    withConnection(({ socket, messages, events }) => {
      socket.opens()
      socket.receives({ ID: 2, Type: 'Update' })
      socket.receives([
        { ID: 3, Type: 'Update' },
        { ID: 4, Type: 'Status' },
      ])
      socket.receives([])
      expect(messages).toMatchObject([{ ID: 2 }, { ID: 3 }, { ID: 4 }])
      expect(events).toHaveLength(1)
    })
  })

  it('that cannot be read are told, by their length and not their content, and harm nothing', () => {
    withConnection(({ socket, messages, events, seen }) => {
      socket.opens()
      socket.receivesRaw('{"not json')
      socket.receivesRaw('')
      socket.receivesRaw(new ArrayBuffer(8))
      socket.receivesRaw('[null, 7, "x", [], {}, {"Type":"Update"}, {"ID":2,"Type":4}]')
      socket.receivesRaw('"text"')
      expect(events.slice(1)).toEqual(
        [10, 0, -1, 60, 6].map((length) => ({ event: 'frame.malformed', length })),
      )
      expect(messages).toMatchObject([{ ID: 2, Type: 'Update' }])
      expect(seen.errors).toBe(0)
    })
  })

  it('that answer within the sending are not lost', () => {
    withConnection(
      ({ socket, messages }) => {
        socket.onSend = () => {
          socket.receives({ ID: 1, Type: 'Refresh' })
        }
        socket.opens()
        expect(messages).toHaveLength(1)
      },
      {},
      (connection) => {
        connection.send({ ID: 1, Domain: 'Login', Key: {} })
      },
    )
  })
})

describe('keep-alive', () => {
  it('answers every Ping with one Pong, in a storm, too, and takes no Pong amiss', () => {
    withConnection(({ socket, messages }) => {
      socket.opens()
      socket.receives(Array.from({ length: 100 }, () => ({ Type: 'Ping' })))
      socket.receives({ Type: 'Ping' })
      socket.receives({ Type: 'Pong' })
      expect(socket.sent).toEqual(Array.from({ length: 101 }, () => '{"Type":"Pong"}'))
      expect(messages).toEqual([])
    })
  })

  it('finds a silent peer dead within the time-out and one tick, after asking it; and does not wait for its close', () => {
    withConnection(({ socket, seen, advance }) => {
      socket.opens()
      advance(5_000)
      socket.receives({ ID: 2, Type: 'Update' })
      advance(5_000)
      expect(socket.sent).toEqual([])
      advance(10_000)
      expect(socket.sent).toEqual(['{"Type":"Ping"}'])
      advance(19_999)
      expect(seen.errors).toBe(0)
      advance(1)
      expect(codeOf(seen)).toBe('peer-silent')
      expect(socket.terminations).toBe(1)
    })
  })

  it('calls a silent peer silent, also where cutting it fires the close event at once', () => {
    withConnection(
      ({ socket, seen, advance, gone }) => {
        socket.opens()
        advance(30_000)
        expect(codeOf(seen)).toBe('peer-silent')
        expect(gone()).toBe(1)
      },
      { closesOnTerminate: true },
    )
  })

  it('is satisfied by any traffic, and by the answer to a Ping', () => {
    withConnection(({ socket, seen, advance }) => {
      socket.opens()
      socket.onSend = () => {
        socket.receives({ Type: 'Pong' })
      }
      advance(600_000)
      expect(seen.errors).toBe(0)
      expect(socket.sent.length).toBeGreaterThan(20)
      socket.onSend = () => undefined
      for (let tick = 0; tick < 100; tick++) {
        socket.receivesRaw('nonsense, but a sign of life')
        advance(5_000)
      }
      expect(seen.errors).toBe(0)
    })
  })

  it('asks a peer once more after a sleep, before it gives it up', () => {
    withConnection(({ socket, seen, advance, jump }) => {
      socket.opens()
      socket.receives({ Type: 'Ping' })
      advance(10_000)
      jump(3_600_000)
      advance(10_000)
      expect(seen.errors).toBe(0)
      socket.receives({ Type: 'Pong' })
      advance(10_000)
      expect(seen.errors).toBe(0)
      jump(3_600_000)
      advance(20_000)
      expect(codeOf(seen)).toBe('peer-silent')
    })
  })

  it('finds a silent peer also when the clock was set back', () => {
    withConnection(({ socket, seen, advance, jump }) => {
      socket.opens()
      jump(-3_600_000)
      advance(40_000)
      expect(codeOf(seen)).toBe('peer-silent')
    })
  })

  it('keeps to a time-out that is shortened', () => {
    withConnection(
      ({ socket, seen, advance }) => {
        socket.opens()
        advance(3_000)
        expect(codeOf(seen)).toBe('peer-silent')
      },
      {},
      (connection) => {
        connection.setPingTimeout(3_000)
      },
    )
  })
})
