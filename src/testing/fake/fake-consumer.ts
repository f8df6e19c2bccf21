import { type Observable, EMPTY, NEVER, asyncScheduler, concat, of, takeUntil } from 'rxjs'
import type { Consumer } from '../../consumer/consumer.js'
import { checkGeneric } from '../../generic/check-generic.js'
import type { GenericSend } from '../../generic/generic.js'
import { checkPost } from '../../post/check-post.js'
import { pauseAll } from '../../item/serving/pause-all.js'
import type { Post, PostAck } from '../../post/post.js'
import { readyState } from '../build/states.js'
import { serviceOf, servicesOf } from '../build/services-of.js'
import { trackConsumer, type TrackedConsumer } from '../leaks/track-consumer.js'
import { createClosing } from './closing.js'
import { fakeItems } from './fake-items.js'
import type { FakeOptions } from './fake-options.js'
import { fakeRequests } from './fake-requests.js'
import { fakeSeats } from './fake-seats.js'

/** A consumer that gives what a test says, and remembers what was asked of it. */
export type FakeConsumer = TrackedConsumer & {
  /** What was posted, oldest first. */
  readonly posted: readonly Post[]
  /** The generic messages that were sent, oldest first. */
  readonly sent: readonly GenericSend[]
  /** Whether a `pauseWhile` of the consumer pauses it now. */
  readonly paused: boolean
}

/**
 * A consumer without a server: it gives what the test says, as observables or diagrams, and remembers who asked for
 * what. Requests and posts are checked as a real one checks them.
 *
 * It is for tests of what becomes of events. What a server does, and what the library does about it, is the business of
 * {@link runWithSimulator}.
 *
 * @param options - what it gives; all of it may be left out
 * @throws `UsageError` with the code `invalid-options` when an item is neither an observable, nor a function, nor fields
 *
 * @example
 * ```ts
 * import { toImage } from 'rx-omm'
 * import { fakeConsumer, refreshEvent, runVirtual, staleEvent } from 'rx-omm/testing'
 * import { map } from 'rxjs'
 *
 * runVirtual(({ cold, expectObservable }) => {
 *   const consumer = fakeConsumer({
 *     items: { 'EUR=': cold('a-b', { a: refreshEvent({ BID: 1.09 }), b: staleEvent('feed lost') }) },
 *   })
 *   const bid$ = consumer.item('EUR=').pipe(
 *     toImage(),
 *     map(({ fields, stale }) => (stale === false ? fields.BID : 'old')),
 *   )
 *   expectObservable(bid$).toBe('a-b', { a: 1.09, b: 'old' })
 * })
 * ```
 */
export const fakeConsumer = (options: FakeOptions = {}): FakeConsumer => {
  const closing = createClosing()
  const { closed$, whileOpen } = closing
  const posted: Post[] = []
  const sent: GenericSend[] = []
  let paused = false

  /** Goes on until the consumer is closed, whatever the test gave. */
  const untilClosed = <T>(given$: Observable<T> = EMPTY): Observable<T> =>
    concat(given$, NEVER).pipe(takeUntil(closed$))

  const accepted = ({ ack = true }: Post): Observable<PostAck> =>
    ack ? of({ postId: posted.length, at: asyncScheduler.now() }) : EMPTY
  const { answer = accepted } = options

  const seats = fakeSeats(fakeItems(options))
  const pauseWhile = pauseAll((next) => {
    paused = next
    seats.pauseAll(next)
  })
  const { item, many } = fakeRequests(seats, closing)
  const consumer: Consumer = {
    item,
    items: many,
    pauseWhile: (paused$) => pauseWhile(paused$).pipe(takeUntil(closed$)),
    post: (post) => {
      checkPost(post)
      return whileOpen(() => {
        posted.push(post)
        return answer(post)
      })
    },
    send: (message) => {
      checkGeneric(message)
      return whileOpen(() => {
        sent.push(message)
        return EMPTY
      })
    },
    receive: () => untilClosed(options.received$),
    latency$: untilClosed(options.latency$),
    services$: whileOpen(() => untilClosed(options.services$ ?? of(servicesOf(serviceOf('ELEKTRON_DD'))))),
    state$: concat(untilClosed(options.state$ ?? of(readyState())), of({ status: 'closed' } as const)),
    itemCounts: seats.counts,
    events$: untilClosed(options.events$),
    close: () => {
      closing.close()
      return Promise.resolve()
    },
  }
  return {
    ...trackConsumer(consumer),
    posted,
    sent,
    get paused() {
      return paused
    },
  }
}
