import { EMPTY, of, type Observable } from 'rxjs'
import { describe, expect, expectTypeOf, it } from 'vitest'
import type { ItemEvent, RefreshEvent, StatusEvent, UpdateEvent } from '../../src/item/item-event.js'
import { conflate } from '../../src/operators/conflate.js'
import { onlyLive } from '../../src/operators/only-live.js'
import { toBook } from '../../src/operators/to-book.js'
import { toImage, type Image } from '../../src/operators/to-image.js'
import { toMembers } from '../../src/operators/to-members.js'
import { add, base, mapRefresh, refreshEvent, staleStatus, updateEvent } from '../support/item-events.js'
import { observe } from '../support/observe.js'

const none$: Observable<ItemEvent> = EMPTY
const { stale } = staleStatus
const live: StatusEvent = { ...base, type: 'status' }
const outage: ItemEvent[] = [
  refreshEvent({ A: 1 }),
  updateEvent({ A: 2 }),
  staleStatus,
  updateEvent({ A: 3 }, { stale }),
  live,
  refreshEvent({ A: 4 }, { recovered: { awayMs: 1 } }),
]

describe('onlyLive', () => {
  it('lets no status, nothing stale, and after an outage the refresh through', () => {
    expect(observe(of(...outage).pipe(onlyLive())).values).toEqual([outage[0], outage[1], outage[5]])
  })

  it('lets live images, books and members through', () => {
    const images = observe(of(...outage).pipe(toImage(), onlyLive())).values
    expect(images.map(({ fields }) => fields['A'])).toEqual([1, 2, 3, 4])
    expect(images.every((image) => image.stale === false)).toBe(true)
    const events = [mapRefresh([add('A')]), staleStatus, mapRefresh([add('B')])]
    expect(observe(of(...events).pipe(toBook(), onlyLive())).values).toHaveLength(2)
    const members = observe(of(...events).pipe(toMembers(), onlyLive())).values
    expect(members.map(({ members: { size } }) => size)).toEqual([1, 1])
  })

  it('types what passes', () => {
    const event = observe(none$.pipe(conflate(1), onlyLive())).values[0]
    expectTypeOf(event).toEqualTypeOf<RefreshEvent | UpdateEvent | undefined>()
    const image = observe(none$.pipe(onlyLive(), toImage(), onlyLive())).values[0]
    expectTypeOf(image).toEqualTypeOf<Image | undefined>()
  })
})
