import { BehaviorSubject, Observable, Subject, of } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { holdTokens } from '../../src/token/hold-tokens.js'
import { Token } from '../../src/token/token.js'
import { observe } from '../support/observe.js'

const token = (value: string): Token => new Token({ value, issuedAt: 0, expiresAt: 1 })

/** A source that counts who is subscribed. */
const counted = (inner$: Observable<Token>) => {
  const count = { now: 0, most: 0, least: 9 }
  const token$ = new Observable<Token>((subscriber) => {
    count.now += 1
    count.most = Math.max(count.most, count.now)
    subscriber.add(() => {
      count.now -= 1
      count.least = Math.min(count.least, count.now)
    })
    subscriber.add(inner$.subscribe(subscriber))
  })
  return { token$, count }
}

describe('holdTokens', () => {
  it('stays subscribed between two sessions, and changes over without a gap', () => {
    const { token$, count } = counted(new Subject<Token>())
    const held = holdTokens(token$)
    expect(count.now).toBe(0)
    observe(held.token$).subscription.unsubscribe()
    expect(count.now).toBe(1)
    const second = observe(held.token$)
    expect(count).toEqual({ now: 1, most: 2, least: 1 })
    second.subscription.unsubscribe()
    held.release()
    expect(count.now).toBe(0)
    held.release()
  })

  it('hands tokens to the session that is there, and to no earlier one', () => {
    const source = new Subject<Token>()
    const held = holdTokens(source)
    const first = observe(held.token$)
    source.next(token('a'))
    first.subscription.unsubscribe()
    source.next(token('b'))
    const second = observe(held.token$)
    source.next(token('c'))
    expect([first.values.length, second.values.length]).toEqual([1, 1])
    source.error(new Error('end'))
    expect([first.errors, second.errors]).toEqual([0, 1])
  })

  it('completes with its source', () => {
    const seen = observe(holdTokens(of(token('a'))).token$)
    expect([seen.values.length, seen.completions]).toEqual([1, 1])
  })

  it('lets go also when it is released while the first token is handed over', () => {
    const { token$, count } = counted(new BehaviorSubject(token('a')))
    const held = holdTokens(token$)
    observe(held.token$, () => {
      held.release()
    })
    expect(count.now).toBe(0)
  })

  it('lets go also when a token leads at once to another subscription', () => {
    const { token$, count } = counted(new BehaviorSubject(token('a')))
    const held = holdTokens(token$)
    let again = false
    observe(held.token$, () => {
      if (again) return
      again = true
      observe(held.token$)
    })
    expect(count.now).toBe(1)
    held.release()
    expect(count.now).toBe(0)
  })
})
