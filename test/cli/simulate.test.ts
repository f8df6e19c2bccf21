import { asyncScheduler } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { createConsumer } from '../../src/index.js'
import { createSimulator, inMemory, type LogLine } from '../../src/simulator/index.js'
import { createTroubles } from '../../src/cli/scenario/troubles.js'
import { humanLines } from '../../src/cli/simulate/human-line.js'
import { recurring } from '../../src/cli/simulate/recurring.js'
import { observe } from '../support/observe.js'
import { at, inVirtualTime } from '../support/virtual.js'

const frame = (message: unknown, from: 'client' | 'server' = 'server'): LogLine => ({
  t: 1234,
  connection: 1,
  from,
  frame: JSON.stringify(message),
})

describe('the log in words', () => {
  it('drowns in updates and pings', () => {
    const update = { ID: 2, Type: 'Update', Fields: {} }
    expect(humanLines(frame([update, update, { Type: 'Ping' }]))).toEqual([])
    expect(humanLines({ t: 0, connection: 1, from: 'client', frame: 'not JSON' })).toEqual([])
  })

  it('does not tell what matters', () => {
    const names = ['A', 'B', 'C', 'D', 'E', 'F']
    const login = { ID: 1, Domain: 'Login', Key: { Name: 'who', NameType: 'AuthnToken' } }
    expect(
      [
        humanLines(frame({ ID: 2, Key: { Name: names } }, 'client')),
        humanLines(frame(login, 'client')),
        humanLines(frame({ ...login, Refresh: false }, 'client')),
        humanLines(frame({ ID: [3, 4], Type: 'Close' }, 'client')),
        humanLines({ t: 5, connection: 2, close: { code: 1006, reason: '' } }),
        humanLines({ t: 5, http: { method: 'POST', path: '/p', status: 400, grant_type: 'password' } }),
        humanLines(
          frame({
            ID: 3,
            Type: 'Status',
            Key: { Name: 'A\u001b[2J' },
            State: { Stream: 'Closed', Data: 'Suspect' },
          }),
        ),
      ].flat(),
    ).toEqual([
      '    1.234  #1  → request A B C D … 6 in all #2',
      '    1.234  #1  → request login #1',
      '    1.234  #1  → login reissue login #1',
      '    1.234  #1  → close 2 streams',
      '    0.005  #2    closed 1006',
      '    0.005  HTTP  POST /p password → 400',
      '    1.234  #1  ← status A [2J #3 Closed/Suspect',
    ])
  })
})

/** A client by name of a simulator in memory, and what it saw of one item, as `type:stale`. */
const watchOne = (options: Parameters<typeof createSimulator>[0] = {}) => {
  const simulator = createSimulator({ updateRate: 0, ...options })
  const { webSocket } = inMemory(simulator)
  const consumer = createConsumer({
    webSocket,
    endpoints: 'ws://localhost/WebSocket',
    login: { name: 'me', position: '127.0.0.1/net' },
    linger: 0,
  })
  const item = observe(consumer.item('EUR='))
  return {
    simulator,
    item,
    seen: (): readonly string[] =>
      item.values.map(({ type, stale }) => (stale === false ? type : `${type}, stale`)),
    end: (): void => {
      item.subscription.unsubscribe()
      asyncScheduler.schedule(() => {
        simulator.stop()
      }, 1000)
    },
  }
}

describe('what recurs', () => {
  it('is not there, or does not end', () => {
    let seen: readonly string[] = []
    inVirtualTime(() => {
      const one = watchOne()
      const work = recurring({ unsolicited: 1, 'drop-every': 60 }, one.simulator).subscribe()
      at(2500, () => {
        work.unsubscribe()
      })
      at(9000, () => {
        seen = one.seen()
        one.end()
      })
    })
    expect(seen).toEqual(['refresh', 'refresh', 'refresh'])
  })
})

describe('keys', () => {
  it('make something fail that cannot be made good again', () => {
    let seen: readonly string[] = []
    let active: readonly string[] = []
    inVirtualTime(() => {
      const one = watchOne()
      const troubles = createTroubles(one.simulator)
      const activeNow = (): string =>
        troubles
          .list()
          .filter((each) => each.active)
          .map(({ key }) => key)
          .join('')
      for (const [when, key] of [
        [1000, 'u'],
        [1001, 't'],
        [1002, 's'],
        [2000, 'g'],
        [3000, 'x'],
        [4000, 'd'],
        [6000, 'v'],
        [7000, 'v'],
        [7500, 'v'],
        [8000, 'g'],
      ] as const) {
        at(when, () => {
          const deed = troubles.press(key)
          expect(deed === undefined).toBe(key === 'x')
          active = [...active, activeNow()]
        })
      }
      at(9000, () => {
        seen = one.seen()
        one.end()
      })
    })
    expect(active).toEqual(['u', 'ut', 'sut', '', '', '', 'v', '', 'v', ''])
    expect(seen).toEqual([
      ...['refresh', 'status, stale', 'refresh', 'status, stale', 'refresh'],
      ...['status, stale', 'status', 'status, stale', 'status'],
    ])
  })
})
