import { describe, expect, it } from 'vitest'
import type { Services } from '../../src/directory/services.js'
import { ConnectionError } from '../../src/errors.js'
import {
  directoryRefresh,
  gone,
  service,
  state,
  stateValue,
  upService,
  entry,
} from '../support/directory-messages.js'
import { observe } from '../support/observe.js'
import { errorMessage, status } from '../support/server-messages.js'
import { withServices } from '../support/service-bench.js'

const lost = new ConnectionError('connection-lost', 'gone', { closeCode: 1006 })

const shape = ({ byName, byNumber, stale }: Services): unknown => [
  [...byName.keys()],
  [...byNumber.keys()],
  stale === false ? false : [stale.since, stale.cause.code],
]

describe('the request for the directory', () => {
  it('is not made while nobody needs it', () => {
    withServices(({ asked, open, advance }) => {
      open('EUR=', {})
      advance(60_000)
      expect(asked()).toEqual([])
    })
  })

  it('is made once, as a stream, and with a filter, whoever needs it', () => {
    withServices(({ directory, asked, open }) => {
      observe(directory.services$)
      observe(directory.services$)
      open('EUR=')
      expect(asked()).toEqual([{ ID: 2, Domain: 'Source', Key: { Filter: 47 } }])
    })
  })

  it('is made on the next session at once, where someone still needs it', () => {
    withServices(({ directory, serve, serving, tell }) => {
      observe(directory.services$)
      tell(upService(1, 'A'))
      serving.unsubscribe()
      directory.outage(lost)
      const next = serve()
      expect(next.session.requests()).toHaveLength(1)
      next.serving.unsubscribe()
    })
  })

  it('is made again with growing delays when the stream ends after it was open, which no item notices', () => {
    withServices(({ asked, advance, open, session, tell, events }) => {
      const item = open('EUR=')
      tell(upService(1, 'A'))
      session.receive({ ID: session.idOf('EUR='), Type: 'Refresh', Fields: { BID: 1 } })
      for (const [times, delay] of [1_000, 2_000, 4_000].entries()) {
        session.receive(status(asked().at(-1)!.ID, times === 1 ? 'Closed' : 'ClosedRecover', 'Suspect'))
        advance(delay - 1)
        expect(asked()).toHaveLength(times + 1)
        advance(1)
        expect(asked()).toHaveLength(times + 2)
        tell(upService(1, 'A'))
      }
      expect(item.values.map(({ type }) => type)).toEqual(['refresh'])
      expect(new Set(asked().map(({ ID }) => ID)).size).toBe(4)
      expect(events.map(({ event }) => event)).toEqual(['service.added'])
      advance(60_000)
      session.receive(status(asked().at(-1)!.ID, 'ClosedRecover', 'Suspect'))
      advance(1_000)
      expect(asked()).toHaveLength(5)
      tell()
    })
  })

  it.each([
    ['nothing', undefined, 'Timeout'],
    ['Closed', status(2, 'Closed', 'Suspect', 'NotEntitled'), 'NotEntitled'],
    ['an error', errorMessage(2), 'UsageError'],
  ])('is not repeated when %s answers it, and that is told', (_, answer, code) => {
    withServices(({ directory, session, asked, advance, events }) => {
      const seen = observe(directory.services$)
      if (answer !== undefined) session.receive(answer)
      advance(60_000)
      expect(asked()).toHaveLength(1)
      expect(events).toMatchObject([{ event: 'directory.unavailable', state: { code } }])
      expect(seen.values.map(shape)).toEqual([[[], [], [answer === undefined ? 15_000 : 0, code]]])
    })
  })

  it('is repeated when ClosedRecover answers it', () => {
    withServices(({ directory, session, asked, advance, events, tell }) => {
      observe(directory.services$)
      session.receive(status(2, 'ClosedRecover', 'Suspect'))
      advance(1_000)
      expect(asked()).toHaveLength(2)
      tell(upService(1, 'A'))
      expect(events.map(({ event }) => event)).toEqual(['directory.unavailable', 'service.added'])
    })
  })

  it('still may be answered after it counted as unanswered', () => {
    withServices(({ directory, advance, tell }) => {
      const seen = observe(directory.services$)
      advance(20_000)
      tell(upService(1, 'A'))
      expect(seen.values.map(shape)).toEqual([
        [[], [], [15_000, 'Timeout']],
        [['A'], [1], false],
      ])
    })
  })

  it('counts as unanswered when the rest of the answer does not come', () => {
    withServices(({ directory, session, advance, events }) => {
      observe(directory.services$)
      advance(10_000)
      session.receive(directoryRefresh(2, [upService(1, 'A')], { Complete: false, PartNumber: 0 }))
      advance(14_999)
      expect(events.map(({ event }) => event)).toEqual(['service.added'])
      advance(1)
      expect(events.map(({ event }) => event)).toEqual(['service.added', 'directory.unavailable'])
    })
  })
})

describe('services$', () => {
  it('makes the consumer busy while it is subscribed to', () => {
    withServices(({ directory }) => {
      const busy = observe(directory.busy$)
      const one = observe(directory.services$)
      const other = observe(directory.services$)
      one.subscription.unsubscribe()
      other.subscription.unsubscribe()
      expect(busy.values).toEqual([false, true, false])
      busy.subscription.unsubscribe()
    })
  })

  it('tells the present services to who comes late, and every change to all', () => {
    withServices(({ directory, tell, change }) => {
      const early = observe(directory.services$)
      tell(upService(1, 'A'), service(2, [state(1)]))
      const late = observe(directory.services$)
      change(service(1, [state(0)], 'Update'))
      change(gone(2))
      expect(early.values.map(shape)).toEqual([
        [['A'], [1, 2], false],
        [['A'], [1, 2], false],
        [['A'], [1], false],
      ])
      expect(late.values).toEqual(early.values)
      const [first, second] = early.values
      expect(second!.byNumber.get(2)).toBe(first!.byNumber.get(2))
      expect(second!.byName.get('A')?.state.up).toBe(false)
    })
  })

  it('tells the whole of a refresh in parts, and not the parts', () => {
    withServices(({ directory, session }) => {
      const seen = observe(directory.services$)
      session.receive(
        directoryRefresh(2, [upService(1, 'A')], { Complete: false, PartNumber: 0 }),
        directoryRefresh(2, [upService(2, 'B')], { PartNumber: 1 }),
      )
      expect(seen.values.map(shape)).toEqual([[['A', 'B'], [1, 2], false]])
    })
  })

  it.each(['stream', 'session'])(
    'mixes no refresh that was cut off by the end of its %s with the next',
    (end) => {
      withServices(({ directory, session, serving, serve, advance }) => {
        const seen = observe(directory.services$)
        session.receive(directoryRefresh(2, [upService(1, 'A')]))
        session.receive(directoryRefresh(2, [upService(2, 'B')], { Complete: false, PartNumber: 0 }))
        if (end === 'stream') {
          session.receive(status(2, 'ClosedRecover', 'Suspect'))
          advance(1_000)
          session.receive(directoryRefresh(3, [upService(3, 'C')]))
        } else {
          serving.unsubscribe()
          directory.outage(lost)
          const next = serve()
          next.session.receive(directoryRefresh(2, [upService(3, 'C')]))
          next.serving.unsubscribe()
        }
        expect(shape(seen.values.at(-1)!)).toEqual([['C'], [3], false])
      })
    },
  )

  it('hears nothing of a stream that is over, and is not ended by an error on an open one', () => {
    withServices(({ directory, session, tell, asked, advance }) => {
      const seen = observe(directory.services$)
      tell(upService(1, 'A'))
      session.receive(errorMessage(2))
      advance(10_000)
      expect([asked().length, seen.values.length]).toEqual([1, 1])
      session.receive(status(2, 'ClosedRecover', 'Suspect'))
      session.receive({ ID: 2, Type: 'Update', Map: { Entries: [gone(1)] } })
      expect(seen.values.map(shape).at(-1)).toEqual([['A'], [1], [10_000, 'None']])
    })
  })

  it('is stale in an outage, once and with the last services, until the next session has told them', () => {
    withServices(({ directory, serving, advance, serve, tell, events }) => {
      const seen = observe(directory.services$)
      tell(upService(1, 'A'), upService(2, 'B'))
      advance(1_000)
      serving.unsubscribe()
      directory.outage(lost)
      advance(1_000)
      directory.outage(lost)
      const late = observe(directory.services$)
      const next = serve()
      next.session.receive(directoryRefresh(2, [upService(2, 'B'), upService(3, 'C')]))
      const stale = [
        ['A', 'B'],
        [1, 2],
        [1_000, 'connection-lost'],
      ]
      expect(seen.values.map(shape)).toEqual([
        [['A', 'B'], [1, 2], false],
        stale,
        [['B', 'C'], [2, 3], false],
      ])
      expect(late.values.map(shape)).toEqual([stale, [['B', 'C'], [2, 3], false]])
      expect(events.map(({ event }) => event)).toEqual([
        'service.added',
        'service.added',
        'service.added',
        'service.removed',
      ])
      next.serving.unsubscribe()
    })
  })

  it('does not pass off as live what it knew before the consumer went idle', () => {
    withServices(({ directory, serving, tell, advance }) => {
      observe(directory.services$).subscription.unsubscribe()
      tell(upService(1, 'A'))
      advance(5_000)
      serving.unsubscribe()
      const late = observe(directory.services$)
      expect(late.values.map(shape)).toEqual([[['A'], [1], [5_000, 'None']]])
    })
  })

  it('is stale while the server says so, or has ended the stream', () => {
    withServices(({ directory, session, tell, advance }) => {
      const seen = observe(directory.services$)
      tell(upService(1, 'A'))
      session.receive(
        status(2, 'Open', 'Suspect', 'GapDetected'),
        status(2, 'Open', 'Ok'),
        status(2, 'Open', 'Ok'),
      )
      session.receive(status(2, 'ClosedRecover', 'Suspect', 'NoResources'))
      advance(1_000)
      tell(upService(1, 'A'))
      expect(seen.values.map(({ stale }) => stale !== false && stale.cause.code)).toEqual([
        false,
        'GapDetected',
        false,
        'NoResources',
        false,
      ])
    })
  })

  it('finds of two services with one name the later one, and names like __proto__', () => {
    withServices(({ directory, tell }) => {
      observe(directory.services$)
      tell(upService(1, 'A'), upService(2, 'A'), upService(3, '__proto__'))
      expect([directory.find('A')?.number, directory.find('__proto__')?.number, directory.find('x')]).toEqual(
        [2, 3, undefined],
      )
    })
  })

  it('errors when the consumer fails, and may be subscribed to again', () => {
    withServices(({ directory, tell }) => {
      const seen = observe(directory.services$)
      tell(upService(1, 'A'))
      directory.fail(lost)
      expect([seen.error, seen.completions]).toEqual([lost, 0])
      const busy = observe(directory.busy$)
      const again = observe(directory.services$)
      expect([again.values.length, again.errors]).toEqual([1, 0])
      expect(busy.values).toEqual([false, true])
      busy.subscription.unsubscribe()
    })
  })

  it('completes when the consumer is closed, and refuses whoever comes later', () => {
    withServices(({ directory }) => {
      const seen = observe(directory.services$)
      directory.close()
      expect([seen.errors, seen.completions]).toEqual([0, 1])
      expect(observe(directory.services$).error).toMatchObject({ code: 'consumer-closed' })
    })
  })
})

describe('events', () => {
  it('tell what happened to services, with names and numbers', () => {
    withServices(({ directory, tell, change, events }) => {
      observe(directory.services$)
      tell(upService(1, 'A'))
      change(service(1, [state(0, 0, { Status: stateValue('Open', 'Suspect', 'away') })], 'Update'))
      const group = {
        Group: { Type: 'Buffer', Data: 'YQ==' },
        Status: stateValue('ClosedRecover', 'Suspect'),
      }
      change(service(1, [entry(3, group, 'Update')], 'Update'))
      change(gone(1))
      const away = { stream: 'Open', data: 'Suspect', code: 'None', text: 'away' }
      expect(events).toEqual([
        { event: 'service.added', number: 1, name: 'A', up: true, accepting: true },
        { event: 'service.state', number: 1, name: 'A', up: false, accepting: false },
        { event: 'service.status', number: 1, name: 'A', state: away },
        { event: 'service.group-status', number: 1, name: 'A', group: 'YQ==', state: { ...away, stream: 'ClosedRecover', text: '' } }, // prettier-ignore
        { event: 'service.removed', number: 1, name: 'A' },
      ])
    })
  })
})
