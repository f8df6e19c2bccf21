import { EMPTY, of, throwError, type Observable } from 'rxjs'
import { describe, expect, expectTypeOf, it } from 'vitest'
import type { ItemEvent } from '../../src/item/item-event.js'
import { pick } from '../../src/operators/pick.js'
import { toImage } from '../../src/operators/to-image.js'
import { mapRefresh, mapUpdate, refreshEvent, staleStatus, updateEvent } from '../support/item-events.js'
import { observe } from '../support/observe.js'

const none$: Observable<ItemEvent> = EMPTY

const picked = (...events: ItemEvent[]): unknown[] => observe(of(...events).pipe(pick('BID', 'ASK'))).values

describe('pick', () => {
  it('keeps its fields only, drops updates without any, and lets every status pass', () => {
    expect(
      picked(
        refreshEvent({ BID: 1, HIGH: 9 }),
        updateEvent({ HIGH: 8 }),
        updateEvent({ ASK: null, HIGH: 8 }),
        staleStatus,
        updateEvent({}),
        refreshEvent({ HIGH: 7 }),
      ),
    ).toEqual([refreshEvent({ BID: 1 }), updateEvent({ ASK: null }), staleStatus, refreshEvent({})])
  })

  it('drops what is no field list in an update', () => {
    expect(picked(mapRefresh([]), mapUpdate([]))).toEqual([mapRefresh([])])
  })

  it('is not fooled by names that every object has', () => {
    const nasty = JSON.parse('{"__proto__":{"x":1},"BID":1}') as object
    const events$ = of<ItemEvent[]>(refreshEvent({ BID: 1 }), updateEvent(nasty))
    const [first, second] = observe(events$.pipe(pick('toString', '__proto__'))).values
    expect(first).toMatchObject({ type: 'refresh', fields: {} })
    expect(second).toHaveProperty('fields', JSON.parse('{"__proto__":{"x":1}}'))
  })

  it('types what it keeps', () => {
    interface Quote {
      readonly BID: number | null
      readonly HIGH: number | null
    }
    const quotes$: Observable<ItemEvent<Quote>> = EMPTY
    const image$ = quotes$.pipe(pick('BID'), toImage())
    const seen = observe(image$).values
    expectTypeOf(seen[0]?.fields).toEqualTypeOf<Pick<Quote, 'BID'> | undefined>()
    // @ts-expect-error -- no such field
    void quotes$.pipe(pick('ASK'))
    const any = observe(none$.pipe(pick('BID'), toImage())).values
    expectTypeOf(any[0]?.fields.BID).toEqualTypeOf<number | null | undefined>()
    // @ts-expect-error -- not picked
    expectTypeOf(any[0]?.fields.ASK)
  })

  it('passes the end on, in both forms', () => {
    expect(observe(none$.pipe(pick('BID')))).toMatchObject({ completions: 1 })
    const failing$ = throwError((): Error => new Error('end'))
    expect(observe(failing$.pipe(pick<Record<string, unknown>, string>('BID')))).toMatchObject({ errors: 1 })
  })
})
