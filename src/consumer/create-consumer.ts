import {
  BehaviorSubject,
  EMPTY,
  type Observable,
  Subject,
  catchError,
  combineLatest,
  concat,
  distinctUntilChanged,
  filter,
  ignoreElements,
  lastValueFrom,
  map,
  merge,
  share,
  switchMap,
  take,
  takeUntil,
  tap,
  timer,
} from 'rxjs'
import { platform } from '#platform'
import { createDirectory } from '../directory/directory.js'
import { createGenerics } from '../generic/generics.js'
import { itemRequests } from '../item/decoding/item-requests.js'
import { createItems } from '../item/items.js'
import { createPosts } from '../post/posts.js'
import type { Session } from '../session/session.js'
import type { Consumer } from './consumer.js'
import type { AnyEvent, ConsumerEvent } from './consumer-event.js'
import type { ConsumerOptions } from './consumer-options.js'
import type { ConsumerState } from './consumer-state.js'
import { consumerSessions } from './consumer-sessions.js'
import { asOmmError } from './links.js'
import type { Part } from './part.js'
import { withDefaults } from './with-defaults.js'
import { withoutQuery } from './without-query.js'

/**
 * Creates a consumer. Nothing is opened yet.
 *
 * @param options - tokens or a login name, endpoints, and what else differs from the defaults
 * @throws {@link UsageError} `invalid-options` when an option cannot work
 *
 * @example
 * ```ts
 * import { clientCredentials, createConsumer, discover, toImage } from 'rx-omm'
 *
 * const consumer = createConsumer({
 *   tokens: clientCredentials({ clientId: 'my-service-account', clientSecret: 'from-a-vault' }),
 *   endpoints: discover({ region: 'us-east-1' }),
 * })
 * consumer
 *   .item('EUR=')
 *   .pipe(toImage())
 *   .subscribe(({ fields, stale }) => console.log(fields.BID, fields.ASK, stale))
 * ```
 */
export const createConsumer = (options: ConsumerOptions): Consumer => {
  const settings = withDefaults(options, platform)
  const { timeouts, clock, pacing, linger } = settings
  const states = new BehaviorSubject<ConsumerState>({ status: 'idle' })
  const events = new Subject<ConsumerEvent>()
  const closing = new BehaviorSubject(false)
  const closing$ = closing.pipe(filter((isClosing) => isClosing))

  const enter = (state: ConsumerState): void => {
    states.next(withoutQuery(state))
  }
  const report = (event: AnyEvent): void => {
    events.next({ ...withoutQuery(event), at: clock() })
  }

  const directory = createDirectory({ clock, report, requestTimeout: timeouts.directory })
  const items = createItems({
    clock,
    report,
    pacing,
    requestTimeout: timeouts.request,
    directory,
    serviceTimeout: timeouts.service,
  })
  const requests = itemRequests(items, clock)
  const posts = createPosts({
    clock,
    report,
    limit: pacing.posts,
    timeout: timeouts.post,
    user: settings.postUser,
    openId: items.openId,
  })
  const generics = createGenerics(items)
  /** In the order in which they are to hear of a session. */
  const parts: readonly Part[] = [directory, items, posts, generics]

  const { links$, tokenEvents$, openSockets$ } = consumerSessions(options, settings, { enter, report })

  /** Puts a session to work, and says how it is. */
  const serve = (session: Session): Observable<never> => {
    const ready = { status: 'ready', url: session.url, since: clock(), login: session.login } as const
    enter(ready)
    const health$ = session.state$.pipe(
      tap((state) => {
        enter(state.data === 'Suspect' ? { ...ready, suspect: state } : ready)
      }),
      ignoreElements(),
    )
    return merge(health$, ...parts.map((part) => part.serve(session)))
  }

  /** The consumer at work. Every session serves its parts until the next link takes over. */
  const work$ = merge(
    links$.pipe(
      switchMap((link) => {
        if ('session' in link) return serve(link.session)
        for (const part of parts) part.outage(link.down)
        return EMPTY
      }),
    ),
    tokenEvents$.pipe(tap(report), ignoreElements()),
  ).pipe(
    // Not `finalize`, which would also run after a failure and hide it.
    tap({
      unsubscribe: () => {
        if (!closing.value) enter({ status: 'idle' })
      },
    }),
    takeUntil(closing$),
    share({ resetOnRefCountZero: () => timer(linger) }),
  )

  const fail = (error: unknown): Observable<never> => {
    const cause = asOmmError(error)
    enter({ status: 'failed', cause })
    report({ event: 'consumer.failed', cause })
    for (const part of parts) part.fail(cause)
    return EMPTY
  }

  combineLatest(parts.map(({ busy$ }) => busy$))
    .pipe(
      map((busy) => busy.includes(true)),
      distinctUntilChanged(),
      // Whoever asked anew in answer to the failure may have done so before the last of the others was told.
      switchMap((busy) =>
        busy ? work$.pipe(catchError((error: unknown, again) => concat(fail(error), again))) : EMPTY,
      ),
      takeUntil(closing$),
    )
    .subscribe()

  const close = (): void => {
    closing.next(true)
    for (const part of parts) part.close()
    openSockets$
      .pipe(
        filter((count) => count === 0),
        take(1),
      )
      // eslint-disable-next-line rxjs-x/no-ignored-error -- a count cannot fail
      .subscribe(() => {
        enter({ status: 'closed' })
        states.complete()
        events.complete()
      })
  }

  return {
    item: requests.item,
    items: requests.many,
    pauseWhile: (paused$) => items.pauseWhile(paused$).pipe(takeUntil(closing$)),
    post: (post) => posts.post(post),
    send: (message) => generics.send(message),
    receive: () => generics.received$,
    latency$: generics.latency$,
    services$: directory.services$,
    state$: states.asObservable(),
    itemCounts: () => items.counts(),
    events$: events.asObservable(),
    close: () => {
      if (!closing.value) close()
      return lastValueFrom(states.pipe(ignoreElements()), { defaultValue: undefined })
    },
  }
}
