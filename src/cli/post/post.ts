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
import type { Command } from '../command.js'
import { exitCodes } from '../exit-codes.js'
import { howOptions, simulatorOptions, whereOptions } from '../feed/feed-options.js'
import type { Io } from '../io.js'
import { done, failure, type Ending } from '../play/ending.js'
import { onFeed } from '../play/on-feed.js'
import { play, type Performance } from '../play/play.js'
import { printable, printableJson } from '../terminal/printable.js'
import { readPostArguments, whatOptions, type PostWish } from './options.js'

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
  return { view$: NEVER, ended$: outcome$, progress: () => `posting to ${post.name} …` }
}

/** `omm post`: pushes fields to the server, and tells whether they were accepted. */
export const post: Command = {
  usage: 'omm post NAME FIELD=VALUE… [options]',
  about:
    'Posts fields to an item and prints the answer. What looks like a number is sent as a number; FIELD= makes a ' +
    'field blank; FIELD:=VALUE sends text whatever it looks like. A post is sent once: when no answer comes, ' +
    'nobody knows whether it was accepted, and the command says so.',
  options: [
    ['What', whatOptions],
    ['Where', whereOptions],
    ['The simulator', simulatorOptions],
    ['How', howOptions],
  ],
  examples: [
    ['omm post TRI.N BID=45.55 ASK=45.57', 'to the simulator, which accepts it'],
    ['omm post UNKNOWN.X BID=1', `refused: exit code ${exitCodes.failed}`],
    [
      'omm post TRI.N BID=45.55 --on-stream --url ws://ads:15000 --service CONTRIB',
      'on the stream of the item',
    ],
  ],
  run: (args, io) => {
    const wish = readPostArguments(args)
    return onFeed(wish, io, (feed) =>
      play(feed, wish.seconds, io, (consumer) => performPost(consumer, wish, io)),
    )
  },
}
