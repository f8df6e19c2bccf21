import {
  catchError,
  concat,
  defer,
  EMPTY,
  firstValueFrom,
  from,
  ignoreElements,
  map,
  merge,
  NEVER,
  of,
  race,
  share,
  tap,
  timer,
  type Observable,
} from 'rxjs'
import { createConsumer, OmmError, type ItemOptions } from '../../index.js'
import { exitCodes } from '../exit-codes.js'
import type { Io } from '../io.js'
import { isTerminal, readerGone } from '../terminal/output.js'
import { signals$ } from '../terminal/signals.js'
import { createTally, done, failure, refused, type Ending } from './ending.js'
import type { Feed } from './feed.js'
import type { WatchWish } from './options.js'
import { printLines } from './print-lines.js'
import { showBoard, showTable } from './show-board.js'

/** Items of the simulator that are watched unless others are named. */
const usualNames = ['EUR=', 'JPY=', 'GBP=', 'TRI.N', 'IBM.N', 'VOD.L']

/** Longest wait for a proper end, in milliseconds. */
const patience = 5_000

const itemOptions = ({ service, view, snapshot }: WatchWish): ItemOptions => ({
  snapshot: snapshot === true,
  ...(service === undefined ? {} : { service }),
  ...(view === undefined
    ? {}
    : { view: view.map((field) => (/^-?\d+$/.test(field) ? Number(field) : field)) }),
})

/** Watches a feed until there is a reason to end, and leaves properly. */
export const play = async (feed: Feed, wish: WatchWish, io: Io): Promise<Ending> => {
  const { names: given, seconds, snapshot, json } = wish
  const names = given.length > 0 ? given : usualNames
  const fields = wish.fields ?? (isTerminal(io.stdout, io.env) && json !== true ? wish.view : undefined)
  const tally = createTally()
  const consumer = createConsumer(feed.consumer)
  const items$ = consumer
    .items(names, itemOptions(wish))
    .pipe(tap(tally.note), share({ resetOnComplete: false, resetOnError: false }))
  // How items end is told by `ended$`; a view only shows what there is.
  const shown$ = items$.pipe(catchError(() => EMPTY))

  const view = (): Observable<Ending> => {
    if (json === true || !isTerminal(io.stdout, io.env)) return printLines(consumer, shown$, fields, io)
    const board = { consumer, items$: shown$, feed, names, fields, io }
    return snapshot === true ? showTable(board) : showBoard(board)
  }
  // Not begun anew when it has completed: there is one view.
  const view$ = defer(view).pipe(share({ resetOnComplete: false, resetOnError: false }))
  const ended$ = concat(
    items$.pipe(ignoreElements()),
    defer(() => of(tally.ending())),
  ).pipe(
    catchError((error: unknown) => {
      if (error instanceof OmmError) return of(failure(error))
      throw error
    }),
  )
  const told = firstValueFrom(
    merge(
      refused(consumer.events$),
      seconds === undefined ? NEVER : timer(seconds * 1000).pipe(map(() => done)),
      signals$.pipe(map((signal): Ending => ({ exitCode: exitCodes[signal] }))),
      readerGone(io.stdout).pipe(map(() => done)),
      // Before the items are: nothing that their subscription brings about is to be missed.
      view$,
      ended$,
    ),
    { defaultValue: done },
  )
  // Kept until everything is closed, so that the end is shown too.
  const held = view$.subscribe({ error: () => undefined })
  try {
    const ending = await told
    const atOnce$ = merge(view$, signals$.pipe(map((signal): Ending => ({ exitCode: exitCodes[signal] }))))
    const left$ = merge(from(consumer.close()), timer(patience)).pipe(map(() => ending))
    return await firstValueFrom(race(left$, atOnce$), { defaultValue: ending })
  } finally {
    held.unsubscribe()
  }
}
