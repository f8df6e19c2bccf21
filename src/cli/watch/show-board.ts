import {
  asyncScheduler,
  EMPTY,
  finalize,
  ignoreElements,
  interval,
  merge,
  type Observable,
  startWith,
  switchMap,
  tap,
} from 'rxjs'
import type { Consumer, NamedEvent } from '../../index.js'
import { createBoard } from '../board/board.js'
import { draw, drawTable, itemHeight } from '../board/draw.js'
import { quotes } from '../board/quotes.js'
import { scroll } from '../board/scroll.js'
import { createShelf, type Shelf } from '../board/shelf.js'
import type { Io } from '../io.js'
import { createTroubles } from '../scenario/troubles.js'
import { quitBy } from '../play/quit.js'
import { keysOf } from '../terminal/keys.js'
import { hasColours } from '../terminal/colours.js'
import { isTerminal } from '../terminal/output.js'
import { sizeOf, takeScreen } from '../terminal/screen.js'
import type { Ending } from '../play/ending.js'
import type { Feed } from '../feed/feed.js'

/** What a board shows. */
export interface BoardWish {
  readonly consumer: Consumer
  readonly items$: Observable<NamedEvent>
  readonly feed: Feed
  readonly names: readonly string[]
  /** Fields to show; `undefined` for the usual ones. */
  readonly fields: readonly string[] | undefined
  /** Where the items are kept; by default as quotes. */
  readonly shelf?: Shelf
  readonly io: Io
}

/** Time between two looks at the board, in milliseconds. */
const period = 100

const now = (): number => asyncScheduler.now()

const shelfFor = ({ shelf, fields, names }: BoardWish): Shelf => shelf ?? createShelf(quotes(fields), names)

/** Shows a board that fills the terminal while subscribed to. Emits when it is quit by a key. */
export const showBoard = (wish: BoardWish): Observable<Ending> => {
  const { consumer, items$, feed, io } = wish
  const shelf = shelfFor(wish)
  const { label, renewAt } = feed
  const board = createBoard({ label, items: shelf.items, renewAt, now: now() })
  const troubles = feed.simulator === undefined ? undefined : createTroubles(feed.simulator)
  const screen = takeScreen(io.stdout)
  const options = { colours: hasColours(io.stdout, io.env), items: shelf.draw }

  let from = 0
  const scrollBy = (key: string): void => {
    const page = shelf.page(itemHeight(io.stdout.rows || 24))
    from = scroll(key, { from, count: shelf.items().length, page })
  }

  const pressed$ = isTerminal(io.stdin, io.env) ? keysOf(io.stdin) : EMPTY
  const quit$ = pressed$.pipe(
    tap((key) => {
      const deed = troubles?.press(key)
      if (deed !== undefined) board.deed(deed, now())
      scrollBy(key)
    }),
    quitBy,
  )
  const drawn$ = sizeOf(io.stdout).pipe(
    tap(() => {
      screen.forget()
      scrollBy('resize')
    }),
    switchMap((size) =>
      interval(period).pipe(
        startWith(0),
        tap(() => {
          screen.show(draw(board.view(now(), troubles?.list() ?? []), { ...size, ...options, from }))
        }),
      ),
    ),
  )
  return merge(
    quit$,
    merge(
      drawn$,
      consumer.state$.pipe(
        tap((state) => {
          board.state(state, now())
        }),
      ),
      consumer.events$.pipe(
        tap((event) => {
          board.event(event)
        }),
      ),
      shelf.follow(items$).pipe(
        tap((change) => {
          board.change(change, now())
        }),
      ),
    ).pipe(ignoreElements()),
  ).pipe(
    finalize(() => {
      screen.leave()
    }),
  )
}

/** Gathers images, and shows them as a table when nobody is subscribed any more. */
export const showTable = (wish: BoardWish): Observable<never> => {
  const { items$, io } = wish
  const { stdout } = io
  const shelf = shelfFor(wish)
  return shelf.follow(items$).pipe(
    ignoreElements(),
    finalize(() => {
      const options = {
        columns: stdout.columns || 80,
        colours: hasColours(io.stdout, io.env),
        items: shelf.draw,
      }
      stdout.write(`${drawTable(now(), options).join('\n')}\n`)
    }),
  )
}
