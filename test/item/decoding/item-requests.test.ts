import * as t from 'io-ts'
import { NEVER, of, throwError } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { nullable } from '../../../src/item/decoding/codec-view.js'
import { decodingItems } from '../../../src/item/decoding/decoding-items.js'
import type { ItemEvent, NamedEvent } from '../../../src/item/item-event.js'
import { refreshEvent, updateEvent } from '../../support/item-events.js'
import { observe } from '../../support/observe.js'
import { heard } from '../../support/scenario-received.js'
import { play } from '../../support/scenario.js'

const Quote = t.type({ BID: nullable(t.number), ASK: nullable(t.number) })

const viewIn = (message: Readonly<Record<string, unknown>>): unknown => message['View']

describe('a consumer asked with a codec', () => {
  it('does not ask for its fields, or does not check them', () => {
    play({}, ({ simulator, consumer, advance }) => {
      const { values } = observe(consumer.item('EUR=', { view: Quote }))
      advance(1_000)
      expect(heard(simulator).map(({ message }) => viewIn(message))).toContainEqual(['BID', 'ASK'])
      expect(values).toMatchObject([
        { type: 'refresh', fields: { BID: expect.any(Number) as number }, stale: false },
      ])
      simulator.updateItem('EUR=', { BID: 'nonsense', ASK: 2 })
      simulator.updateItem('EUR=', { BID: 3 })
      advance(1_000)
      expect(values.slice(1)).toMatchObject([
        { type: 'update', fields: { ASK: 2 }, stale: { cause: { code: 'InvalidView' } } },
        {
          type: 'status',
          state: { code: 'InvalidView', text: 'field BID does not fit its type: number | null' },
        },
        { type: 'update', fields: { BID: 3 }, stale: false },
      ])
    })
  })

  it('disturbs those who ask for the same item without one', () => {
    play({}, ({ simulator, consumer, advance }) => {
      const plain = observe(consumer.item('EUR=', { view: ['BID'] }))
      const decoded = observe(consumer.item({ name: 'EUR=', view: Quote }))
      advance(1_000)
      simulator.updateItem('EUR=', { BID: 'nonsense' })
      advance(1_000)
      expect(plain.values.at(-1)).toMatchObject({ type: 'update', fields: { BID: 'nonsense' }, stale: false })
      expect(decoded.values.at(-1)).toMatchObject({ type: 'status', state: { code: 'InvalidView' } })
    })
  })

  it('mixes up several items, or never completes snapshots of them', () => {
    play({}, ({ consumer, advance }) => {
      const watched = observe(consumer.items(['EUR=', 'JPY='], { view: Quote, snapshot: true }))
      advance(1_000)
      expect(watched.values.map(({ name, event }) => [name, event.name, event.type])).toEqual([
        ['EUR=', 'EUR=', 'refresh'],
        ['JPY=', 'JPY=', 'refresh'],
      ])
      expect(watched.completions).toBe(1)
    })
  })

  it('takes a codec that is none of fields, or one in the wrong place', () => {
    play({}, ({ consumer }) => {
      const invalid = expect.objectContaining({ code: 'invalid-options' }) as unknown
      const wrong = t.string as unknown as typeof Quote
      const nothing: unknown = {}
      expect(() => consumer.item('EUR=', { view: wrong })).toThrow(invalid)
      expect(() => consumer.item({ name: 'EUR=', view: wrong })).toThrow(invalid)
      expect(() => consumer.items(['EUR='], { view: wrong })).toThrow(invalid)
      expect(() => consumer.item('', { view: Quote })).toThrow(invalid)
      expect(() => consumer.item('EUR=', { view: nothing as typeof Quote })).toThrow(invalid)
    })
  })
})

describe('items that are decoded', () => {
  const bad = updateEvent({ BID: 'x' })
  const itemsOf = (...events: ItemEvent[]) =>
    decodingItems(
      {
        item: () => of(...events),
        many: (names) =>
          of(
            ...events.flatMap((event) =>
              names.map((name): NamedEvent => ({ name, event: { ...event, name } })),
            ),
          ),
      },
      () => 0,
    )

  it('share what does not fit with another subscriber, or with another item', () => {
    const items = itemsOf(refreshEvent({ BID: 1, ASK: 2 }), bad)
    const types = ['refresh', 'status']
    const item$ = items.item('EUR=', { view: Quote })
    expect(observe(item$).values.map(({ type }) => type)).toEqual(types)
    expect(observe(item$).values.map(({ type }) => type)).toEqual(types)
    const { values } = observe(items.many(['A', 'B'], { view: Quote }))
    expect(values.map(({ name, event }) => [name, event.type])).toEqual([
      ['A', 'refresh'],
      ['B', 'refresh'],
      ['A', 'status'],
      ['B', 'status'],
    ])
  })

  it('keep their end to themselves', () => {
    const failing = decodingItems(
      { item: () => throwError(() => new Error('end')), many: () => NEVER },
      () => 0,
    )
    expect(observe(failing.item('EUR=', { view: Quote }))).toMatchObject({ errors: 1, completions: 0 })
    expect(observe(itemsOf().item('EUR=', { view: Quote }))).toMatchObject({ errors: 0, completions: 1 })
  })
})
