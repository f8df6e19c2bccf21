import { asyncScheduler } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { fakeHttp, json } from '../support/fake-http.js'
import { at, inVirtualTime, watch } from '../support/virtual.js'
import { eventsOf, granted, mark, tokensUntil, v1 } from './support.js'

const now = (): number => asyncScheduler.now()

describe('several subscribers', () => {
  it('ten subscribers share one request, one renewal and every token', () => {
    const fake = fakeHttp((_, index) => granted(index), 500)
    inVirtualTime(() => {
      const source = v1(fake)
      const all = Array.from({ length: 10 }, () => watch(source.token$))
      at(250_000, () => {
        for (const one of all) {
          expect(one.values.map((token) => token.reveal())).toEqual([`${mark}-access-0`, `${mark}-access-1`])
          one.unsubscribe()
        }
      })
    })
    expect(fake.requests).toHaveLength(2)
    expect(fake.mostOpen()).toBe(1)
  })

  it('one who comes during a request waits for its answer', () => {
    const fake = fakeHttp((_, index) => granted(index), 10_000)
    inVirtualTime(() => {
      const source = v1(fake)
      const first = watch(source.token$)
      at(5_000, () => {
        const second = watch(source.token$)
        first.unsubscribe()
        at(6_000, () => {
          expect(second.values).toHaveLength(1)
          second.unsubscribe()
        })
      })
    })
    expect(fake.requests).toHaveLength(1)
    expect(fake.aborted()).toBe(0)
  })

  it('the last one to leave aborts the request and leaves no timer', () => {
    const fake = fakeHttp((_, index) => granted(index), 10_000)
    inVirtualTime(() => {
      const source = v1(fake)
      const both = [watch(source.token$), watch(source.token$)]
      at(1_000, () => {
        both[0]!.unsubscribe()
        expect(fake.aborted()).toBe(0)
        both[1]!.unsubscribe()
        expect(fake.aborted()).toBe(1)
      })
    })
    expect(fake.requests).toHaveLength(1)
  })

  it('a live token spares its holder the failure that a newcomer hears of', () => {
    const fake = fakeHttp((_, index) => (index === 0 || now() > 20_000 ? granted(index) : json(500, {})))
    inVirtualTime(() => {
      const source = v1(fake)
      const holder = watch(source.token$)
      at(10_000, () => {
        source.refuse(holder.values[0]!)
        const newcomer = watch(source.token$)
        expect(newcomer.error).toMatchObject({ code: 'token-unavailable' })
        expect(holder.error).toBeUndefined()
      })
      at(30_000, () => {
        expect(holder.values).toHaveLength(2)
        holder.unsubscribe()
      })
    })
  })
})

describe('a token that was acquired before', () => {
  it('is used again while it lives, and renewed at its old due time', () => {
    const fake = fakeHttp((_, index) => granted(index))
    inVirtualTime(() => {
      const source = v1(fake)
      watch(source.token$).unsubscribe()
      at(100_000, () => {
        const seen = watch(source.token$)
        expect(seen.values.map((token) => token.reveal())).toEqual([`${mark}-access-0`])
        at(141_000, () => {
          expect(seen.values).toHaveLength(2)
          expect(fake.form(1).grant_type).toBe('refresh_token')
          seen.unsubscribe()
        })
      })
    })
  })

  it('past its due time it is given at once and renewed right away', () => {
    const fake = fakeHttp((_, index) => granted(index), 10)
    inVirtualTime(() => {
      const source = v1(fake)
      const first = watch(source.token$)
      at(20, () => {
        first.unsubscribe()
      })
      at(250_000, () => {
        const seen = watch(source.token$)
        expect(seen.values).toHaveLength(1)
        at(20, () => {
          expect(seen.values.map((token) => token.reveal())).toEqual([`${mark}-access-0`, `${mark}-access-1`])
          seen.unsubscribe()
        })
      })
    })
  })

  it('past its end it is not given, and the password is sent', () => {
    const fake = fakeHttp((_, index) => granted(index))
    inVirtualTime(() => {
      const source = v1(fake)
      watch(source.token$).unsubscribe()
      at(300_000, () => {
        const seen = watch(source.token$)
        expect(seen.values.map((token) => token.reveal())).toEqual([`${mark}-access-1`])
        expect(fake.form(1).grant_type).toBe('password')
        seen.unsubscribe()
      })
    })
  })

  it('refused it is dropped: the next subscriber gets one by password, also past a live one', () => {
    const fake = fakeHttp((_, index) => granted(index))
    inVirtualTime(() => {
      const source = v1(fake)
      const holder = watch(source.token$)
      at(1_000, () => {
        source.refuse(holder.values[0]!)
      })
      at(2_000, () => {
        expect(fake.requests).toHaveLength(1)
        const next = watch(source.token$)
        expect(next.values.map((token) => token.reveal())).toEqual([`${mark}-access-1`])
        expect(fake.form(1).grant_type).toBe('password')
        expect(holder.values).toHaveLength(2)
        holder.unsubscribe()
        next.unsubscribe()
      })
    })
  })

  it('an answer that comes between two sessions is kept for the next login', () => {
    const fake = fakeHttp((_, index) => granted(index), 1_000)
    inVirtualTime(() => {
      const source = v1(fake)
      const held = watch(source.token$)
      at(242_500, () => {
        expect(fake.requests).toHaveLength(2)
        const login = watch(source.token$)
        expect(login.values.map((token) => token.reveal())).toEqual([`${mark}-access-1`])
        held.unsubscribe()
        login.unsubscribe()
      })
    })
    expect(fake.requests).toHaveLength(2)
  })
})

describe('a clock that does not keep step with the timers', () => {
  it('forward by an hour while the machine slept: renewed within seconds, by whatever still works', () => {
    const fake = fakeHttp((_, index) => granted(index))
    let sleep = 0
    inVirtualTime(() => {
      const source = v1(fake, { clock: () => asyncScheduler.now() + sleep })
      const record = tokensUntil(source, 200_000, now)
      at(100_000, () => {
        sleep = 3_600_000
      })
      at(116_000, () => {
        expect(record.got).toHaveLength(2)
      })
    })
    expect(fake.requests).toHaveLength(2)
  })

  it('back by an hour: the renewal comes when its time has passed by the timers', () => {
    const fake = fakeHttp((_, index) => granted(index))
    let shift = 0
    inVirtualTime(() => {
      const source = v1(fake, { clock: () => 10_000_000 + asyncScheduler.now() + shift })
      const record = tokensUntil(source, 600_000, now)
      at(100_000, () => {
        shift = -3_600_000
      })
      at(241_000, () => {
        expect(record.got.map((token) => token.at)).toEqual([0, 240_000])
      })
    })
  })

  it('back by an hour without a subscriber: a token from the future is not used', () => {
    const fake = fakeHttp((_, index) => granted(index))
    let shift = 0
    inVirtualTime(() => {
      const source = v1(fake, { clock: () => 10_000_000 + asyncScheduler.now() + shift })
      watch(source.token$).unsubscribe()
      shift = -3_600_000
      const seen = watch(source.token$)
      expect(seen.values.map((token) => token.reveal())).toEqual([`${mark}-access-1`])
      seen.unsubscribe()
    })
  })

  it('back by an hour during a wait that the service asked for: the wait does not grow by the hour', () => {
    const fake = fakeHttp((_, index) =>
      index === 0 ? json(429, {}, { 'retry-after': '60' }) : granted(index),
    )
    let shift = 0
    inVirtualTime(() => {
      const source = v1(fake, { clock: () => 10_000_000 + asyncScheduler.now() + shift })
      watch(source.token$)
      shift = -3_600_000
      const seen = watch(source.token$)
      at(61_000, () => {
        expect(seen.values).toHaveLength(1)
        seen.unsubscribe()
      })
    })
  })
})

describe('events', () => {
  it('tell of acquiring, renewing and failing, and of the time of the next try only where there is one', () => {
    const fake = fakeHttp((_, index) => (index === 2 ? json(500, {}) : granted(index)))
    inVirtualTime(() => {
      const source = v1(fake)
      const events = eventsOf(source)
      tokensUntil(source, 482_000, now)
      at(483_000, () => {
        expect(events).toEqual([
          { event: 'token.acquired', grant: 'password', expiresAt: 300_000 },
          { event: 'token.renewed', expiresAt: 540_000 },
          {
            event: 'token.failed',
            grant: 'refresh_token',
            cause: expect.objectContaining({ status: 500 }) as unknown,
            nextTryAt: 481_000,
          },
          { event: 'token.acquired', grant: 'password', expiresAt: 781_000 },
        ])
      })
    })
    inVirtualTime(() => {
      const source = v1(fakeHttp(() => json(500, {})))
      const events = eventsOf(source)
      watch(source.token$)
      expect(events).toEqual([
        {
          event: 'token.failed',
          grant: 'password',
          cause: expect.objectContaining({ status: 500 }) as unknown,
        },
      ])
    })
  })
})
