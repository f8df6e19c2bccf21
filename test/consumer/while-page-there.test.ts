import { concat, defer, NEVER, of, Subject } from 'rxjs'
import { expect, it } from 'vitest'
import { whilePageThere } from '../../src/consumer/while-page-there.js'
import { observe } from '../support/observe.js'

const play = () => {
  const leaving$ = new Subject<void>()
  const returned$ = new Subject<void>()
  let attempts = 0
  const attempt$ = defer(() => concat(of(++attempts), NEVER))
  const session$ = attempt$.pipe(whilePageThere({ leaving$, returned$ }))
  return { leaving$, returned$, session$, attempts: () => attempts }
}

it('a session goes on when the page goes away', () => {
  const { leaving$, session$ } = play()
  const session = observe(session$)
  expect(session).toMatchObject({ values: [1], error: undefined })
  leaving$.next()
  expect(session.error).toMatchObject({ code: 'connection-lost', closeCode: 1001 })
})

it('a page that is gone logs in again, or one that is back does not', () => {
  const { leaving$, returned$, session$, attempts } = play()
  observe(session$)
  leaving$.next()
  const next = observe(session$)
  expect(attempts()).toBe(1)
  returned$.next()
  expect(next.values).toEqual([2])
  leaving$.next()
  expect(next.error).toMatchObject({ code: 'connection-lost' })
})

it('a page that is back before the next attempt waits for ever', () => {
  const { leaving$, returned$, session$ } = play()
  observe(session$)
  leaving$.next()
  returned$.next()
  expect(observe(session$).values).toEqual([2])
})
