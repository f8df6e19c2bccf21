import fc from 'fast-check'
import { asyncScheduler } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { backoffDelay } from '../../src/time/backoff.js'
import { defaultClock } from '../../src/time/clock.js'
import { waitUntil } from '../../src/time/wait-until.js'
import { virtually } from '../support/marbles.js'
import { observe, type Observed } from '../support/observe.js'

const waiting = (
  due: number,
  test: (seen: Observed<void>, advance: (ms: number) => void, jump: (ms: number) => void) => void,
): void => {
  virtually((advance) => {
    let jumped = 0
    const seen = observe(waitUntil(due, () => asyncScheduler.now() + jumped))
    test(seen, advance, (ms) => {
      jumped += ms
    })
    seen.subscription.unsubscribe()
  })
}

describe('waitUntil', () => {
  it('emits once and completes, at the time and not before', () => {
    for (const due of [1, 14_999, 15_000, 15_001, 100_000]) {
      waiting(due, (seen, advance) => {
        advance(due - 1)
        expect(seen.values).toHaveLength(0)
        advance(1)
        expect([seen.values.length, seen.completions, seen.endedAt]).toEqual([1, 1, due])
      })
    }
  })

  it.each([0, -5])('emits at once when the time is past (%i)', (due) => {
    waiting(due, (seen) => {
      expect([seen.values.length, seen.completions]).toEqual([1, 1])
    })
  })

  it('keeps a wait that no timer of the platform can keep', () => {
    const sixtyDays = 60 * 86_400_000
    waiting(sixtyDays, (seen, advance) => {
      advance(sixtyDays - 1)
      expect(seen.values).toHaveLength(0)
      advance(1)
      expect(seen.values).toHaveLength(1)
    })
  })

  it('notices within seconds that the clock jumped forward', () => {
    waiting(3_600_000, (seen, advance, jump) => {
      advance(20_000)
      jump(3_600_000)
      advance(15_000)
      expect(seen.endedAt).toBe(30_000)
    })
  })

  it('does not wait longer than it set out to when the clock jumped back', () => {
    waiting(60_000, (seen, advance, jump) => {
      advance(20_000)
      jump(-3_600_000)
      advance(39_999)
      expect(seen.values).toHaveLength(0)
      advance(1)
      expect(seen.values).toHaveLength(1)
    })
  })

  it('starts only when it is subscribed to, and leaves no timer when it is left', () => {
    virtually((advance) => {
      const wait$ = waitUntil(100, () => asyncScheduler.now())
      advance(60)
      const seen = observe(wait$)
      advance(40)
      expect(seen.endedAt).toBe(100)
      observe(waitUntil(1_000, () => asyncScheduler.now())).subscription.unsubscribe()
    })
  })

  it('has the time of the scheduler by default', () => {
    virtually((advance) => {
      advance(77)
      expect(defaultClock()).toBe(77)
    })
  })
})

describe('backoffDelay', () => {
  const shape = fc.record({
    base: fc.integer({ min: 0, max: 100_000 }),
    cap: fc.integer({ min: 0, max: 10_000_000 }),
    floor: fc.integer({ min: 0, max: 5_000 }),
  })
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

  it('lies between floor and bound, for any attempt however late', () => {
    fc.assert(
      fc.property(shape, fc.nat(5_000), random, (backoff, attempt, chance) => {
        const delay = backoffDelay(backoff, attempt, () => chance)
        expect(Number.isSafeInteger(delay)).toBe(true)
        expect(delay).toBeGreaterThanOrEqual(backoff.floor)
        expect(delay).toBeLessThanOrEqual(Math.max(backoff.floor, backoff.cap))
        expect(delay).toBeLessThanOrEqual(Math.max(backoff.floor, backoff.base * 2 ** Math.min(attempt, 60)))
      }),
    )
  })

  it('has a bound that doubles up to the cap', () => {
    const bounds = [0, 1, 2, 3, 4, 5, 6, 1_000].map((attempt) =>
      backoffDelay({ base: 1_000, cap: 30_000 }, attempt, () => 1),
    )
    expect(bounds).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000])
  })
})
