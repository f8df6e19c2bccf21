import { BehaviorSubject, EMPTY, NEVER, Subject, asyncScheduler, concat, defer, of, throwError } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { Token } from '../../src/token/token.js'
import { tokenSource } from '../../src/token/token-source.js'
import { at, inVirtualTime, watch } from '../support/virtual.js'

const token = (value: string, expiresAt = 1_000_000): Token => new Token({ value, issuedAt: 0, expiresAt })
const values = (tokens: readonly Token[]): string[] => tokens.map((one) => one.reveal())

it('a token source is given back as it is', () => {
  const source = { token$: NEVER, refuse: () => undefined }
  expect(tokenSource(source)).toBe(source)
})

describe('a bare observable', () => {
  it('is subscribed to once for all, and a newcomer gets the newest token', () => {
    inVirtualTime(() => {
      const input = new Subject<Token>()
      let subscriptions = 0
      const source = tokenSource(defer(() => ((subscriptions += 1), input)))
      const first = watch(source.token$)
      input.next(token('a'))
      input.next(token('b'))
      const second = watch(source.token$)
      input.next(token('c'))
      expect(values(first.values)).toEqual(['a', 'b', 'c'])
      expect(values(second.values)).toEqual(['b', 'c'])
      expect(subscriptions).toBe(1)
      first.unsubscribe()
      second.unsubscribe()
      expect(input.observed).toBe(false)
    })
  })

  it('that completes is asked anew by the next subscriber', () => {
    inVirtualTime(() => {
      let count = 0
      const source = tokenSource(defer(() => of(token(`t${(count += 1)}`))))
      expect(
        [watch(source.token$), watch(source.token$)].map((one) => [values(one.values), one.completed]),
      ).toEqual([
        [['t1'], true],
        [['t2'], true],
      ])
    })
  })

  it('without any token, with only expired ones, with an error of its own', () => {
    inVirtualTime(() => {
      const error = new Error('mine')
      expect(watch(tokenSource(EMPTY).token$).error).toMatchObject({ code: 'no-token' })
      expect(watch(tokenSource(of(token('old', 0))).token$).error).toMatchObject({ code: 'token-expired' })
      expect(watch(tokenSource(throwError(() => error)).token$).error).toBe(error)
    })
  })

  it('passes over expired tokens', () => {
    inVirtualTime(() => {
      expect(values(watch(tokenSource(of(token('old', 0), token('new'))).token$).values)).toEqual(['new'])
    })
  })
})

describe('a refused token', () => {
  it('is followed by one subscription for the next one who asks, live or not', () => {
    inVirtualTime(() => {
      let count = 0
      const source = tokenSource(defer(() => concat(of(token(`t${(count += 1)}`)), NEVER)))
      const holder = watch(source.token$)
      source.refuse(holder.values[0]!)
      expect(count).toBe(1)
      const next = watch(source.token$)
      expect(values(next.values)).toEqual(['t2'])
      expect(values(holder.values)).toEqual(['t1', 't2'])
      expect(count).toBe(2)
      holder.unsubscribe()
      next.unsubscribe()
    })
  })

  it('that comes again is an error for who needs one, and is never given', () => {
    inVirtualTime(() => {
      const source = tokenSource(new BehaviorSubject(token('a')))
      const holder = watch(source.token$)
      source.refuse(token('a'))
      const next = watch(source.token$)
      expect(next.values).toEqual([])
      expect(next.error).toMatchObject({ code: 'token-refused' })
      expect(String(next.error)).not.toContain('"a"')
      expect(holder.error).toBeUndefined()
      holder.unsubscribe()
      expect(watch(source.token$).error).toMatchObject({ code: 'token-refused' })
    })
  })

  it('an expired token of a live observable is not given to a newcomer', () => {
    inVirtualTime(() => {
      const source = tokenSource(concat(of(token('a', 1_000)), NEVER), () => asyncScheduler.now())
      const holder = watch(source.token$)
      at(2_000, () => {
        const late = watch(source.token$)
        expect(late.values).toEqual([])
        late.unsubscribe()
        holder.unsubscribe()
      })
    })
  })
})
