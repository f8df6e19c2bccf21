import {
  asyncScheduler,
  catchError,
  defaultIfEmpty,
  defer,
  filter,
  ignoreElements,
  map,
  merge,
  NEVER,
  type Observable,
  of,
  switchMap,
  take,
} from 'rxjs'
import { ItemError, OmmError, PostError, type Consumer, type Post } from '../../index.js'
import type { Io } from '../io.js'
import { done, failure, type Ending } from '../play/ending.js'
import { onFeed } from '../play/on-feed.js'
import { play, type Performance } from '../play/play.js'
import { printable, printableJson } from '../terminal/printable.js'
import type { PostWish } from './options.js'

/** Posts once the item can be posted on. */
const posted = (consumer: Consumer, post: Post) => {
  if (post.onStream !== true) return consumer.post(post)
  const { name, service, domain } = post
  const item$ = consumer.item(name, {
    ...(service === undefined ? {} : { service }),
    ...(domain === undefined ? {} : { domain }),
  })
  // The item stays open until the answer is there.
  return merge(
    item$.pipe(
      filter(({ type }) => type === 'refresh'),
      take(1),
      switchMap(() => consumer.post(post)),
    ),
    item$.pipe(ignoreElements()),
  )
}

/** Posts, and tells what became of it. */
const performPost = (consumer: Consumer, { post, json }: PostWish, { stdout }: Io): Performance => {
  const start = asyncScheduler.now()
  const tell = (line: Readonly<Record<string, unknown>>, words: string): void => {
    if (!stdout.writable) return
    const t = asyncScheduler.now() - start
    stdout.write(`${json === true ? printableJson({ t, ...line }) : printable(words)}\n`)
  }
  const outcome$: Observable<Ending> = defer(() => posted(consumer, post)).pipe(
    take(1),
    map(({ postId, text }) => {
      const said = text === undefined ? '' : `: ${text}`
      tell({ type: 'ack', postId, ...(text === undefined ? {} : { text }) }, `accepted${said}`)
      return done
    }),
    // Nobody answers, and nobody was asked to.
    defaultIfEmpty(done),
    catchError((error: unknown) => {
      if (error instanceof PostError) {
        const { code, nakCode, text, outcome } = error
        const said = text === undefined ? {} : { text }
        if (json === true) tell({ type: 'nak', code: nakCode ?? code, outcome, ...said }, '')
        return of(failure(error))
      }
      if (error instanceof ItemError || error instanceof OmmError) return of(failure(error))
      throw error
    }),
  )
  return {
    view$: NEVER,
    ended$: outcome$,
    progress: () => `posting to ${post.name} …`,
    // The answer is the end: when time is up before, it has not come.
    came: () => false,
  }
}

/**
 * Does what `omm post` was asked for.
 *
 * @returns the exit code
 */
export const runPost = (wish: PostWish, io: Io): Promise<number> =>
  onFeed(wish, io, (feed) => play(feed, wish.seconds, io, (consumer) => performPost(consumer, wish, io)))
