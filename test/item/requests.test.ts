import { describe, expect, it } from 'vitest'
import { withItems } from '../support/item-bench.js'
import { observe } from '../support/observe.js'
import { errorMessage, refresh, status, update } from '../support/server-messages.js'
import { utf8Length } from '../../src/wire/utf8-length.js'

const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `N${index}`)

describe('one item', () => {
  it('is one stream, however often it is asked for, and closed once, when the last has left', () => {
    withItems(({ open, session, advance }) => {
      const one = open('EUR=')
      const two = open('EUR=')
      session.receive(refresh(one.id))
      const three = open('EUR=')
      expect(session.requests()).toHaveLength(1)
      expect([one, two, three].map(({ values }) => values.length)).toEqual([1, 1, 1])
      expect(three.values[0]).toMatchObject({ type: 'refresh', fields: { BID: 1 }, stale: false })
      one.subscription.unsubscribe()
      two.subscription.unsubscribe()
      advance(1_000)
      expect(session.closed()).toEqual([])
      three.subscription.unsubscribe()
      three.subscription.unsubscribe()
      advance(1_000)
      expect(session.closed()).toEqual([one.id])
    })
  })

  it('is never asked for, nor closed, when it is left within the tick', () => {
    withItems(({ items, session, advance }) => {
      items.item('EUR=', {}).subscribe().unsubscribe()
      advance(60_000)
      expect(session.sent).toEqual([])
    })
  })

  it('may be closed before it is answered', () => {
    withItems(({ open, session, advance }) => {
      const eur = open('EUR=')
      eur.subscription.unsubscribe()
      advance(60_000)
      expect(session.closed()).toEqual([eur.id])
      expect(session.requests()).toHaveLength(1)
    })
  })

  it('is closed with its domain', () => {
    withItems(({ open, session, advance }) => {
      const book = open('VOD.L', { domain: 'MarketByOrder', service: 'S' })
      book.subscription.unsubscribe()
      advance(0)
      expect(session.sent).toEqual([
        { ID: 2, Domain: 'MarketByOrder', Key: { Name: 'VOD.L', Service: 'S' }, KeyInUpdates: false },
        { ID: 2, Type: 'Close', Domain: 'MarketByOrder' },
      ])
    })
  })

  it('gets an id of its own for every kind of request', () => {
    withItems(({ open, session }) => {
      open('X')
      open('X', { domain: 'MarketByOrder' })
      open('X', { service: 'S' })
      open('X', { nameType: 'Sym' })
      open('X', { private: true })
      open('Y', { snapshot: true })
      const ids = session.requests().map(({ ID }) => ID)
      expect(new Set(ids).size).toBe(6)
    })
  })

  it('is closed and asked for again, more slowly each time, when no answer comes', () => {
    withItems(({ open, session, advance, events }) => {
      const eur = open('EUR=')
      const times: number[] = []
      session.onSend = (message) => {
        if ('Key' in message) times.push(clock)
      }
      let clock = 0
      for (; clock < 100; clock++) {
        advance(1_000)
      }
      // 15 s for an answer, then 1, 2, 4, 8 … s until the next request.
      expect(times.map((time) => time + 1)).toEqual([16, 33, 52, 75])
      expect(session.closed()).toHaveLength(session.requests().length - (100 < 75 + 15 ? 1 : 0))
      expect(events.filter(({ event }) => event === 'item.timeout')).toMatchObject([
        { attempt: 1 },
        { attempt: 2 },
        { attempt: 3 },
        { attempt: 4 },
        { attempt: 5 },
      ])
      expect(eur.values[0]).toMatchObject({ type: 'status', state: { code: 'Timeout', data: 'Suspect' } })
      eur.subscription.unsubscribe()
    })
  })

  it('is not asked for when its request is larger than the server takes, and others are', () => {
    withItems(
      ({ items, session, advance }) => {
        const seen = observe(items.many(['A', 'x'.repeat(300), 'B', 'é'.repeat(200)], {}))
        const alone = observe(items.item('y'.repeat(300), {}))
        advance(0)
        expect(alone.error).toMatchObject({ code: 'request-too-large' })
        expect(session.requests().flatMap(({ Key }) => Key.Name)).toEqual(['A', 'B'])
        session.receive(refresh(session.idOf('A')), refresh(session.idOf('B')))
        expect(seen.values.map(({ event }) => event.type).sort()).toEqual([
          'refresh',
          'refresh',
          'status',
          'status',
        ])
        expect(seen.values).toContainEqual(
          expect.objectContaining({
            event: expect.objectContaining({
              state: expect.objectContaining({ code: 'InvalidArgument' }) as unknown,
            }) as unknown,
          }),
        )
        advance(60_000)
        expect(session.requests()).toHaveLength(2)
        seen.subscription.unsubscribe()
        advance(0)
      },
      { login: { maxMsgSize: 200 } },
    )
  })

  it('that is too large is refused for ever without a loop in the tick, even if it is asked for again at once', () => {
    withItems(
      ({ items, advance }) => {
        let refusals = 0
        const again = (): void => {
          items.item('x'.repeat(300), {}).subscribe({
            error: () => {
              refusals += 1
              if (refusals < 5) again()
            },
          })
        }
        again()
        advance(0)
        expect(refusals).toBe(5)
      },
      { login: { maxMsgSize: 200 } },
    )
  })
})

describe('a batch', () => {
  it('answers on the ids after its own, and takes all of them', () => {
    withItems(({ items, session, advance, open }) => {
      const seen = observe(items.many(['A', 'B', 'C'], { service: 'S', view: ['BID', 22] }))
      advance(0)
      expect(session.sent).toEqual([
        { ID: 2, Key: { Name: ['A', 'B', 'C'], Service: 'S' }, KeyInUpdates: false, View: ['BID', 22] },
      ])
      expect(open('D').id).toBe(6)
      // Items first, then the status of the batch: it ends nothing.
      session.receive(refresh(4), refresh(3), status(2, 'Closed', 'Ok'), refresh(5), update(4))
      expect(seen.values.map(({ name }) => name)).toEqual(['B', 'A', 'C', 'B'])
      expect(seen.errors + seen.completions).toBe(0)
    })
  })

  it('is not sent to a server that does not take batches', () => {
    withItems(
      ({ items, session, advance }) => {
        const seen = observe(items.many(['A', 'B'], {}))
        advance(0)
        expect(session.requests().map(({ Key }) => Key.Name)).toEqual(['A', 'B'])
        seen.subscription.unsubscribe()
        advance(0)
        expect(session.sent.slice(2)).toEqual([
          { ID: 2, Type: 'Close' },
          { ID: 3, Type: 'Close' },
        ])
      },
      { login: { batchRequests: false, batchClose: false } },
    )
  })

  it('that is refused ends the items without a message, and believes those with one', () => {
    withItems(({ items, session, advance }) => {
      const seen = observe(items.many(['A', 'B', 'C'], {}))
      advance(0)
      session.receive(refresh(4), status(2, 'Closed', 'Suspect', 'NotEntitled'))
      expect(seen.values.map(({ name, event }) => [name, event.type])).toEqual([
        ['B', 'refresh'],
        ['A', 'status'],
        ['C', 'status'],
      ])
      session.receive(update(4))
      expect(seen.values).toHaveLength(4)
      // Nothing is left of those that ended: no time-out, no request, no close.
      advance(600_000)
      expect(session.sent).toHaveLength(1)
      expect(seen.completions).toBe(0)
    })
  })

  it.each(['UnableToRequestAsBatch', 'NoBatchViewSupportInReq'])(
    'refused as such (%s) is asked for singly',
    (code) => {
      withItems(({ items, session, advance }) => {
        const seen = observe(items.many(['A', 'B'], {}))
        advance(0)
        session.receive(status(2, 'Closed', 'Suspect', code))
        advance(0)
        expect(session.requests().map(({ ID, Key }) => [ID, Key.Name])).toEqual([
          [2, ['A', 'B']],
          [5, 'A'],
          [6, 'B'],
        ])
        const more = observe(items.many(['C', 'D'], {}))
        advance(0)
        expect(session.requests().slice(3)).toMatchObject([{ Key: { Name: 'C' } }, { Key: { Name: 'D' } }])
        seen.subscription.unsubscribe()
        more.subscription.unsubscribe()
        advance(0)
      })
    },
  )

  it('closed for now is asked for again later, together', () => {
    withItems(({ items, session, advance }) => {
      const seen = observe(items.many(['A', 'B'], {}))
      advance(0)
      session.receive(status(2, 'ClosedRecover', 'Suspect', 'NoResources'))
      advance(1_000)
      expect(session.requests()).toMatchObject([{ ID: 2 }, { ID: 5, Key: { Name: ['A', 'B'] } }])
      expect(seen.completions).toBe(0)
      seen.subscription.unsubscribe()
      advance(0)
      expect(session.closed()).toEqual([6, 7])
    })
  })

  it.each([
    ['an open status', status(2, 'Open', 'Ok')],
    ['a suspect one', status(2, 'Open', 'Suspect')],
    ['a status without a state', { ID: 2, Type: 'Status' }],
    ['a closed one without a data state', { ID: 2, Type: 'Status', State: { Stream: 'Closed' } }],
  ])('is not harmed by %s on its own id', (_, message) => {
    withItems(({ items, session, advance }) => {
      const seen = observe(items.many(['A', 'B'], {}))
      advance(0)
      session.receive(message, refresh(3), refresh(4))
      expect(seen.values.map(({ event }) => event.type)).toEqual(['refresh', 'refresh'])
    })
  })

  it('that was not understood is asked for singly, so that only the culprit fails', () => {
    withItems(({ items, session, advance }) => {
      const seen = observe(items.many(['A', 'bad', 'C'], {}))
      advance(0)
      session.receive(errorMessage(2))
      advance(0)
      expect(session.requests().slice(1)).toMatchObject([
        { ID: 6, Key: { Name: 'A' } },
        { ID: 7, Key: { Name: 'bad' } },
        { ID: 8, Key: { Name: 'C' } },
      ])
      session.receive(refresh(6), errorMessage(7), refresh(8))
      expect(seen.values.map(({ name, event }) => [name, event.type, event.state.stream])).toEqual([
        ['A', 'refresh', 'Open'],
        ['bad', 'status', 'Closed'],
        ['C', 'refresh', 'Open'],
      ])
      expect(session.closed()).toEqual([])
    })
  })

  it('that is spoilt by one name without a sign does not starve the others for ever', () => {
    withItems(({ items, session, advance }) => {
      const seen = observe(items.many(['A', 'bad', 'C'], {}))
      session.onSend = (message) => {
        if ('Key' in message && message.Key.Name !== 'bad' && typeof message.Key.Name === 'string') {
          session.receive(refresh(message.ID))
        }
      }
      advance(60_000)
      expect(seen.values.filter(({ event }) => event.type === 'refresh').map(({ name }) => name)).toEqual([
        'A',
        'C',
      ])
      seen.subscription.unsubscribe()
      advance(0)
    })
  })

  it('lets one item fail alone', () => {
    withItems(({ items, session, advance }) => {
      const seen = observe(items.many(['A', 'B'], {}))
      advance(0)
      session.receive(status(3, 'Closed', 'Suspect', 'NotFound'), refresh(4), status(2, 'Closed', 'Ok'))
      expect(seen.values.map(({ name, event }) => [name, event.state.stream])).toEqual([
        ['A', 'Closed'],
        ['B', 'Open'],
      ])
      expect(seen.completions + seen.errors).toBe(0)
      session.receive(status(4, 'Closed', 'Ok'))
      expect(seen.completions).toBe(1)
    })
  })

  it('closes many with one message, whose acknowledgement is taken for nothing else', () => {
    withItems(({ items, session, advance }) => {
      const seen = observe(items.many(['A', 'B', 'C'], {}))
      advance(0)
      session.receive(refresh(3), refresh(4), refresh(5))
      seen.subscription.unsubscribe()
      advance(0)
      expect(session.sent[1]).toEqual({ ID: [3, 4, 5], Type: 'Close' })
      const next = observe(items.many(['D', 'E'], {}))
      advance(0)
      session.receive(status(3, 'Closed', 'Ok'), refresh(7), refresh(8))
      expect(next.values).toHaveLength(2)
      next.subscription.unsubscribe()
      advance(0)
    })
  })

  it('stays below the size that the server accepts, counted in bytes, and so do closes', () => {
    const login = { maxMsgSize: 400 }
    withItems(
      ({ items, session, advance }) => {
        const wide = Array.from({ length: 200 }, (_, index) => `"Ünïcödé\\${index}€😀`)
        const seen = observe(items.many(wide, { service: 'Sérvice', view: ['BID', 'ASK'] }))
        advance(0)
        expect(session.requests().flatMap(({ Key }) => Key.Name)).toEqual(wide)
        expect(session.requests().length).toBeGreaterThan(10)
        seen.subscription.unsubscribe()
        advance(0)
        expect(session.closed()).toHaveLength(200)
        for (const message of session.sent)
          expect(utf8Length(JSON.stringify(message))).toBeLessThanOrEqual(400)
      },
      { login },
    )
  })
})

describe('pacing', () => {
  it('keeps no more than the window unanswered, and sends the rest as answers come', () => {
    withItems(
      ({ items, session, advance }) => {
        const seen = observe(items.many(names(25), {}))
        advance(0)
        expect(session.requests().flatMap(({ Key }) => Key.Name)).toHaveLength(10)
        let answered = 0
        while (answered < 25) {
          answered += 1
          session.receive(refresh(session.idOf(`N${answered - 1}`)))
          advance(0)
          const asked = session.requests().flatMap(({ Key }) => Key.Name).length
          expect(asked - answered).toBeLessThanOrEqual(10)
        }
        expect(session.requests().flatMap(({ Key }) => Key.Name)).toEqual(names(25))
        expect(seen.values).toHaveLength(25)
      },
      { pacing: { batchSize: 4, outstanding: 10 } },
    )
  })

  it('goes on when those that fill the window are left, time out, or are refused', () => {
    withItems(
      ({ items, session, advance, open }) => {
        const silent = open('SILENT')
        const left = open('LEFT')
        const waiting = observe(items.many(['A', 'B'], {}))
        advance(0)
        expect(session.requests()).toHaveLength(2)
        left.subscription.unsubscribe()
        advance(0)
        expect(session.idOf('A')).not.toBe(0)
        expect(session.idOf('B')).toBe(0)
        advance(15_000)
        expect(session.idOf('B')).not.toBe(0)
        silent.subscription.unsubscribe()
        waiting.subscription.unsubscribe()
        advance(0)
      },
      { pacing: { batchSize: 1, outstanding: 2 } },
    )
  })

  it('lets nobody overtake who waits: one that is asked for elsewhere is asked for after the others', () => {
    withItems(
      ({ items, session, advance, open }) => {
        const { id } = open('A')
        observe(items.many(['B', 'C'], {}))
        advance(0)
        session.receive(status(id, 'Redirected', 'Suspect', undefined, { Key: { Name: 'A2' } }))
        advance(0)
        expect(session.requests().map(({ Key }) => Key.Name)).toEqual(['A', 'B'])
        for (const name of ['B', 'C', 'A2']) {
          session.receive(refresh(session.idOf(name)))
          advance(0)
        }
        expect(session.requests().map(({ Key }) => Key.Name)).toEqual(['A', 'B', 'C', 'A2'])
      },
      { pacing: { batchSize: 1, outstanding: 1 } },
    )
  })

  it('sends something even with a window of nothing', () => {
    withItems(
      ({ open, session }) => {
        open('A')
        expect(session.requests()).toHaveLength(1)
      },
      { pacing: { batchSize: 0, outstanding: 0 } },
    )
  })
})
