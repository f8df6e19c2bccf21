import {
  asyncScheduler,
  catchError,
  EMPTY,
  endWith,
  filter,
  ignoreElements,
  of,
  share,
  takeWhile,
  tap,
} from 'rxjs'
import { OmmError, toStories, type Consumer, type NewsEvent } from '../../index.js'
import type { Io } from '../io.js'
import { done, failure } from '../play/ending.js'
import { onFeed } from '../play/on-feed.js'
import { play, type Performance } from '../play/play.js'
import { isTerminal } from '../terminal/output.js'
import { printableJson } from '../terminal/printable.js'
import type { NewsWish } from './options.js'
import { isIn, jsonLine, textLines } from './story-lines.js'

/** Leaves out the statuses that tell nothing new: the news is as live, or as stale, as it was. */
const onlyChanges = () => {
  let live = true
  return (event: NewsEvent): boolean => {
    if (event.type !== 'status') return true
    const before = live
    live = event.stale === false
    return live !== before
  }
}

/** Leaves out what comes after so many stories, be it in the same moment. */
const upTo = (count: number) => {
  let left = count
  return takeWhile<NewsEvent>(({ type }) => type !== 'story' || --left > 0, true)
}

/** Shows news. */
export const showNews = (consumer: Consumer, wish: NewsWish, { stdout, env }: Io): Performance => {
  const start = asyncScheduler.now()
  const { item, service, language, full = false, count = Infinity, json } = wish
  const plain = json === true || !isTerminal(stdout, env)
  let came = false
  const events$ = consumer
    .item(item, { domain: 'NewsTextAnalytics', ...(service === undefined ? {} : { service }) })
    .pipe(
      toStories(),
      tap(({ stale }) => {
        if (stale === false) came = true
      }),
      filter((event) => event.type !== 'story' || isIn(event.story, language)),
      // Who leaves does not wait for the rest of a story.
      filter((event) => event.type !== 'lost' || event.reason !== 'ended'),
      filter(onlyChanges()),
      upTo(count),
      share({ resetOnComplete: false, resetOnError: false }),
    )
  return {
    progress: () => '',
    came: () => came,
    view$: events$.pipe(
      tap((event) => {
        const lines = plain
          ? [printableJson({ t: asyncScheduler.now() - start, ...jsonLine(event) })]
          : textLines(event, full)
        if (stdout.writable) for (const line of lines) stdout.write(`${line}\n`)
      }),
      ignoreElements(),
      // How it ends is told below.
      catchError(() => EMPTY),
    ),
    ended$: events$.pipe(
      ignoreElements(),
      // When there were enough stories, or the server has no more of them.
      endWith(done),
      catchError((error: unknown) => {
        if (error instanceof OmmError) return of(failure(error))
        throw error
      }),
    ),
  }
}

/**
 * Does what `omm news` was asked for.
 *
 * @returns the exit code
 */
export const runNews = (wish: NewsWish, io: Io): Promise<number> =>
  onFeed(wish, io, (feed) => play(feed, wish.seconds, io, (consumer) => showNews(consumer, wish, io)))
