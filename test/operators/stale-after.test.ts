import { Subject, asyncScheduler, type Observable } from 'rxjs'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ItemEvent, StatusEvent } from '../../src/item/item-event.js'
import { staleAfter } from '../../src/operators/stale-after.js'
import { openSuspect } from '../../src/wire/state.js'
import { base, refreshEvent, staleStatus, updateEvent } from '../support/item-events.js'
import { marbles, virtually } from '../support/marbles.js'
import { observe } from '../support/observe.js'

const text = 'nothing heard for 5 ms'
const silent = (since: number): StatusEvent => ({
  ...base,
  type: 'status',
  state: openSuspect(text, 'Timeout'),
  stale: { since, cause: { code: 'Timeout', text } },
})
const values: Record<string, ItemEvent> = {
  r: refreshEvent({ A: 1 }),
  u: updateEvent({ A: 2 }),
  s: staleStatus,
  v: updateEvent({ A: 3 }, { stale: staleStatus.stale }),
  l: { ...base, type: 'status' },
  z: refreshEvent({}, { state: { ...base.state, stream: 'NonStreaming' } }),
}

/** What `staleAfter(5)` makes of a source; each letter after the values in the result is a silence since then. */
const check = (
  source: string,
  subscription: string,
  result: string,
  since: Record<string, number> = {},
): void => {
  marbles(({ hot, expectObservable, expectSubscriptions }) => {
    const source$ = hot(source, values)
    const told = Object.fromEntries(Object.entries(since).map(([letter, at]) => [letter, silent(at)]))
    expectObservable(source$.pipe(staleAfter(5))).toBe(result, { ...values, ...told })
    expectSubscriptions(source$.subscriptions).toBe(subscription)
  })
}

afterEach(() => {
  vi.restoreAllMocks()
})

describe('staleAfter', () => {
  it('tells of a silence once, and not before it is long enough', () => {
    check('-r---u-u----------|', '^-----------------!', '-r---u-u----a-----|', { a: 12 })
  })

  it('tells again after data came again', () => {
    check('-r-------u-----------|', '^--------------------!', '-r----a--u----b------|', { a: 6, b: 14 })
  })

  it('takes any event for a sign of life', () => {
    check('-r---l---l---------|', '^------------------!', '-r---l---l----a----|', { a: 14 })
  })

  it('is silent where nothing was heard yet, or where the data is stale already', () => {
    check('----------|', '^---------!', '----------|')
    check('-r--s-v-----------|', '^-----------------!', '-r--s-v-----------|')
    check('-r--s-v-l--------|', '^----------------!', '-r--s-v-l----a---|', { a: 13 })
  })

  it('is silent where the item is over', () => {
    check('-z-----------|', '^------------!', '-z-----------|')
  })

  it('ends with its source, in both forms, and leaves no timer behind', () => {
    check('-r--#', '^---!', '-r--#')
    check('-r--|', '^---!', '-r--|')
    virtually((advance) => {
      const source = new Subject<ItemEvent>()
      const seen = observe(source.pipe(staleAfter(5)))
      source.next(values['r']!)
      seen.subscription.unsubscribe()
      expect(source.observed).toBe(false)
      advance(0)
    })
  })

  it('waits longer than a timer can', () => {
    virtually((advance) => {
      const source = new Subject<ItemEvent>()
      const days30 = 30 * 86_400_000
      const seen = observe((source as Observable<ItemEvent>).pipe(staleAfter(days30)))
      const schedule = vi.spyOn(asyncScheduler, 'schedule')
      source.next(values['r']!)
      advance(days30 - 1)
      expect(seen.values).toHaveLength(1)
      advance(1)
      expect(seen.values).toHaveLength(2)
      expect(Math.max(...schedule.mock.calls.map(([, delay]) => delay ?? 0))).toBe(2 ** 31 - 1)
      source.complete()
    })
  })

  it('survives a clock that is set back', () => {
    virtually((advance) => {
      const source = new Subject<ItemEvent>()
      const seen = observe(source.pipe(staleAfter(5)))
      source.next(values['r']!)
      const now = asyncScheduler.now.bind(asyncScheduler)
      vi.spyOn(asyncScheduler, 'now').mockImplementation(() => now() - 1_000_000)
      advance(5)
      expect(seen.values).toHaveLength(1)
      advance(5)
      expect(seen.values).toHaveLength(2)
      source.complete()
    })
  })
})
