import { catchError, concat, defer, EMPTY, filter, ignoreElements, of, share, take, tap } from 'rxjs'
import { OmmError, toItems, type Consumer } from '../../index.js'
import { Fault } from '../fault.js'
import type { Feed } from '../feed/feed.js'
import type { Io } from '../io.js'
import { done, failure } from '../play/ending.js'
import { onFeed } from '../play/on-feed.js'
import { play, type Performance } from '../play/play.js'
import { isTerminal } from '../terminal/output.js'
import { printLines } from '../watch/print-lines.js'
import { showBoard } from '../watch/show-board.js'
import { openList } from './open-list.js'
import type { ListWish } from './options.js'
import { printMembers } from './print-members.js'

/** Follows a list. */
const followList = (consumer: Consumer, feed: Feed, wish: ListWish, io: Io): Performance => {
  const { service, snapshot, items, json } = wish
  const plain = json === true || !isTerminal(io.stdout, io.env)
  const onService = service === undefined ? {} : { service }
  let size = { known: 0, complete: false }
  const members$ = openList(consumer, wish).pipe(
    tap(({ members, complete }) => {
      size = { known: members.size, complete }
    }),
    share({ resetOnComplete: false, resetOnError: false }),
  )
  // How the list ends is told by `ended$`; a view only shows what there is.
  const shown$ = members$.pipe(catchError(() => EMPTY))
  const view = () => {
    if (items !== true) return printMembers(shown$, { stdout: io.stdout, json: plain })
    const items$ = shown$.pipe(toItems((name) => consumer.item(name, onService)))
    return plain
      ? printLines(consumer, items$, undefined, io)
      : showBoard({ consumer, items$, feed, names: [], fields: undefined, io })
  }
  return {
    // A board, and lines of items, tell by themselves.
    ...(items === true ? {} : { progress: () => (size.complete ? '' : `${size.known} members so far …`) }),
    view$: defer(view),
    ended$: concat(
      snapshot === true
        ? members$.pipe(
            filter(({ complete, stale }) => complete && stale === false),
            take(1),
            ignoreElements(),
          )
        : members$.pipe(ignoreElements()),
      of(done),
    ).pipe(
      catchError((error: unknown) => {
        if (error instanceof OmmError) return of(failure(error))
        if (error instanceof Fault) return of({ exitCode: error.exitCode, reason: error.message })
        throw error
      }),
    ),
  }
}

/**
 * Does what `omm list` was asked for.
 *
 * @returns the exit code
 */
export const runList = (wish: ListWish, io: Io): Promise<number> =>
  onFeed(wish, io, (feed) => play(feed, wish.seconds, io, (consumer) => followList(consumer, feed, wish, io)))
