import { Subject } from 'rxjs'
import { describe, expect, it } from 'vitest'
import type { ItemEvent } from '../../src/item/item-event.js'
import { conflate } from '../../src/operators/conflate.js'
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

  it('loses nothing of content that is no field list', () => {
    const book = (entry: number): ItemEvent =>
      update({}, { message: { ID: 2, Type: 'Update', Map: { entry } } })
    expect(conflated([[0, r], [1, book(1)], [2, book(2)]])).toEqual([[0, r], [1, book(1)], [2, book(2)]]) // prettier-ignore
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
