import { Subject, asyncScheduler, of, take } from 'rxjs'
import { describe, expect, it, vi } from 'vitest'
import type { ItemEvent, UpdateEvent } from '../../src/item/item-event.js'
import { conflate } from '../../src/operators/conflate.js'
import { toImage } from '../../src/operators/to-image.js'
import type { MapEntry } from '../../src/wire/containers.js'
import { openSuspect } from '../../src/wire/state.js'
import { virtually } from '../support/marbles.js'
import { base, refreshEvent as refresh, updateEvent as update } from '../support/item-events.js'
import { observe } from '../support/observe.js'

const status: ItemEvent = {
  ...base,
  type: 'status',
  state: openSuspect('away'),
  stale: { since: 0, cause: { code: 'None', text: '' } },
}

const r = refresh({ A: 0, B: 0 })
const a = update({ A: 1 })
const b = update({ B: 2 })
const c = update({ A: 3 }, { updateType: 'Trade' })

type Timed = readonly [at: number, event: ItemEvent]

/** What `conflate(10)` makes of events at given times; the source completes at 100, unless it is to fail. */
const conflated = (events: readonly Timed[], failAt?: number): unknown[] => {
  const log: unknown[] = []
  virtually((advance) => {
    const source = new Subject<ItemEvent>()
    const seen = observe(source.pipe(conflate(10)))
    let now = 0
    for (const [at, event] of events) {
      advance(at - now)
      now = at
      source.next(event)
    }
    advance((failAt ?? 100) - now)
    if (failAt === undefined) source.complete()
    else source.error(new Error('end'))
    log.push(...seen.values.map((event, index) => [seen.times[index], event]))
    expect(seen.endedAt).toBe(failAt ?? 100)
  })
  return log
}

const ab = update({ A: 1, B: 2 })

describe('conflate', () => {
  it('lets the first pass at once, then one union in each pause', () => {
    expect(conflated([[0, r], [1, a], [2, b], [13, a], [14, a]])).toEqual([[0, r], [10, ab], [20, a]]) // prettier-ignore
  })

  it('does not bring what waited after a refresh that comes just when its time is up', () => {
    virtually((advance) => {
      const source = new Subject<ItemEvent>()
      const seen = observe(source.pipe(conflate(10)))
      // Planned before anything waits, so that it is first at that moment.
      asyncScheduler.schedule(() => {
        source.next(r)
      }, 10)
      source.next(a)
      advance(1)
      source.next(b)
      advance(12)
      source.next(c)
      advance(50)
      expect(seen.values).toEqual([a, r, c])
      expect(seen.times).toEqual([0, 10, 20])
      seen.subscription.unsubscribe()
    })
  })

  it('starts no timer for an item that has nothing to wait for, and leaves none behind', () => {
    virtually((advance) => {
      const source = new Subject<ItemEvent>()
      const schedule = vi.spyOn(asyncScheduler, 'schedule')
      const seen = observe(source.pipe(conflate(10)))
      for (const event of [r, a, b]) {
        source.next(event)
        advance(10)
      }
      expect(seen.values).toEqual([r, a, b])
      expect(schedule).not.toHaveBeenCalled()
      // One that leaves with what waited is not held by what cannot be merged with it.
      const taken = observe(source.pipe(conflate(10), take(2)))
      source.next(a)
      source.next(b)
      source.next(update({ A: 5 }, { message: { ID: 1, Type: 'Update', DoNotConflate: true } }))
      expect(taken.values).toEqual([a, b])
      seen.subscription.unsubscribe()
      schedule.mockRestore()
    })
  })

  it('keeps the latest value of each field, and says so when the kinds of update differ', () => {
    const x = update({ A: 3 }, { updateType: 'Multiple' })
    expect(conflated([[0, r], [1, a], [2, c]])).toEqual([[0, r], [10, x]]) // prettier-ignore
  })

  it('lets one pass at once after a quiet pause, and not before', () => {
    expect(conflated([[0, r], [1, a], [15, b], [31, c], [35, a]])).toEqual([[0, r], [10, a], [20, b], [31, c], [41, a]]) // prettier-ignore
  })

  it('lets a status pass at once, after what waits, and pauses anew after that', () => {
    expect(conflated([[0, r], [1, a], [5, status], [11, b]])).toEqual([[0, r], [5, a], [5, status], [15, b]]) // prettier-ignore
  })

  it('emits what waits at the end, and before an error', () => {
    expect(conflated([[0, r], [95, c], [97, a]])).toEqual([[0, r], [95, c], [100, a]]) // prettier-ignore
    expect(conflated([[0, r], [1, a]], 5)).toEqual([[0, r], [5, a]]) // prettier-ignore
  })

  it('lets a refresh take the place of what waits, and merges updates into it', () => {
    const x = refresh({ A: 7, B: 7 })
    expect(conflated([[0, r], [1, a], [2, x], [3, b]])).toEqual([[0, r], [10, refresh({ A: 7, B: 2 })]]) // prettier-ignore
  })

  it('does not lose that an item has recovered when another refresh comes in its place', () => {
    const recovered = { awayMs: 5 }
    const events: Timed[] = [[0, a], [1, refresh({ A: 1 }, { recovered })], [2, b], [3, refresh({ A: 2 })]] // prettier-ignore
    expect(conflated(events)).toEqual([[0, a], [10, refresh({ A: 2 }, { recovered })]]) // prettier-ignore
  })

  it('keeps the parts of a refresh, and what comes between them, in order', () => {
    const x = refresh({ A: 1 }, { complete: false })
    const y = refresh({ C: 1 })
    expect(conflated([[0, r], [1, a], [2, x], [3, b], [4, y], [5, b]])).toEqual([[0, r], [2, a], [2, x], [3, b], [4, y], [12, b]]) // prettier-ignore
  })

  it('does not let an overlaying refresh take the place of what waits', () => {
    const x = refresh({ B: 5 }, { message: { ID: 2, Type: 'Refresh', ClearCache: false } })
    expect(conflated([[0, r], [1, a], [2, x]])).toEqual([[0, r], [2, a], [2, x]]) // prettier-ignore
  })

  it.each([['DoNotConflate'], ['DoNotCache']])('lets an update pass that is marked %s', (mark) => {
    const x = update({ A: 9 }, { message: { ID: 2, Type: 'Update', [mark]: true, Fields: {} } })
    expect(conflated([[0, r], [1, a], [2, x], [3, b]])).toEqual([[0, r], [2, a], [2, x], [12, b]]) // prettier-ignore
  })

  it('loses nothing of content that is neither fields nor a map', () => {
    const page = (text: string): ItemEvent => update({}, { content: { Xml: text } })
    expect(conflated([[0, r], [1, page('x')], [2, page('y')]])).toEqual([[0, r], [1, page('x')], [2, page('y')]]) // prettier-ignore
  })

  it('puts the changes of a page behind one another, and applies them to a refresh that waits', () => {
    const at = (column: number, text: string): string => `\u001b[${column}\`${text}`
    const updates: Timed[] = [[1, update({ ROW: at(1, 'x') })], [2, update({ ROW: at(2, 'y') })]] // prettier-ignore
    const [, both] = conflated([[0, r], ...updates]) as [unknown, [number, ItemEvent]]
    const fields = { ROW: 'abcd' }
    expect(observe(of(refresh(fields), both[1]).pipe(toImage())).values[1]?.fields).toEqual({ ROW: 'axyd' })
    expect(conflated([[0, r], [0, refresh(fields)], ...updates])).toEqual([[0, r], [10, refresh({ ROW: 'axyd' })]]) // prettier-ignore
  })

  describe('of a map', () => {
    const map = (entries: readonly MapEntry[], more: object = {}): ItemEvent =>
      update({}, { content: { Map: { KeyType: 'AsciiString', Entries: entries, ...more } } })
    const add = (key: string, size: number): MapEntry => ({ Action: 'Add', Key: key, Fields: { S: size } })
    const whole = refresh({}, { content: { Map: { KeyType: 'AsciiString', Entries: [add('A', 0)] } } })
    const gone: MapEntry = { Action: 'Delete', Key: 'A' }

    it('keeps every change of an entry, in order', () => {
      const first = map([add('A', 1)])
      const seen = conflated([[0, whole], [1, first], [2, map([gone])], [3, map([add('A', 2), add('B', 3)])]]) // prettier-ignore
      expect(seen).toEqual([
        [0, whole],
        [10, map([add('A', 1), gone, add('A', 2), add('B', 3)])],
      ])
      expect(first).toEqual(map([add('A', 1)]))
    })

    it('puts changes behind the entries of a refresh that waits', () => {
      const seen = conflated([
        [0, r],
        [1, whole],
        [2, map([gone])],
      ]) as [unknown, [number, ItemEvent]]
      expect(seen[1]).toEqual([10, refresh({}, { content: { Map: { KeyType: 'AsciiString', Entries: [add('A', 0), gone] } } })]) // prettier-ignore
    })

    it('merges summaries of fields, and does not guess at others', () => {
      const a = map([], { Summary: { Fields: { X: 1, Y: 1 } } })
      const b = map([], { Summary: { Fields: { Y: 2 } } })
      const c = map([], { Summary: { Elements: { Z: 1 } } })
      expect(conflated([[0, r], [1, a], [2, b]])).toEqual([[0, r], [10, map([], { Summary: { Fields: { X: 1, Y: 2 } } })]]) // prettier-ignore
      expect(conflated([[0, r], [1, a], [2, c]])).toEqual([[0, r], [2, a], [12, c]]) // prettier-ignore
    })

    it('keeps fields and a map apart', () => {
      const m = map([gone])
      expect(conflated([[0, r], [1, a], [2, m], [3, a]])).toEqual([[0, r], [2, a], [3, m], [13, a]]) // prettier-ignore
    })

    it('does not collect without end', () => {
      const many = map(Array.from({ length: 6_000 }, (_, index) => add(String(index), 1)))
      expect(conflated([[0, r], [1, many], [2, many]])).toEqual([[0, r], [2, many], [12, many]]) // prettier-ignore
    })

    it.each([
      ['no entries', {}],
      ['entries that are none', { Entries: 7 }],
      ['an entry that is none', { Entries: [null] }],
      ['no type of keys', { KeyType: undefined }],
    ])('takes a map with %s', (_, wrong) => {
      const seen = conflated([[0, r], [1, map([gone])], [2, map([], wrong)]]) as [unknown, [number, UpdateEvent]] // prettier-ignore
      expect(seen).toHaveLength(2)
      expect(seen[1][1].content?.Map?.Entries?.[0]).toEqual(gone)
    })
  })

  it('leaves no timer behind when it is left', () => {
    virtually((advance) => {
      const source = new Subject<ItemEvent>()
      const seen = observe(source.pipe(conflate(10)))
      source.next(r)
      source.next(a)
      seen.subscription.unsubscribe()
      expect(source.observed).toBe(false)
      advance(0)
    })
  })
})
