import { catchError, concat, defer, EMPTY, ignoreElements, of, share, tap } from 'rxjs'
import { OmmError, type Consumer, type ItemOptions } from '../../index.js'
import type { Feed } from '../feed/feed.js'
import type { Io } from '../io.js'
import { createTally, failure } from '../play/ending.js'
import type { Performance } from '../play/play.js'
import { isTerminal } from '../terminal/output.js'
import { domainOf, usualNames } from './kind-of.js'
import type { WatchWish } from './options.js'
import { printLines } from './print-lines.js'
import { shelfOf } from './shelf-of.js'
import { showBoard, showTable } from './show-board.js'

const itemOptions = (wish: WatchWish): ItemOptions => {
  const { service, view, snapshot } = wish
  const domain = domainOf(wish)
  return {
    snapshot: snapshot === true,
    ...(service === undefined ? {} : { service }),
    ...(domain === undefined ? {} : { domain }),
    ...(view === undefined
      ? {}
      : { view: view.map((field) => (/^-?\d+$/.test(field) ? Number(field) : field)) }),
  }
}

/** Watches items, on a board or as lines. */
export const watchItems = (consumer: Consumer, feed: Feed, wish: WatchWish, io: Io): Performance => {
  const { names: given, snapshot, json } = wish
  const names = given.length > 0 ? given : usualNames(wish)
  const lines = json === true || !isTerminal(io.stdout, io.env)
  const fields = wish.fields ?? (lines ? undefined : wish.view)
  const tally = createTally()
  const items$ = consumer
    .items(names, itemOptions(wish))
    .pipe(tap(tally.note), share({ resetOnComplete: false, resetOnError: false }))
  // How items end is told by `ended$`; a view only shows what there is.
  const shown$ = items$.pipe(catchError(() => EMPTY))
  const board = { consumer, items$: shown$, feed, names, fields, io, shelf: shelfOf(wish, names, fields) }
  const show = snapshot === true ? showTable : showBoard
  return {
    ...(snapshot === true && !lines ? { progress: () => `${tally.seen()} of ${names.length} items …` } : {}),
    view$: defer(() => (lines ? printLines(consumer, shown$, fields, io) : show(board))),
    came: tally.came,
    ended$: concat(
      items$.pipe(ignoreElements()),
      defer(() => of(tally.ending())),
    ).pipe(
      catchError((error: unknown) => {
        if (error instanceof OmmError) return of(failure(error))
        throw error
      }),
    ),
  }
}
