import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { ConnectionError } from '../../../src/errors.js'
import { nullable, type FieldsCodec } from '../../../src/item/decoding/codec-view.js'
import { fieldCodecs } from '../../../src/item/decoding/field-codecs.js'
import { EventDecoder } from '../../../src/item/decoding/decode-events.js'
import type { ItemEvent } from '../../../src/item/item-event.js'
import type { RefreshMessage } from '../../../src/wire/messages.js'
import {
  base,
  mapRefresh,
  mapUpdate,
  refreshEvent,
  staleStatus,
  updateEvent,
} from '../../support/item-events.js'

const Quote = t.type({ BID: nullable(t.number), ASK: nullable(t.number) })
const Loose = t.partial({ BID: nullable(t.number), ASK: nullable(t.number) })

const number = 'number | null'
const bidText = `field BID does not fit its type: ${number}`
const askText = `field ASK does not fit its type: ${number}`

/** Decodes events in turn, one in every ten milliseconds. */
const decoder = (codec: FieldsCodec): ((...events: ItemEvent[]) => ItemEvent<object>[]) => {
  let now = 0
  let emitted: ItemEvent<object>[] = []
  const decoding = new EventDecoder<object>(fieldCodecs(codec), () => now, {
    next: (event) => {
      emitted.push(event)
    },
  })
  return (...events) => {
    emitted = []
    for (const event of events) {
      now += 10
      decoding.decode(event)
    }
    return emitted
  }
}

const misfit = (text: string, since: number): object => ({
  type: 'status',
  name: 'EUR=',
  service: 'S',
  state: { stream: 'Open', data: 'Suspect', code: 'InvalidView', text },
  stale: { since, cause: { code: 'InvalidView', text } },
})

const message = (more: object): { message: RefreshMessage } => ({
  message: { ID: 5, Type: 'Refresh', ...more },
})
const part = (number: number, fields: object, complete = false): ItemEvent =>
  refreshEvent(fields, { complete, ...message({ PartNumber: number }) })

describe('events that fit', () => {
  it('are not the same but for the fields that nobody asked for', () => {
    const decode = decoder(Quote)
    expect(decode(refreshEvent({ BID: 1, ASK: null, HIGH: 9 }, message({})))).toEqual([
      refreshEvent({ BID: 1, ASK: null }, message({})),
    ])
    expect(decode(updateEvent({ BID: 2, HIGH: 9 }), staleStatus)).toEqual([
      updateEvent({ BID: 2 }),
      staleStatus,
    ])
  })

  it('do not get what the codec makes of a value', () => {
    const DateFromText = new t.Type<Date, string>(
      'a date',
      (value): value is Date => value instanceof Date,
      (value, context) =>
        typeof value === 'string' ? t.success(new Date(value)) : t.failure(value, context),
      (date) => date.toISOString(),
    )
    const decode = decoder(t.partial({ TRADE_DATE: DateFromText }))
    const [first, second] = decode(
      refreshEvent({ TRADE_DATE: '2024-01-02' }),
      updateEvent({ TRADE_DATE: '2024-01-03' }),
    )
    expect(first).toMatchObject({ fields: { TRADE_DATE: new Date('2024-01-02') } })
    expect(second).toMatchObject({ fields: { TRADE_DATE: new Date('2024-01-03') } })
  })

  it('come without the fields that a codec has a default for', () => {
    const OrZero = new t.Type<number, number, unknown>(
      'number or nothing',
      t.number.is,
      (value) => t.success(typeof value === 'number' ? value : 0),
      t.identity,
    )
    const [only] = decoder(t.type({ BID: OrZero }))(refreshEvent({}))
    expect(only).toEqual(refreshEvent({ BID: 0 }))
  })

  it('are fooled by field names such as __proto__', () => {
    const nasty = (text: string): object => JSON.parse(text) as object
    const decode = decoder(t.type({ ['__proto__']: t.number, constructor: t.number }))
    const [refresh, update] = decode(
      refreshEvent(nasty('{"__proto__":1,"constructor":2}')),
      updateEvent(nasty('{"__proto__":3}')),
    )
    expect(refresh).toEqual(refreshEvent(nasty('{"__proto__":1,"constructor":2}')))
    expect(update).toEqual(updateEvent(nasty('{"__proto__":3}')))
  })

  it('show a text whose columns changed in part only', () => {
    const decode = decoder(t.type({ ROW: t.string }))
    const seen = decode(refreshEvent({ ROW: 'one two' }), updateEvent({ ROW: '\u001b[4`TWO' }))
    expect(seen).toMatchObject([{ fields: { ROW: 'one two' } }, { fields: { ROW: 'one TWO' } }])
  })
})

describe('an update with a value that does not fit', () => {
  it('delivers it, or does not tell, or tells the value', () => {
    const decode = decoder(Quote)
    decode(refreshEvent({ BID: 1, ASK: 2 }))
    const [update, status, ...more] = decode(updateEvent({ BID: 'a secret', ASK: 3 }))
    expect(update).toMatchObject({ type: 'update', stale: { since: 20, cause: { text: bidText } } })
    expect(update).toHaveProperty('fields', { ASK: 3 })
    expect(status).toEqual(misfit(bidText, 20))
    expect(more).toEqual([])
    expect(JSON.stringify(status)).not.toContain('secret')
  })

  it('is shown empty', () => {
    const decode = decoder(Quote)
    decode(refreshEvent({ BID: 1, ASK: 2 }))
    expect(decode(updateEvent({ BID: 'x' }))).toEqual([misfit(bidText, 20)])
    expect(decode(updateEvent({ BID: 'y' }))).toEqual([])
  })

  it('is told again before the field fits, or not told again after it has', () => {
    const decode = decoder(Quote)
    decode(refreshEvent({ BID: 1, ASK: 2 }))
    const bad = updateEvent({ BID: 'x' })
    const good = updateEvent({ BID: 4 })
    expect(decode(bad, bad, bad).map(({ type }) => type)).toEqual(['status'])
    expect(decode(good)).toEqual([good])
    expect(decode(bad)).toEqual([misfit(bidText, 60)])
  })

  it('lets other events look live until the field fits again', () => {
    const decode = decoder(Quote)
    decode(refreshEvent({ BID: 1, ASK: 2 }), updateEvent({ BID: 'x' }))
    const cause = { code: 'InvalidView', text: bidText }
    const state = { stream: 'Open', data: 'Suspect', ...cause }
    expect(decode(updateEvent({ ASK: 3 }), { ...base, type: 'status' })).toEqual([
      { ...updateEvent({ ASK: 3 }), state, stale: { since: 20, cause } },
      { ...base, type: 'status', state, stale: { since: 20, cause } },
    ])
    expect(decode(updateEvent({ BID: null }))).toEqual([updateEvent({ BID: null })])
  })

  it('is live too soon, or blames the wrong field, where several do not fit', () => {
    const decode = decoder(Quote)
    decode(refreshEvent({ BID: 1, ASK: 2 }))
    expect(decode(updateEvent({ BID: 'x' }), updateEvent({ ASK: 'x' }))).toEqual([
      misfit(bidText, 20),
      misfit(askText, 20),
    ])
    expect(decode({ ...base, type: 'status' })).toMatchObject([
      { stale: { since: 20, cause: { text: askText } } },
    ])
    const [second] = decode(updateEvent({ ASK: 3 }))
    expect(second).toMatchObject({ fields: { ASK: 3 }, stale: { since: 20, cause: { text: bidText } } })
    expect(decode(updateEvent({ BID: 3 }))).toMatchObject([{ stale: false }])
  })

  it('tells several fields of one update as one', () => {
    const decode = decoder(Quote)
    decode(refreshEvent({ BID: 1, ASK: 2 }))
    expect(decode(updateEvent({ BID: 'x', ASK: 'y' }))).toEqual([misfit(bidText, 20), misfit(askText, 20)])
  })

  it('hides what is wrong with the whole item', () => {
    const decode = decoder(Quote)
    decode(refreshEvent({ BID: 1, ASK: 2 }), updateEvent({ BID: 'x' }))
    const late = { ...staleStatus, stale: { since: 25, cause: { code: 'Timeout', text: 'away' } } } as const
    expect(decode(late)).toEqual([{ ...late, stale: { since: 20, cause: late.stale.cause } }])
  })

  it('is stale since then only, where it was stale before', () => {
    const decode = decoder(Quote)
    decode(refreshEvent({ BID: 1, ASK: 2 }), staleStatus)
    expect(decode(refreshEvent({ BID: 'x', ASK: 2 }))).toEqual([misfit(bidText, 5)])
  })

  it('ends the stream when the codec throws', () => {
    const Throwing = new t.Type<number>(
      'a number that is even',
      t.number.is,
      (value) => {
        if (Number(value) % 2 !== 0) throw new Error('odd')
        return t.success(value as number)
      },
      t.identity,
    )
    const decode = decoder(t.type({ BID: Throwing }))
    decode(refreshEvent({ BID: 2 }))
    const text = 'field BID does not fit its type: a number that is even'
    expect(decode(updateEvent({ BID: 3 }))).toEqual([misfit(text, 20)])
    expect(decode(updateEvent({ BID: 4 }))).toEqual([updateEvent({ BID: 4 })])
  })
})

describe('a refresh', () => {
  it('comes without a required field, or not at all when updates have brought it', () => {
    const decode = decoder(Quote)
    const absent = `field ASK is not there; its type is: ${number}`
    expect(decode(refreshEvent({ BID: 1 }, { ...message({}), qos: { timeliness: 'Realtime', rate: 'TickByTick' } }))).toEqual([misfit(absent, 10)]) // prettier-ignore
    expect(decode(updateEvent({ BID: 2 }), updateEvent({ BID: 3 }))).toEqual([])
    expect(decode(updateEvent({ ASK: 4 }))).toEqual([
      refreshEvent({ BID: 3, ASK: 4 }, { qos: { timeliness: 'Realtime', rate: 'TickByTick' } }),
    ])
    expect(decode(updateEvent({ BID: 5 }))).toEqual([updateEvent({ BID: 5 })])
  })

  it('blames what came first where a field that was not there does not fit', () => {
    const decode = decoder(Quote)
    decode(refreshEvent({ ASK: 'x' }))
    expect(decode(updateEvent({ BID: 'x' }))).toEqual([misfit(bidText, 10)])
    expect(decode({ ...base, type: 'status' })).toMatchObject([{ stale: { cause: { text: bidText } } }])
  })

  it('that was held back is live when the item is not', () => {
    const decode = decoder(Quote)
    decode(refreshEvent({ BID: 1 }), staleStatus)
    const { state, stale } = staleStatus
    expect(decode(updateEvent({ ASK: 2 }, { state, stale }))).toEqual([
      refreshEvent({ BID: 1, ASK: 2 }, { state, stale }),
    ])
  })

  it('that was held back does not tell how long the item was away', () => {
    const decode = decoder(Quote)
    decode(staleStatus, refreshEvent({ BID: 1 }, { recovered: { awayMs: 15 } }))
    expect(decode(updateEvent({ ASK: 2 }))).toEqual([
      refreshEvent({ BID: 1, ASK: 2 }, { recovered: { awayMs: 25 } }),
    ])
  })

  it('that is stale itself tells that something is over', () => {
    const decode = decoder(Quote)
    decode(refreshEvent({ BID: 1, ASK: 2 }), updateEvent({ BID: 'x' }))
    const { state, stale } = staleStatus
    const still = refreshEvent({ BID: 1, ASK: 2 }, { state, stale })
    expect(decode(still)).toEqual([still])
  })

  it('is held back where only an optional field does not fit', () => {
    const decode = decoder(t.intersection([t.type({ BID: t.number }), t.partial({ ASK: t.number })]))
    const [refresh, status] = decode(refreshEvent({ BID: 1, ASK: 'x' }))
    const text = 'field ASK does not fit its type: number'
    expect(refresh).toMatchObject({ type: 'refresh', stale: { cause: { text } } })
    expect(refresh).toHaveProperty('fields', { BID: 1 })
    expect(status).toEqual(misfit(text, 10))
    // The next one has no such field, so there is nothing left that is out of date.
    expect(decode(refreshEvent({ BID: 2 }))).toEqual([refreshEvent({ BID: 2 })])
  })

  it('does not tell how long data was stale for a field', () => {
    const decode = decoder(Quote)
    decode(refreshEvent({ BID: 1, ASK: 2 }), updateEvent({ BID: 'x' }))
    expect(decode(refreshEvent({ BID: 1, ASK: 2 }))).toEqual([
      refreshEvent({ BID: 1, ASK: 2 }, { recovered: { awayMs: 10 } }),
    ])
  })

  it('says that all is well again when it is not, or forgets to say so later', () => {
    const decode = decoder(Loose)
    decode(refreshEvent({ BID: 1 }), staleStatus)
    const [stale] = decode(refreshEvent({ BID: 1, ASK: 'x' }, { recovered: { awayMs: 25 } }))
    expect(stale).toMatchObject({ stale: { since: 5 } })
    expect(stale).not.toHaveProperty('recovered')
    expect(decode(refreshEvent({ BID: 1, ASK: 2 }))).toMatchObject([{ recovered: { awayMs: 35 } }])
  })

  it('leaves an outage standing that is over, because it is held back', () => {
    const decode = decoder(Quote)
    decode(refreshEvent({ BID: 1, ASK: 2 }), updateEvent({ BID: 'x' }), {
      ...staleStatus,
      stale: { since: 30, cause: { code: 'None', text: 'away' } },
    })
    expect(decode(refreshEvent({ BID: 'x', ASK: 2 }))).toEqual([misfit(bidText, 20)])
  })

  it('is merged from updates that are not to be kept', () => {
    const decode = decoder(Quote)
    decode(refreshEvent({ BID: 1 }))
    const passing = { message: { ID: 5, Type: 'Update', DoNotCache: true } } as const
    expect(decode(updateEvent({ ASK: 4 }, passing))).toEqual([])
    expect(decode(updateEvent({ ASK: 5 }))).toMatchObject([{ type: 'refresh', fields: { BID: 1, ASK: 5 } }])
  })

  it('that is not to be kept is kept', () => {
    const decode = decoder(Quote)
    const passing = message({ DoNotCache: true })
    decode(refreshEvent({ BID: 1, ASK: 2 }))
    expect(decode(refreshEvent({ BID: 3, ASK: 4 }, passing))).toEqual([
      refreshEvent({ BID: 3, ASK: 4 }, passing),
    ])
    const waiting = decoder(Quote)
    waiting(refreshEvent({ BID: 1 }))
    expect(waiting(refreshEvent({ BID: 3, ASK: 4 }, passing))).toMatchObject([{ type: 'status' }])
    expect(decode(refreshEvent({ BID: 3 }, passing))).toEqual([{ ...base, type: 'status' }])
    expect(decode(refreshEvent({ ASK: 5 }, message({ ClearCache: false })))).toMatchObject([
      { fields: { BID: 1, ASK: 5 } },
    ])
  })

  it('in parts is shown before it is whole', () => {
    const decode = decoder(Quote)
    expect(decode(part(0, { BID: 1 }), updateEvent({ BID: 2 }))).toEqual([])
    expect(decode(part(1, { ASK: 3 }, true))).toEqual([refreshEvent({ BID: 2, ASK: 3 })])
  })

  it('in parts that begins anew, or on another stream, keeps what was begun', () => {
    const decode = decoder(Loose)
    decode(part(0, { BID: 1 }), part(0, { ASK: 2 }))
    expect(decode(part(1, {}, true))[0]).toHaveProperty('fields', { ASK: 2 })
    decode(part(0, { BID: 1 }))
    expect(decode(refreshEvent({ ASK: 3 }, message({ ID: 6 })))[0]).toHaveProperty('fields', { ASK: 3 })
  })

  it('in parts keeps what was begun before the session was lost', () => {
    const decode = decoder(Loose)
    const error = new ConnectionError('connection-lost', 'lost')
    const cause = { code: error.code, text: 'lost', error }
    decode(part(0, { BID: 1 }), { ...staleStatus, stale: { since: 5, cause } })
    // The ids of a new session begin anew, so this one may be the same.
    expect(decode(refreshEvent({ ASK: 2 }, message({})))[0]).toHaveProperty('fields', { ASK: 2 })
  })

  it('of another stream, or another session, is laid over nothing, though it does not clear', () => {
    const keeps = message({ ClearCache: false })
    const decode = decoder(Loose)
    decode(refreshEvent({ BID: 1 }, message({})))
    const elsewhere = refreshEvent({ ASK: 2 }, message({ ID: 6, ClearCache: false }))
    expect(decode(elsewhere)[0]).toHaveProperty('fields', { ASK: 2 })
    const error = new ConnectionError('connection-lost', 'lost')
    const after = decoder(Loose)
    after(refreshEvent({ BID: 1 }, message({})), {
      ...staleStatus,
      stale: { since: 5, cause: { code: error.code, text: 'lost', error } },
    })
    expect(after(refreshEvent({ ASK: 2 }, keeps))[0]).toHaveProperty('fields', { ASK: 2 })
  })

  it('in parts is whole with a last part that is not to be cached', () => {
    const decode = decoder(Loose)
    decode(part(0, { BID: 1 }))
    const [end] = decode(refreshEvent({ ASK: 9 }, message({ DoNotCache: true })))
    expect(end).toMatchObject({ type: 'refresh', fields: { BID: 1 } })
    expect(end).not.toHaveProperty('fields.ASK')
    expect(decode(updateEvent({ ASK: 2 }))).toMatchObject([{ type: 'update', fields: { ASK: 2 } }])
    expect(decode(refreshEvent({ ASK: 3 }, message({})))[0]).toHaveProperty('fields', { ASK: 3 })
  })

  it('in parts does not have what the server took back in between', () => {
    const decode = decoder(Loose)
    decode(part(0, { BID: 1 }), { ...staleStatus, cleared: true })
    expect(decode(part(1, { ASK: 2 }, true))[0]).toHaveProperty('fields', { ASK: 2 })
  })

  it('of other content in parts passes each as it came', () => {
    const parts = [0, 1].map((PartNumber) => mapRefresh([], { complete: PartNumber === 1, ...message({ PartNumber }) })) // prettier-ignore
    expect(decoder(Loose)(...parts)).toEqual(parts)
  })

  it('from what is kept replaces one that is half there', () => {
    const decode = decoder(Loose)
    decode(part(0, { BID: 1 }))
    expect(decode(refreshEvent({ ASK: 3 }))[0]).toHaveProperty('fields', { ASK: 3 })
  })

  it('is cut to its own fields where it is laid over what was', () => {
    const decode = decoder(Quote)
    decode(refreshEvent({ BID: 1, ASK: 2 }))
    expect(decode(refreshEvent({ BID: 3 }, message({ ClearCache: false })))).toMatchObject([
      { fields: { BID: 3, ASK: 2 } },
    ])
  })

  it('of content that is no field list is lost', () => {
    const [begin, change] = [mapRefresh([], { complete: false }), mapUpdate([])]
    expect(decoder(Loose)(begin, change)).toEqual([begin, change])
  })
})

describe('a codec', () => {
  const namesOf = (codec: unknown): readonly unknown[] =>
    [...fieldCodecs(codec)].map(([name, { codec: type, required }]) => [name, type.name, required])

  it.each([
    ['t.type', t.type({ A: t.number })],
    ['t.strict', t.strict({ A: t.number })],
    ['t.exact', t.exact(t.type({ A: t.number }))],
    ['t.readonly', t.readonly(t.exact(t.type({ A: t.number })))],
    ['t.intersection', t.intersection([t.type({ A: t.number }), t.readonly(t.type({}))])],
  ])('made with %s is not understood', (_, codec) => {
    expect(namesOf(codec)).toEqual([['A', 'number', true]])
  })

  it('made with t.partial requires its fields', () => {
    expect(namesOf(t.partial({ A: t.number }))).toEqual([['A', 'number', false]])
  })

  it('that names a field twice checks it once', () => {
    const both = t.intersection([t.type({ A: t.number }), t.partial({ A: nullable(t.number) })])
    expect(namesOf(both)).toMatchObject([['A', expect.any(String), true]])
    const decode = decoder(both)
    decode(refreshEvent({ A: 1 }))
    expect(decode(updateEvent({ A: null }))).toMatchObject([{ type: 'status' }])
  })

  it.each([
    ['a union', t.union([Quote, Loose])],
    ['a record', t.record(t.string, t.number)],
    ['a refinement', t.refinement(Quote, () => true)],
    ['a union inside', t.intersection([Quote, t.union([Quote, Loose])])],
    ['a single value', t.number],
  ])('that is %s is taken', (_, codec) => {
    expect(() => fieldCodecs(codec)).toThrow(
      expect.objectContaining({
        code: 'invalid-options',
        message: expect.stringMatching(/`view` must be made of t\.type, t\.partial/) as string,
      }),
    )
  })

  it('without fields is taken', () => {
    expect(() => fieldCodecs(t.type({}))).toThrow('at least one field')
  })

  it('that is nullable has no readable name', () => {
    expect(nullable(t.string).name).toBe('string | null')
    expect(nullable(t.string).is(null)).toBe(true)
  })
})
