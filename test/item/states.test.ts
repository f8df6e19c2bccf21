import { describe, expect, it } from 'vitest'
import { ItemError } from '../../src/errors.js'
import type { ItemEvent } from '../../src/item/item-event.js'
import { withItems } from '../support/item-bench.js'
import { errorMessage, refresh, status, update } from '../support/server-messages.js'

const last = (values: readonly ItemEvent[]): ItemEvent => values[values.length - 1]!

describe('states of an item', () => {
  it('is live after Open/Ok, and after a refresh without a state', () => {
    withItems(({ open, session }) => {
      const eur = open('EUR=')
      session.receive(refresh(eur.id, { BID: 1 }, { State: undefined }))
      expect(eur.values).toMatchObject([
        {
          type: 'refresh',
          stale: false,
          state: { stream: 'Open', data: 'Ok' },
          fields: { BID: 1 },
          complete: true,
        },
      ])
    })
  })

  it('keeps stream and values in Open/Suspect, and sends nothing', () => {
    withItems(({ open, session, advance }) => {
      const eur = open('EUR=')
      session.receive(refresh(eur.id))
      advance(1_000)
      const sentBefore = session.sent.length
      session.receive(status(eur.id, 'Open', 'Suspect', undefined))
      advance(600_000)
      expect(last(eur.values)).toMatchObject({ type: 'status', stale: { since: 1_000 } })
      expect(session.sent.length).toBe(sentBefore)
      session.receive(status(eur.id, 'Open', 'Ok'))
      expect(last(eur.values)).toMatchObject({ type: 'status', stale: false, state: { data: 'Ok' } })
      session.receive(update(eur.id, { BID: 7 }))
      expect(last(eur.values)).toMatchObject({ type: 'update', fields: { BID: 7 } })
    })
  })

  it('waits for the server after Open/Suspect as the first answer: no time-out, no second request', () => {
    withItems(({ open, session, advance }) => {
      const eur = open('EUR=')
      session.receive(status(eur.id, 'Open', 'Suspect', 'None'))
      advance(600_000)
      expect(session.requests()).toHaveLength(1)
      session.receive(refresh(eur.id, { BID: 3 }, { Solicited: false }))
      expect(last(eur.values)).toMatchObject({ type: 'refresh', stale: false, solicited: false })
      // It was never live before, so nothing was recovered.
      expect(last(eur.values)).not.toHaveProperty('recovered')
    })
  })

  it('is not live after a status Open/Ok before any refresh on this connection', () => {
    withItems(({ open, session }) => {
      const eur = open('EUR=')
      session.receive(status(eur.id, 'Open', 'Suspect'), status(eur.id, 'Open', 'Ok'))
      expect(last(eur.values).stale).not.toBe(false)
    })
  })

  it.each(['Ok', 'NoChange'])('is not live after a status Open/%s before its first image', (data) => {
    withItems(({ open, session }) => {
      const eur = open('EUR=')
      const jpy = open('JPY=')
      session.receive(status(eur.id, 'Open', data))
      session.receive(refresh(jpy.id, { A: 1 }, { Complete: false }), status(jpy.id, 'Open', data))
      for (const { values } of [eur, jpy, open('EUR=')]) {
        const stale = { since: 0, cause: { text: 'there is no image yet' } }
        expect(last(values)).toMatchObject({ type: 'status', stale })
      }
      session.receive(refresh(eur.id), refresh(jpy.id))
      for (const { values } of [eur, jpy]) {
        expect(last(values)).toMatchObject({ type: 'refresh', stale: false })
        expect(last(values)).not.toHaveProperty('recovered')
      }
    })
  })

  it('does not read NoChange as Ok', () => {
    withItems(({ open, session }) => {
      const eur = open('EUR=')
      session.receive(refresh(eur.id), status(eur.id, 'Open', 'Suspect'), status(eur.id, 'Open', 'NoChange'))
      expect(last(eur.values)).toMatchObject({ state: { stream: 'Open', data: 'Suspect' } })
      expect(last(eur.values).stale).not.toBe(false)
      session.receive(status(eur.id, 'Open', 'Ok'), status(eur.id, 'Open', 'NoChange'))
      expect(last(eur.values)).toMatchObject({ state: { data: 'Ok' }, stale: false })
    })
  })

  it('takes an unknown or unspecified stream state as no change', () => {
    withItems(({ open, session }) => {
      const eur = open('EUR=')
      session.receive(refresh(eur.id), status(eur.id, 'Unspecified', 'Suspect'))
      expect(last(eur.values)).toMatchObject({ state: { stream: 'Open', data: 'Suspect' } })
      session.receive(status(eur.id, 'Wobbly', 'Ok'))
      expect(last(eur.values)).toMatchObject({ state: { stream: 'Open', data: 'Ok' }, stale: false })
    })
  })

  it('reads states by number', () => {
    withItems(({ open, session }) => {
      const eur = open('EUR=')
      session.receive(refresh(eur.id), status(eur.id, 4, 2, 1))
      expect(eur.error).toMatchObject({ code: 'item-closed', state: { stream: 'Closed', code: 'NotFound' } })
    })
  })

  it('changes no state by a status without a state', () => {
    withItems(({ open, session }) => {
      const eur = open('EUR=')
      session.receive(refresh(eur.id), { ID: eur.id, Type: 'Status', Key: { Name: 'EUR=' } })
      expect(eur.values).toHaveLength(1)
      session.receive({ ID: eur.id, Type: 'Status', State: 'Closed' })
      expect(eur.errors).toBe(0)
    })
  })

  it.each([
    ['status', (id: number) => status(id, 'Closed', 'Suspect', 'NotFound')],
    ['refresh', (id: number) => status(id, 'Closed', 'Suspect', 'NotFound', { Type: 'Refresh' })],
  ])('tells status, then error, after Closed with a reason by %s, and sends no close', (_, message) => {
    withItems(({ open, session, advance }) => {
      const eur = open('EUR=')
      session.receive(message(eur.id))
      advance(600_000)
      expect(eur.values).toMatchObject([{ type: 'status', state: { stream: 'Closed', code: 'NotFound' } }])
      expect(eur.error).toBeInstanceOf(ItemError)
      expect(eur.error).toMatchObject({ code: 'item-closed', item: 'EUR=', state: { code: 'NotFound' } })
      expect(session.sent).toHaveLength(1)
    })
  })

  it('completes after Closed/Ok without a code', () => {
    withItems(({ open, session }) => {
      const eur = open('EUR=')
      session.receive(refresh(eur.id), status(eur.id, 'Closed', 'Ok'))
      expect(eur.completions).toBe(1)
      expect(last(eur.values)).toMatchObject({ type: 'status', state: { stream: 'Closed', data: 'Ok' } })
    })
  })

  it('hands the content of a closing refresh on, with its own state', () => {
    withItems(({ open, session }) => {
      const eur = open('EUR=')
      session.receive(refresh(eur.id, { BID: 9 }, { State: { Stream: 'Closed', Data: 'Ok' } }))
      expect(eur.values[0]).toMatchObject({
        type: 'refresh',
        fields: { BID: 9 },
        state: { stream: 'Closed' },
      })
      expect(eur.completions).toBe(1)
    })
  })

  it.each([
    ['status', (id: number) => status(id, 'ClosedRecover', 'Suspect')],
    ['refresh', (id: number) => status(id, 'ClosedRecover', 'Suspect', undefined, { Type: 'Refresh' })],
    [
      'unfinished refresh',
      (id: number) =>
        refresh(id, {}, { Complete: false, State: { Stream: 'ClosedRecover', Data: 'Suspect' } }),
    ],
  ])('asks once more, a second later, after ClosedRecover by %s', (_, message) => {
    withItems(({ open, session, advance }) => {
      const eur = open('EUR=')
      session.receive(refresh(eur.id), message(eur.id))
      expect(last(eur.values)).toMatchObject({ type: expect.any(String) as string, stale: { since: 0 } })
      expect(eur.values.map(({ state }) => state.stream)).not.toContain('ClosedRecover')
      advance(999)
      expect(session.requests()).toHaveLength(1)
      advance(1)
      expect(session.requests()).toHaveLength(2)
      expect(session.requests()[1]!.ID).not.toBe(eur.id)
      expect(session.closed()).toEqual([])
      session.receive(refresh(session.idOf('EUR=')))
      expect(last(eur.values)).toMatchObject({ type: 'refresh', stale: false, recovered: { awayMs: 1_000 } })
      advance(600_000)
      expect(session.requests()).toHaveLength(2)
    })
  })

  it.each(['ClosedRecover', 'Redirected'])('shows nothing as live that comes with a refresh %s', (stream) => {
    withItems(({ open, session }) => {
      const eur = open('EUR=')
      const jpy = open('JPY=')
      const over = { State: { Stream: stream, Data: 'Suspect' }, Key: { Name: 'GBP=' } }
      session.receive(refresh(eur.id), refresh(eur.id, { BID: 2 }, over), refresh(jpy.id, { BID: 3 }, over))
      expect(eur.values.map(({ stale }) => stale === false)).toEqual([true, false, false])
      expect(eur.values[1]).toMatchObject({ fields: { BID: 2 }, state: { stream: 'Open', data: 'Suspect' } })
      // It was never live.
      expect(jpy.values[0]).toMatchObject({ fields: { BID: 3 }, state: { stream: 'Open', data: 'Suspect' } })
      expect(jpy.values.map(({ stale }) => stale)).not.toContain(false)
    })
  })

  it.each([
    ['Ok', 'NotFound'],
    ['NoChange', 'NotEntitled'],
    ['NoChange', undefined],
  ])('is not live at its end in trouble, though its data be %s, with the code %s', (data, code) => {
    withItems(({ open, session }) => {
      const eur = open('EUR=')
      const jpy = open('JPY=')
      const over = status(jpy.id, 'Closed', data, code, { Type: 'Refresh', Fields: { BID: 2 } })
      session.receive(refresh(eur.id), status(eur.id, 'Closed', data, code), refresh(jpy.id), over)
      for (const { values, error } of [eur, jpy]) {
        expect(error).toMatchObject({ code: 'item-closed' })
        expect(values.slice(1).map(({ stale }) => stale)).not.toContain(false)
      }
    })
  })

  it('does not ask again for an item that was left while it waited', () => {
    withItems(({ open, session, advance }) => {
      const eur = open('EUR=')
      session.receive(status(eur.id, 'ClosedRecover', 'Suspect'))
      eur.subscription.unsubscribe()
      advance(600_000)
      expect(session.sent).toHaveLength(1)
    })
  })

  it('asks ever more slowly for an item that is closed for now again and again, and leaves others alone', () => {
    withItems(({ open, session, advance }) => {
      const jpy = open('JPY=')
      session.receive(refresh(jpy.id))
      const eur = open('EUR=')
      const jpyEvents = jpy.values.length
      session.onSend = () => undefined
      for (let second = 0; second < 3_600; second++) {
        const id = session.idOf('EUR=')
        session.receive(status(id, 'ClosedRecover', 'Suspect'))
        advance(1_000)
      }
      // 1, 2, 4, 8, 16, 32 seconds, and then once a minute.
      expect(session.requests().length).toBeGreaterThan(60)
      expect(session.requests().length).toBeLessThan(70)
      expect(jpy.values).toHaveLength(jpyEvents)
      expect(eur.errors).toBe(0)
    })
  })

  it('drops an update before the refresh, and tells', () => {
    withItems(({ open, session, events }) => {
      const eur = open('EUR=')
      session.receive(update(eur.id))
      expect(eur.values).toEqual([])
      expect(events).toMatchObject([{ event: 'item.dropped', name: 'EUR=' }])
    })
  })

  it('drops what comes late for a stream that was left or has ended', () => {
    withItems(({ open, session, advance }) => {
      const eur = open('EUR=')
      session.receive(refresh(eur.id))
      eur.subscription.unsubscribe()
      const seen = eur.values.length
      advance(0)
      session.receive(
        update(eur.id),
        refresh(eur.id),
        status(eur.id, 'Closed', 'Suspect', 'NotFound'),
        errorMessage(eur.id),
      )
      session.receive(update(4_711), status(4_711, 'Closed', 'Suspect', 'NoBatchViewSupportInReq'))
      expect(eur.values).toHaveLength(seen)
      expect(session.closed()).toEqual([eur.id])
      // A late refusal of batches that was about nothing of ours does not end batching.
      session.receive(status(eur.id, 'Closed', 'Suspect', 'UnableToRequestAsBatch'))
    })
  })

  it('fails a waiting request by an Error with its id, and only reports one on an open stream', () => {
    withItems(({ open, session, events, advance }) => {
      const eur = open('EUR=')
      const jpy = open('JPY=')
      session.receive(refresh(jpy.id), errorMessage(eur.id, 'no such\u0000 thing'), errorMessage(jpy.id))
      expect(eur.error).toMatchObject({ code: 'request-not-understood', item: 'EUR=' })
      expect(String(eur.error)).not.toContain('whole frame')
      expect(jpy.errors).toBe(0)
      expect(events).toMatchObject([{ event: 'item.error', name: 'JPY=' }])
      session.receive(update(jpy.id))
      expect(last(jpy.values).type).toBe('update')
      advance(60_000)
      expect(session.closed()).toEqual([])
    })
  })

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['text', 'BID'],
    ['a number', 7],
    ['a list', [1, 2]],
    ['false', false],
  ])('takes fields that are %s for no fields', (_, fields) => {
    withItems(({ open, session }) => {
      const eur = open('EUR=')
      session.receive({ ...refresh(eur.id), Fields: fields })
      session.receive({ ...update(eur.id), Fields: fields })
      expect(eur.values.map((event) => ('fields' in event ? event.fields : undefined))).toEqual([{}, {}])
      const later = open('EUR=')
      expect(
        later.values.every((event) => !('fields' in event) || Object.keys(event.fields).length === 0),
      ).toBe(true)
    })
  })

  it.each([[null], ['key'], [7], [[]], [{ Service: {} }], [{ Name: 5, Service: null }]])(
    'survives a key that is %j in every message',
    (Key) => {
      withItems(({ open, session, advance }) => {
        const eur = open('EUR=', { service: 'S' })
        session.receive(refresh(eur.id, { BID: 1 }, { Key }), update(eur.id, {}, { Key }))
        expect(last(eur.values).service).toBe('S')
        session.receive(status(eur.id, 'Redirected', 'Ok', undefined, { Key }))
        advance(0)
        expect(eur.errors + session.requests().length).toBeGreaterThan(1)
      })
    },
  )
})

describe('content of an item', () => {
  const imageOf = (bench: Parameters<Parameters<typeof withItems>[0]>[0]): unknown => {
    const late = bench.open('EUR=')
    late.subscription.unsubscribe()
    const [first] = late.values
    return first !== undefined && 'fields' in first ? first.fields : undefined
  }

  it('is replaced by a refresh, solicited or not; merged by an update; blanked by null', () => {
    withItems((bench) => {
      const { id } = bench.open('EUR=')
      bench.session.receive(refresh(id, { BID: 1, ASK: 2 }), update(id, { ASK: null, NEW: 'x' }))
      expect(imageOf(bench)).toEqual({ BID: 1, ASK: null, NEW: 'x' })
      bench.session.receive(refresh(id, { BID: 5 }, { Solicited: false }))
      expect(imageOf(bench)).toEqual({ BID: 5 })
    })
  })

  it('is overlaid by a refresh with ClearCache false, cleared by a status with ClearCache true only', () => {
    withItems((bench) => {
      const { id } = bench.open('EUR=')
      bench.session.receive(refresh(id, { BID: 1, ASK: 2 }), refresh(id, { BID: 3 }, { ClearCache: false }))
      expect(imageOf(bench)).toEqual({ BID: 3, ASK: 2 })
      bench.session.receive(status(id, 'Open', 'Suspect'))
      expect(imageOf(bench)).toEqual({ BID: 3, ASK: 2 })
      bench.session.receive({ ID: id, Type: 'Status', ClearCache: true })
      expect(imageOf(bench)).toBeUndefined()
    })
  })

  it('does not take over what is not to be cached, but delivers it', () => {
    withItems((bench) => {
      const eur = bench.open('EUR=')
      bench.session.receive(refresh(eur.id, { BID: 1 }), update(eur.id, { BID: 2 }, { DoNotCache: true }))
      expect(last(eur.values)).toMatchObject({ type: 'update', fields: { BID: 2 } })
      bench.session.receive(refresh(eur.id, { BID: 3 }, { DoNotCache: true }))
      expect(last(eur.values)).toMatchObject({ type: 'refresh', fields: { BID: 3 } })
      expect(imageOf(bench)).toEqual({ BID: 1 })
    })
  })

  it('accumulates parts, whatever their ClearCache and with or without numbers, and updates in between', () => {
    for (const more of [{}, { ClearCache: true }, { ClearCache: false }]) {
      withItems((bench) => {
        const { id } = bench.open('EUR=')
        bench.session.receive(
          refresh(id, { OLD: 1 }),
          refresh(id, { A: 1, B: 1 }, { Complete: false, PartNumber: 0 }),
          update(id, { A: 2 }),
          refresh(id, { C: 1 }, { Complete: false, ...more }),
          refresh(id, { D: 1 }, { PartNumber: 2, ...more }),
        )
        expect(imageOf(bench)).toEqual({ A: 2, B: 1, C: 1, D: 1 })
      })
    }
  })

  it('begins anew with part 0 in the middle of an unfinished refresh', () => {
    withItems((bench) => {
      const { id } = bench.open('EUR=')
      bench.session.receive(
        refresh(id, { A: 1 }, { Complete: false, PartNumber: 0 }),
        refresh(id, { B: 1 }, { Complete: false, PartNumber: 0 }),
        refresh(id, { C: 1 }, { PartNumber: 1 }),
      )
      expect(imageOf(bench)).toEqual({ B: 1, C: 1 })
    })
  })

  it('gives a newcomer in the middle of a refresh what there is, marked as not complete', () => {
    withItems(({ open, session }) => {
      const { id } = open('EUR=')
      session.receive(refresh(id, { A: 1 }, { Complete: false }))
      const late = open('EUR=')
      session.receive(refresh(id, { B: 1 }))
      expect(late.values).toMatchObject([
        { type: 'refresh', fields: { A: 1 }, complete: false },
        { type: 'refresh', fields: { B: 1 }, complete: true },
      ])
    })
  })

  it('gives up a refresh whose last part never comes, and asks again', () => {
    withItems(({ open, session, advance, events }) => {
      const { id } = open('EUR=')
      session.receive(refresh(id, { A: 1 }, { Complete: false }))
      advance(10_000)
      session.receive(refresh(id, { B: 1 }, { Complete: false }), status(id, 'Open', 'Ok'))
      advance(14_999)
      expect(events).toEqual([])
      advance(1)
      expect(events).toMatchObject([{ event: 'item.timeout' }])
      advance(1_000)
      expect(session.requests()).toHaveLength(2)
    })
  })

  it('gives up a refresh that nobody asked for, when its last part never comes, and asks again', () => {
    withItems(({ open, session, advance, events }) => {
      const eur = open('EUR=')
      const unasked = { Solicited: false, Complete: false }
      session.receive(refresh(eur.id), refresh(eur.id, { A: 1 }, unasked))
      advance(14_999)
      session.receive(update(eur.id))
      expect(events).toEqual([])
      advance(1)
      expect(events).toMatchObject([{ event: 'item.timeout' }])
      expect(last(eur.values)).toMatchObject({ type: 'status', state: { code: 'Timeout' } })
      advance(1_000)
      const again = session.idOf('EUR=')
      expect([session.closed(), again]).toEqual([[eur.id], eur.id + 1])
      session.receive(refresh(again, { B: 1 }, unasked), refresh(again, { C: 1 }, { Solicited: false }))
      expect(last(eur.values)).toMatchObject({ type: 'refresh', stale: false, complete: true })
      advance(600_000)
      expect(session.requests()).toHaveLength(2)
    })
  })

  it('is not changed in its prototype by field names such as __proto__', () => {
    withItems((bench) => {
      const { id } = bench.open('EUR=')
      const nasty = JSON.parse(
        '{"__proto__":{"polluted":true},"constructor":1,"toString":2,"hasOwnProperty":3,"7":4}',
      ) as object
      bench.session.receive(refresh(id, nasty), update(id, nasty))
      const image = imageOf(bench) as Record<string, unknown>
      expect(Object.keys(image).sort()).toEqual([
        '7',
        '__proto__',
        'constructor',
        'hasOwnProperty',
        'toString',
      ])
      expect(Object.getPrototypeOf(image)).toBe(Object.prototype)
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
      const viewed = bench.open('EUR=', { view: ['__proto__', 'toString'] })
      expect(Object.keys((viewed.values[0] as { fields: object }).fields)).toEqual(['__proto__', 'toString'])
    })
  })
})
