import { asapScheduler, asyncScheduler } from 'rxjs'
import { describe, expect, it, vi } from 'vitest'
import { ConnectionError } from '../../src/errors.js'
import {
  directoryRefresh,
  directoryUpdate,
  entry,
  gone,
  info,
  service,
  state,
  stateValue,
  upService,
} from '../support/directory-messages.js'
import { observe } from '../support/observe.js'
import { refresh, status, update } from '../support/server-messages.js'
import { texts, withServices } from '../support/service-bench.js'

const load = (elements: object, action = 'Set') => entry(4, { ...elements }, action)
const change = (number: number, ...entries: readonly unknown[]) => service(number, entries, 'Update')

describe('an item without a service', () => {
  it('goes out at once, whatever the directory says', () => {
    withServices(({ open, names, tell }) => {
      open('WAITS')
      open('EUR=', {})
      expect(names()).toEqual([['EUR=']])
      tell(service(1, [info('A'), state(0)]))
      open('JPY=', {})
      expect(names()).toEqual([['EUR='], ['JPY=']])
    })
  })
})

describe('an item that names a service', () => {
  it('waits without a word until the server tells its services, and goes out when its own is there', () => {
    withServices(({ open, names, tell, advance }) => {
      const item = open('EUR=')
      advance(10_000)
      expect([names(), item.values]).toEqual([[], []])
      tell(upService(1, 'A'))
      expect([names(), item.values]).toEqual([[['EUR=']], []])
    })
  })

  it('goes out at once where the service is known to be ready', () => {
    withServices(({ open, names, tell }) => {
      open('EUR=')
      tell(upService(1, 'A'))
      open('JPY=')
      expect(names()).toEqual([['EUR='], ['JPY=']])
    })
  })

  it.each([
    ['is not known', [], 'SourceUnknown', 'service A is not known to the server'],
    ['is down', [service(1, [info('A'), state(0)])], 'None', 'service A is down'],
    ['is down, but would take requests', [service(1, [info('A'), state(0, 1)])], 'None', 'service A is down'],
    [
      'takes no requests',
      [service(1, [info('A'), state(1, 0)])],
      'None',
      'service A takes no requests at the moment',
    ],
    [
      'has no window',
      [upService(1, 'A', load({ OpenWindow: 0 }))],
      'None',
      'service A takes no requests at the moment',
    ],
    [
      'has other items',
      [
        service(1, [
          info('A', { Capabilities: { Type: 'Array', Data: { Type: 'UInt', Data: [7] } } }),
          state(1),
        ]),
      ],
      'None',
      'service A has no MarketPrice items',
    ],
    [
      'has all items open',
      [upService(1, 'A', load({ OpenLimit: 0 }))],
      'None',
      'service A has as many items open as it allows',
    ],
  ] as const)(
    'is told once when its service %s, and asked for when that is over',
    (_, services, code, text) => {
      withServices(({ open, names, tell, advance }) => {
        const item = open('EUR=')
        tell(...services)
        advance(60_000)
        const late = open('EUR=')
        tell(...services)
        const expected = { type: 'status', state: { stream: 'Open', data: 'Suspect', code, text } }
        expect(item.values).toMatchObject([expected])
        expect(late.values).toMatchObject([expected])
        expect(names()).toEqual([])
        tell(upService(1, 'A'))
        expect(names()).toEqual([['EUR=']])
      })
    },
  )

  it('is told again when it waits for something else', () => {
    withServices(({ open, tell, change: told }) => {
      const item = open('EUR=')
      tell()
      told(service(1, [info('A'), state(0, 0)]))
      told(change(1, state(1, 0)))
      told(change(1, state(1, 0)))
      told(gone(1))
      expect(texts(item)).toEqual([
        'service A is not known to the server',
        'service A is down',
        'service A takes no requests at the moment',
        'service A is not known to the server',
      ])
    })
  })

  it('may name the service by number, and its domain by number, and need no capabilities', () => {
    withServices(({ open, names, tell, change: told }) => {
      open('EUR=', { service: 7, domain: 6 })
      open('JPY=', { service: '7' })
      tell(service(7, [state(1)]))
      expect(names()).toEqual([['EUR=']])
      told(change(7, info('7')))
      expect(names()).toEqual([['EUR='], ['JPY=']])
    })
  })

  it('is asked for without a look where the server has no directory, and gated once it has', () => {
    withServices(({ open, names, tell, advance }) => {
      const item = open('EUR=')
      advance(14_999)
      expect(names()).toEqual([])
      advance(1)
      open('JPY=')
      expect([names(), item.values]).toEqual([[['EUR='], ['JPY=']], []])
      tell()
      const late = open('CHF=')
      expect([names().length, texts(late)]).toEqual([2, ['service A is not known to the server']])
    })
  })

  it.each([
    ['first', [1, 0]],
    ['last', [0, 1]],
  ])('is asked for where one of two services of its name is up, the %s', (_, ups) => {
    withServices(({ open, tell, advance, names }) => {
      open('A', { service: 'X' })
      tell(...ups.map((up, index) => service(index + 1, [info('X'), state(up)])))
      advance(1)
      expect(names()).toEqual([['A']])
    })
  })

  it('is not asked for when it was left while it waited', () => {
    withServices(({ open, names, tell, session }) => {
      open('EUR=').subscription.unsubscribe()
      open('JPY=')
      tell(upService(1, 'A'))
      expect([names(), session.closed()]).toEqual([[['JPY=']], []])
    })
  })

  it('waits anew on the next session, and hears nothing twice', () => {
    withServices(({ open, session, tell, serve, serving, advance, events }) => {
      const item = open('EUR=')
      tell(upService(1, 'A'))
      session.receive(refresh(session.idOf('EUR=')))
      serving.unsubscribe()
      const next = serve()
      advance(0)
      expect(next.session.requests()).toHaveLength(1)
      next.session.receive({ ID: 2, Type: 'Refresh', Map: { Entries: [upService(1, 'A')] } })
      advance(0)
      expect(next.session.requests().map(({ Key }) => Key.Name)).toEqual([undefined, 'EUR='])
      expect(events.map(({ event }) => event)).toEqual(['service.added'])
      next.session.receive({ ID: 2, Type: 'Update', Map: { Entries: [gone(1)] } })
      expect(texts(item)).toEqual(['the service for this item was lost'])
      next.serving.unsubscribe()
    })
  })

  it('does not keep the others from having been recovered', () => {
    withServices(({ open, session, tell, serve, serving, advance, events, items }) => {
      open('WAITS')
      open('EUR=', {})
      tell(upService(1, 'A'))
      session.receive(refresh(session.idOf('EUR=')))
      serving.unsubscribe()
      items.outage(new ConnectionError('connection-lost', 'gone'))
      const next = serve()
      advance(0)
      next.session.receive(refresh(next.session.idOf('EUR=')))
      next.session.receive(directoryRefresh(2, []))
      advance(0)
      expect(events.filter(({ event }) => event === 'items.recovered')).toMatchObject([{ count: 1 }])
      next.serving.unsubscribe()
    })
  })

  it('may be left by all who are told what it waits for, and opened again at that', () => {
    withServices(({ items, advance, tell, names }) => {
      const inner: ReturnType<typeof observe>[] = []
      const outer = observe(items.item('EUR=', { service: 'A' }), () => {
        outer.subscription.unsubscribe()
        inner.push(observe(items.item('EUR=', { service: 'A' })))
      })
      advance(0)
      tell()
      expect(inner.map(({ values }) => values.length)).toEqual([1])
      tell(upService(1, 'A'))
      expect(names()).toEqual([['EUR=']])
    })
  })
})

describe('items that wait', () => {
  it('may be left at what another is told', () => {
    withServices(({ items, tell, advance }) => {
      const second = observe(items.item('I2', { service: 'A' }))
      second.subscription.unsubscribe()
      const heard: string[] = []
      const rest = () => items.item('I2', { service: 'A' }).subscribe(() => heard.push('I2'))
      const first = observe(items.item('I1', { service: 'A' }), () => {
        later.unsubscribe()
      })
      const later = rest()
      advance(0)
      tell()
      expect([first.values.length, heard]).toEqual([1, []])
      tell(service(1, [info('A'), state(0)]))
      expect([first.values.length, heard]).toEqual([2, []])
    })
  })

  it('are asked for singly at once where the server takes no batches', () => {
    withServices(({ items, tell, names, session, advance }) => {
      observe(items.many(['I1', 'I2'], { service: 'A' }))
      advance(0)
      tell(upService(1, 'A', load({ OpenWindow: 2 })))
      session.receive(status(session.idOf('I1') - 1, 'Closed', 'Suspect', 'UnableToRequestAsBatch'))
      advance(0)
      expect(names()).toEqual([['I1', 'I2'], ['I1'], ['I2']])
    })
  })

  it('go out in batches, in the order in which they were asked for', () => {
    withServices(({ items, names, tell, advance }) => {
      const wanted = Array.from({ length: 1_200 }, (_, index) => `I${index}`)
      observe(items.many(wanted, { service: 'A' }))
      advance(0)
      tell(upService(1, 'A'))
      expect(names().map(({ length }) => length)).toEqual([500, 500, 200])
      expect(names().flat()).toEqual(wanted)
    })
  })

  it('do not hold up other services, other domains, and the default service', () => {
    withServices(({ open, names, tell }) => {
      open('DOWN', { service: 'A' })
      open('BOOK', { service: 'B', domain: 'MarketByOrder' })
      open('UP', { service: 'B' })
      open('DEFAULT', {})
      tell(service(1, [info('A'), state(0)]), upService(2, 'B'))
      expect(names()).toEqual([['DEFAULT'], ['UP']])
    })
  })

  it('have no timers of their own, and are told once each', () => {
    withServices(({ items, tell, advance, names }) => {
      let told = 0
      const wanted = Array.from({ length: 100_000 }, (_, index) => `I${index}`)
      const scheduled = [vi.spyOn(asyncScheduler, 'schedule'), vi.spyOn(asapScheduler, 'schedule')]
      observe(items.many(wanted, { service: 'A' }), () => (told += 1))
      advance(0)
      tell()
      tell(service(1, [info('A'), state(0)]))
      expect([told, names()]).toEqual([200_000, []])
      expect(scheduled.reduce((sum, { mock }) => sum + mock.calls.length, 0)).toBeLessThan(10)
      vi.restoreAllMocks()
    })
  }, 20_000)

  it('are taken back when their service goes down before their turn, and stay first', () => {
    withServices(
      ({ items, open, session, names, tell, change: told, advance }) => {
        observe(items.many(['I1', 'I2', 'I3'], { service: 'A' }))
        advance(0)
        tell(upService(1, 'A'))
        expect(names()).toEqual([['I1']])
        told(change(1, state(0)))
        const late = open('I4')
        session.receive(refresh(session.idOf('I1')))
        advance(0)
        expect([names(), texts(late)]).toEqual([[['I1']], ['service A is down']])
        told(change(1, state(1)))
        for (const name of ['I2', 'I3', 'I4']) {
          session.receive(refresh(session.idOf(name)))
          advance(0)
        }
        expect(names()).toEqual([['I1'], ['I2'], ['I3'], ['I4']])
      },
      { outstanding: 1 },
    )
  })
})

describe('items that were let through', () => {
  it('go back before those that wait, when their service goes down before their turn', () => {
    withServices(
      ({ items, tell, session, change: told, names, advance }) => {
        observe(items.many(['I1', 'I2', 'I3', 'I4', 'I5'], { service: 'A' }))
        advance(0)
        tell(upService(1, 'A', load({ OpenWindow: 3 })))
        told(change(1, state(0)))
        told(change(1, state(1), load({})))
        for (const name of ['I1', 'I2', 'I3', 'I4']) {
          session.receive(refresh(session.idOf(name)))
          advance(0)
        }
        expect(names().flat()).toEqual(['I1', 'I2', 'I3', 'I4', 'I5'])
      },
      { outstanding: 1 },
    )
  })
})

describe('patience', () => {
  it('ends an item with service-unavailable, and says what it waited for', () => {
    withServices(
      ({ open, tell, advance, session, names }) => {
        const item = open('EUR=')
        advance(10_000)
        tell(service(1, [info('A'), state(0)]))
        const late = open('JPY=')
        advance(19_999)
        expect(item.errors).toBe(0)
        advance(1)
        expect(item.error).toMatchObject({ code: 'service-unavailable', item: 'EUR=' })
        expect((item.error as Error).message).toBe('EUR=: service A is down, and that for 30 s')
        expect(late.errors).toBe(0)
        advance(10_000)
        expect(late.error).toMatchObject({ code: 'service-unavailable' })
        tell(upService(1, 'A'))
        expect([names(), session.closed()]).toEqual([[], []])
      },
      { patience: 30_000 },
    )
  })

  it('is not lost on a service that is ready, and only has much to do', () => {
    withServices(
      ({ open, tell, advance, session, change: told }) => {
        const first = open('I1')
        const second = open('I2')
        tell(upService(1, 'A', load({ OpenWindow: 1 })))
        session.receive(status(session.idOf('I1'), 'Open', 'Suspect'))
        session.receive(refresh(session.idOf('I1')))
        advance(0)
        told(change(1, load({ OpenLimit: 1 })))
        const third = open('I3')
        session.receive(refresh(session.idOf('I2')))
        advance(120_000)
        expect([first.errors, second.errors, third.errors]).toEqual([0, 0, 0])
        told(change(1, state(0)))
        advance(30_000)
        expect([first.errors, second.errors, third.errors]).toEqual([0, 0, 1])
      },
      { patience: 30_000 },
    )
  })

  it('is over when the service is ready, even if others are asked for first', () => {
    withServices(
      ({ items, tell, advance }) => {
        const seen = observe(items.many(['I1', 'I2'], { service: 'A' }))
        advance(0)
        tell(service(1, [info('A'), state(0)]))
        advance(20_000)
        tell(upService(1, 'A', load({ OpenWindow: 1 })))
        advance(14_000)
        expect(seen.values.map(({ event }) => event.state.text)).toEqual(Array(2).fill('service A is down'))
      },
      { patience: 30_000 },
    )
  })

  it('ends an item, too, whose service was lost, and closes the stream that it still has', () => {
    withServices(
      ({ open, tell, advance, session, change: told }) => {
        const item = open('EUR=')
        tell(upService(1, 'A'))
        session.receive(refresh(session.idOf('EUR=')))
        told(gone(1))
        advance(30_000)
        expect(item.error).toMatchObject({ code: 'service-unavailable' })
        advance(0)
        expect(session.closed()).toEqual([session.idOf('EUR=')])
      },
      { patience: 30_000 },
    )
  })
})

describe('OpenWindow', () => {
  it('of 1 lets one request after the other go out', () => {
    withServices(({ items, open, names, tell, session, advance }) => {
      observe(items.many(['I1', 'I2', 'I3'], { service: 'A' }))
      open('OTHER', { service: 'B' })
      tell(upService(1, 'A', load({ OpenWindow: 1 })), upService(2, 'B'))
      expect(names()).toEqual([['I1'], ['OTHER']])
      session.receive(refresh(session.idOf('I1'), {}, { Complete: false, PartNumber: 0 }))
      advance(0)
      expect(names()).toHaveLength(2)
      session.receive(refresh(session.idOf('I1'), {}, { PartNumber: 1 }))
      advance(0)
      expect(names()).toEqual([['I1'], ['OTHER'], ['I2']])
      session.receive(status(session.idOf('I2'), 'Closed', 'Suspect', 'NotFound'))
      advance(0)
      expect(names().at(-1)).toEqual(['I3'])
    })
  })

  it('is refilled in steps, so that batches stay large', () => {
    withServices(({ items, names, tell, session, advance }) => {
      observe(items.many(['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7'], { service: 'A' }))
      advance(0)
      tell(upService(1, 'A', load({ OpenWindow: 4 })))
      for (const name of ['I1', 'I2']) {
        expect(names()).toEqual([['I1', 'I2', 'I3', 'I4']])
        session.receive(refresh(session.idOf(name)))
        advance(0)
      }
      expect(names().slice(1)).toEqual([['I5', 'I6']])
    })
  })

  it('is one for all who mean the service, by name or by number', () => {
    withServices(({ open, names, tell, session, advance }) => {
      open('I1')
      open('I2', { service: 1 })
      open('I3', { service: 1, snapshot: true })
      tell(upService(1, 'A', load({ OpenWindow: 1 })))
      expect(names()).toEqual([['I1']])
      session.receive(refresh(session.idOf('I1')))
      advance(0)
      expect(names()).toEqual([['I1'], ['I2']])
      open('I4')
      expect(names()).toEqual([['I1'], ['I2']])
    })
  })

  it('is free again when an item is left, or times out', () => {
    withServices(({ open, names, tell, advance }) => {
      const first = open('I1')
      open('I2')
      open('I3')
      tell(upService(1, 'A', load({ OpenWindow: 1 })))
      first.subscription.unsubscribe()
      advance(0)
      expect(names()).toEqual([['I1'], ['I2']])
      advance(15_000)
      expect(names()).toEqual([['I1'], ['I2'], ['I3']])
      advance(15_000)
      expect(names().at(-1)).toEqual(['I2'])
    })
  })
})

describe('OpenLimit', () => {
  it('holds back what is beyond it, tells so, and lets it go when another is left', () => {
    withServices(({ open, names, tell, session, advance, change: told }) => {
      const first = open('I1')
      open('I2')
      const third = open('I3')
      const fourth = open('I4')
      tell(upService(1, 'A', load({ OpenLimit: 2 })))
      expect(names()).toEqual([['I1', 'I2']])
      for (const name of ['I1', 'I2']) session.receive(refresh(session.idOf(name)))
      first.subscription.unsubscribe()
      advance(0)
      expect(names().at(-1)).toEqual(['I3'])
      told(change(1, load({})))
      expect(names().at(-1)).toEqual(['I4'])
      for (const item of [third, fourth])
        expect(texts(item)).toEqual(['service A has as many items open as it allows'])
    })
  })

  it.each([
    [1, [['I1'], ['SNAP']]],
    [0, [['I1']]],
  ])('counts snapshots when SupportsOutOfBandSnapshots is %d or not', (flag, expected) => {
    withServices(({ open, names, tell }) => {
      open('I1')
      open('SNAP', { service: 'A', snapshot: true })
      const snapshots = info('A', { SupportsOutOfBandSnapshots: flag })
      tell(service(1, [snapshots, state(1), load({ OpenLimit: 1 })]))
      expect(names()).toEqual(expected)
    })
  })

  it('is one for all who mean the service, by name or by number', () => {
    withServices(({ open, names, tell, advance }) => {
      const first = open('I1')
      const second = open('I2', { service: 1 })
      tell(upService(1, 'A', load({ OpenLimit: 1 })))
      expect([names(), texts(second)]).toEqual([[['I1']], ['service 1 has as many items open as it allows']])
      first.subscription.unsubscribe()
      advance(0)
      expect(names()).toEqual([['I1'], ['I2']])
    })
  })

  it('is not used up for ever by snapshots', () => {
    withServices(({ open, names, tell, session, advance }) => {
      open('I1', { service: 'A', snapshot: true })
      open('I2', { service: 'A', snapshot: true })
      const snapshots = info('A', { SupportsOutOfBandSnapshots: 0 })
      tell(service(1, [snapshots, state(1), load({ OpenLimit: 1 })]))
      session.receive(refresh(session.idOf('I1'), {}, { State: { Stream: 'NonStreaming', Data: 'Ok' } }))
      advance(0)
      expect(names()).toEqual([['I1'], ['I2']])
    })
  })
})

describe('a service whose state changes', () => {
  it('does not touch what is open', () => {
    withServices(({ open, tell, session, change: told, names }) => {
      const item = open('EUR=')
      tell(upService(1, 'A'))
      session.receive(refresh(session.idOf('EUR=')))
      told(change(1, state(0)))
      told(change(1, state(0, 0)))
      told(change(1, state(1, 1)))
      session.receive(update(session.idOf('EUR=')))
      expect(item.values.map(({ type, stale }) => [type, stale])).toEqual([
        ['refresh', false],
        ['update', false],
      ])
      expect(names()).toHaveLength(1)
    })
  })

  it('tells its Status to what is open and answered, and to nothing else', () => {
    withServices(({ open, tell, session, change: told }) => {
      const items = ['I1', 'I2', 'I3'].map((name) => open(name))
      const other = open('OTHER', { service: 'B' })
      const unnamed = open('UNNAMED', {})
      tell(upService(1, 'A'), upService(2, 'B'))
      session.receive(refresh(session.idOf('I1')), status(session.idOf('I2'), 'Open', 'Suspect'))
      session.receive(refresh(session.idOf('OTHER')))
      session.receive(refresh(session.idOf('UNNAMED'), {}, { Key: { Service: 1 } }))
      const away = state(1, 1, { Status: stateValue('Open', 'Suspect', 'away') })
      told(change(1, away))
      expect(items.map(texts)).toEqual([['away'], ['', 'away'], []])
      expect([texts(other), texts(unnamed)]).toEqual([[], ['away']])
      told(change(1, state(1, 1, { Status: stateValue('Open', 'Ok', 'back') })))
      expect(items[0]!.values.at(-1)).toMatchObject({ type: 'status', stale: false })
    })
  })

  it('asks again a second later after a Status ClosedRecover, on new streams', () => {
    withServices(({ items, tell, session, change: told, advance, names }) => {
      const seen = observe(items.many(['I1', 'I2'], { service: 'A' }))
      advance(0)
      tell(upService(1, 'A'))
      const first = session.idOf('I1')
      session.receive(refresh(first), refresh(first + 1))
      told(change(1, state(1, 1, { Status: stateValue('ClosedRecover', 'Suspect', 'lost') })))
      advance(1_000)
      expect(names()).toEqual([
        ['I1', 'I2'],
        ['I1', 'I2'],
      ])
      expect(session.idOf('I1')).not.toBe(first)
      expect(session.closed()).toEqual([])
      expect(seen.values.slice(2)).toMatchObject([
        { event: { type: 'status', state: { stream: 'Open', data: 'Suspect', text: 'lost' } } },
        { event: { type: 'status', state: { stream: 'Open', data: 'Suspect', text: 'lost' } } },
      ])
    })
  })

  it('does not ask again for an item that was left when another heard of it', () => {
    withServices(({ items, tell, session, change: told, advance, names }) => {
      const first = observe(items.item('I1', { service: 'A' }), ({ type }) => {
        if (type === 'status') second.subscription.unsubscribe()
      })
      const second = observe(items.item('I2', { service: 'A' }))
      advance(0)
      tell(upService(1, 'A'))
      session.receive(refresh(session.idOf('I1')), refresh(session.idOf('I2')))
      told(change(1, state(1, 1, { Status: stateValue('ClosedRecover', 'Suspect', 'lost') })))
      advance(10_000)
      expect([first.values.length, names().at(-1)]).toEqual([2, ['I1']])
    })
  })

  it('ends what is open with a Status Closed, and not what waits', () => {
    withServices(({ open, tell, session, change: told }) => {
      const item = open('I1')
      const waits = open('I2')
      tell(upService(1, 'A', load({ OpenLimit: 1 })))
      session.receive(refresh(session.idOf('I1')))
      told(change(1, state(1, 1, { Status: stateValue('Closed', 'Suspect', 'over') })))
      expect(item.error).toMatchObject({ code: 'item-closed' })
      expect([waits.errors, session.idOf('I2')]).toEqual([0, session.idOf('I1') + 1])
    })
  })

  it('ends with a Status Closed also what waits for more fields, and does not ask for it any more', () => {
    withServices(({ open, tell, session, change: told, names, advance }) => {
      const bid = open('EUR=', { service: 'A', view: ['BID'] })
      tell(upService(1, 'A'))
      session.receive(refresh(session.idOf('EUR=')))
      const ask = open('EUR=', { service: 'A', view: ['ASK'] })
      const asked = names().length
      told(change(1, state(1, 1, { Status: stateValue('Closed', 'Suspect') })))
      expect([bid.errors, ask.errors]).toEqual([1, 1])
      advance(60_000)
      expect(names()).toHaveLength(asked)
    })
  })

  it('tells a group Status to nobody but the events', () => {
    withServices(({ open, tell, session, change: told, events }) => {
      const item = open('EUR=')
      tell(upService(1, 'A'))
      session.receive(refresh(session.idOf('EUR=')))
      const group = {
        Group: { Type: 'Buffer', Data: 'YQ==' },
        Status: stateValue('ClosedRecover', 'Suspect'),
      }
      told(change(1, entry(3, group, 'Update')))
      expect([item.values.length, session.sent.length]).toEqual([1, 2])
      expect(events.at(-1)).toMatchObject({ event: 'service.group-status', group: 'YQ==' })
    })
  })
})

describe('a service that is lost', () => {
  const lost = 'the service for this item was lost'

  it.each([
    ['deleted', gone(1)],
    ['renamed', change(1, info('Z'))],
  ])(
    'is told when it was %s, and its items are asked for once when it is back, on their streams',
    (_, end) => {
      withServices(({ open, tell, session, change: told, names, advance }) => {
        const items = ['I1', 'I2'].map((name) => open(name))
        tell(upService(1, 'A'))
        const ids = ['I1', 'I2'].map((name) => session.idOf(name))
        session.receive(...ids.map((id) => refresh(id)))
        told(end)
        advance(60_000)
        expect(items.map(texts)).toEqual([[lost], [lost]])
        told(service(5, [info('A'), state(0)]))
        expect(names()).toHaveLength(1)
        told(change(5, state(1)))
        advance(0)
        expect(names()).toEqual([['I1', 'I2'], ['I1'], ['I2']])
        expect(['I1', 'I2'].map((name) => session.idOf(name))).toEqual(ids)
        session.receive(...ids.map((id) => refresh(id, { BID: 9 })))
        expect(items.map(({ values }) => values.at(-1))).toMatchObject([
          { type: 'refresh', stale: false, recovered: { awayMs: 60_000 } },
          { type: 'refresh', stale: false },
        ])
        advance(60_000)
        expect([names().length, session.closed()]).toEqual([3, []])
        expect(items.map(texts)).toEqual([[lost, 'service A is down'], [lost, 'service A is down']]) // prettier-ignore
      })
    },
  )

  it('is lost with ClearCache, and with a refresh that lacks it', () => {
    withServices(({ open, tell, session }) => {
      const item = open('EUR=')
      tell(upService(1, 'A'))
      session.receive(refresh(session.idOf('EUR=')))
      session.receive({ ID: 2, Type: 'Status', ClearCache: true })
      expect(texts(item)).toEqual([lost])
      tell(upService(1, 'A'))
      session.receive(refresh(session.idOf('EUR=')))
      tell(upService(2, 'B'))
      expect(texts(item)).toEqual([lost, lost])
    })
  })

  it('asks for nothing where the server has sent a refresh by itself', () => {
    withServices(({ open, tell, session, change: told, names }) => {
      const item = open('EUR=')
      tell(upService(1, 'A'))
      const id = session.idOf('EUR=')
      session.receive(refresh(id))
      told(gone(1))
      session.receive(refresh(id, { BID: 5 }, { Solicited: false }))
      told(upService(1, 'A'))
      expect(names()).toEqual([['EUR=']])
      expect(item.values.at(-1)).toMatchObject({ type: 'refresh', stale: false })
      told(change(1, state(1, 1, { Status: stateValue('Open', 'Suspect', 'away') })))
      expect(texts(item)).toEqual([lost, 'away'])
    })
  })

  it.each(['Closed', 'ClosedRecover'])(
    'goes on waiting without a stream after %s, and opens a new one',
    (end) => {
      withServices(({ open, tell, session, change: told, names, advance }) => {
        const item = open('EUR=')
        tell(upService(1, 'A'))
        const id = session.idOf('EUR=')
        session.receive(refresh(id))
        told(gone(1))
        session.receive(status(id, end, 'Suspect', 'NoResources'))
        advance(60_000)
        expect([names().length, texts(item), item.errors]).toEqual([1, [lost], 0])
        told(upService(1, 'A'))
        expect(names()).toEqual([['EUR='], ['EUR=']])
        expect(session.idOf('EUR=')).toBe(id + 1)
      })
    },
  )

  it('drops what comes between, and gives late subscribers the last image', () => {
    withServices(({ open, tell, session, change: told, names }) => {
      const bid = { service: 'A', view: ['BID'] }
      const item = open('EUR=', bid)
      tell(upService(1, 'A'))
      session.receive(refresh(session.idOf('EUR='), { BID: 1 }))
      told(gone(1))
      session.receive(update(session.idOf('EUR=')))
      const late = open('EUR=', bid)
      open('EUR=', { service: 'A', view: ['ASK'] })
      expect(item.values).toHaveLength(2)
      expect(late.values).toMatchObject([{ type: 'refresh', fields: { BID: 1 }, stale: { since: 0 } }])
      expect(names()).toHaveLength(1)
    })
  })

  it('waits for no answer of what was asked for and lost', () => {
    withServices(({ open, tell, session, change: told, names, advance, events }) => {
      const item = open('EUR=')
      tell(upService(1, 'A'))
      told(gone(1))
      advance(60_000)
      expect([texts(item), session.closed()]).toEqual([[lost], []])
      expect(events.filter(({ event }) => event === 'item.timeout')).toEqual([])
      told(upService(1, 'A'))
      expect(names()).toEqual([['EUR='], ['EUR=']])
      advance(15_000)
      expect(events.filter(({ event }) => event === 'item.timeout')).toHaveLength(1)
    })
  })

  it('closes the stream of an item that is left, and does not ask for it', () => {
    withServices(({ open, tell, session, change: told, names, advance }) => {
      const item = open('EUR=')
      tell(upService(1, 'A'))
      session.receive(refresh(session.idOf('EUR=')))
      told(gone(1))
      item.subscription.unsubscribe()
      advance(0)
      told(upService(1, 'A'))
      expect([names().length, session.closed()]).toEqual([1, [session.idOf('EUR=')]])
    })
  })

  it('may come back in the message in which it goes', () => {
    withServices(({ open, tell, session, change: told, names }) => {
      const item = open('EUR=')
      tell(upService(1, 'A'))
      session.receive(refresh(session.idOf('EUR=')))
      told(gone(1), upService(2, 'A'))
      expect([names().length, texts(item)]).toEqual([2, [lost]])
    })
  })

  it('may come back just before the server ends an item, which is not asked for any more then', () => {
    withServices(({ open, tell, session, asked, names, advance }) => {
      const item = open('EUR=')
      tell(upService(1, 'A'))
      const id = session.idOf('EUR=')
      session.receive(
        directoryUpdate(asked().at(-1)?.ID ?? 0, gone(1), upService(1, 'A')),
        status(id, 'Closed', 'Suspect', 'NotFound'),
      )
      expect(item.errors).toBe(1)
      advance(60_000)
      expect(names()).toEqual([['EUR=']])
    })
  })

  it('has its items asked for one by one, but no more than are paced', () => {
    withServices(
      ({ items, tell, session, change: told, names, advance }) => {
        observe(items.many(['I1', 'I2', 'I3'], { service: 'A' }))
        advance(0)
        tell(upService(1, 'A'))
        const answer = (): void => {
          session.receive(...['I1', 'I2', 'I3'].map((name) => refresh(session.idOf(name))))
          advance(0)
        }
        answer()
        answer()
        const before = names().length
        told(gone(1))
        told(upService(1, 'A'))
        expect(names().slice(before)).toEqual([['I1'], ['I2']])
        answer()
        expect(names().slice(before)).toEqual([['I1'], ['I2'], ['I3']])
      },
      { outstanding: 2 },
    )
  })
})
