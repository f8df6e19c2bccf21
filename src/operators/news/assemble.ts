import { Observable, Subscription, asyncScheduler, finalize, map, of, takeUntil, throwError } from 'rxjs'
import type { ItemEvent, ItemEventBase, UpdateEvent } from '../../item/item-event.js'
import type { NewsEvent } from './news-event.js'
import { openStories, type WholeStory } from './open-stories.js'
import { readFragment } from './read-fragment.js'
import type { Limits } from './stories-options.js'
import { unpack, type ReadJson } from './unpack.js'

const baseOf = ({ name, service, state, stale }: ItemEventBase): ItemEventBase => ({
  name,
  service,
  state,
  stale,
})

/** How many updates the server says it has merged into this one. */
const mergedCount = ({ message }: UpdateEvent): number => message?.ConflationInfo?.Count ?? 0

/** True where several updates may have been merged into this one: `conflate` leaves no message then. */
const mayBeMerged = (event: UpdateEvent): boolean =>
  event.message === undefined || event.updateType === 'Multiple' || mergedCount(event) > 1

/** Puts fragments together. Each emission stands for one event, which may take its time: they are to be concatenated. */
export const assemble = <T>(
  source: Observable<ItemEvent>,
  limits: Limits,
  read: ReadJson<T>,
): Observable<Observable<NewsEvent<T>>> =>
  new Observable((subscriber) => {
    let base: ItemEventBase | undefined
    let timer: Subscription | undefined
    const tell = (event: NewsEvent<T>): void => {
      subscriber.next(of(event))
    }
    const stories = openStories(limits, (loss) => {
      if (base) tell({ ...base, type: 'lost', ...loss })
    })
    const whole = ({ guid, source: from, kind, fragments, compressed, release }: WholeStory): void => {
      const about = { ...base, guid, source: from } as ItemEventBase & { guid: string; source: string }
      const size = compressed.length
      // Counted from here: what waits behind one that is never unpacked must not pile up.
      const event$ = unpack(compressed, limits, asyncScheduler.now() + limits.timeout, read).pipe(
        map((result): NewsEvent<T> =>
          'story' in result
            ? { ...about, type: 'story', ...(kind === undefined ? {} : { kind }), ...result }
            : { ...about, type: 'lost', ...result, fragments, bytes: size, size },
        ),
        finalize(release),
      )
      subscriber.next(event$)
    }
    const wait = (): void => {
      timer = undefined
      const left = stories.expire(asyncScheduler.now())
      // Who was told of a loss may have left at that.
      if (left !== undefined && !subscriber.closed) timer = asyncScheduler.schedule(wait, left)
    }
    const onUpdate = (event: UpdateEvent): void => {
      const count = mergedCount(event)
      if (count > 1) stories.lose({}, 'conflated', `the server merged ${count} updates into one`)
      const fragment = readFragment(event.fields)
      if (fragment === undefined) return
      if ('fault' in fragment) {
        const { fault, text, ...name } = fragment
        stories.lose(name, fault, text)
        return
      }
      const story = stories.add(fragment, asyncScheduler.now(), mayBeMerged(event))
      if (story) whole(story)
      else if (timer === undefined) wait()
    }
    const onHealth = (event: Exclude<ItemEvent, UpdateEvent>): void => {
      if (event.stale !== false) stories.loseAll('outage', `the item became stale: ${event.stale.cause.text}`)
      // One that somebody asked for, such as another subscriber, leaves the row of updates as it is.
      else if (event.type === 'refresh' && !event.solicited)
        stories.loseAll('refresh', 'the server sent a refresh before the story was whole')
      const recovered = event.type === 'refresh' ? event.recovered : undefined
      tell({ ...baseOf(event), type: 'status', ...(recovered ? { recovered } : {}) })
    }
    const end = (): void => {
      stories.loseAll('ended', 'the item ended before the story was whole')
    }

    const subscription = new Subscription(() => timer?.unsubscribe())
    // A source that emits all at once has to hear, too, that nobody listens any more.
    const left$ = new Observable<void>((observer) => {
      subscriber.add(() => {
        observer.next()
      })
    })
    subscription.add(
      source.pipe(takeUntil(left$)).subscribe({
        next: (event) => {
          base = baseOf(event)
          if (event.type === 'update') onUpdate(event)
          else onHealth(event)
        },
        error: (error: unknown) => {
          end()
          // Behind the stories that are still being unpacked.
          subscriber.next(throwError(() => error as Error))
          subscriber.complete()
        },
        complete: () => {
          end()
          subscriber.complete()
        },
      }),
    )
    return subscription
  })
