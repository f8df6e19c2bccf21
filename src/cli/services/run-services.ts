import {
  asyncScheduler,
  catchError,
  EMPTY,
  filter,
  ignoreElements,
  map,
  merge,
  of,
  share,
  take,
  tap,
} from 'rxjs'
import { OmmError, type Consumer } from '../../index.js'
import { exitCodes } from '../exit-codes.js'
import type { Io } from '../io.js'
import { done, failure, type Ending } from '../play/ending.js'
import { onFeed } from '../play/on-feed.js'
import { play, type Performance } from '../play/play.js'
import { livePage } from '../terminal/live-page.js'
import { isTerminal } from '../terminal/output.js'
import { printable, printableJson } from '../terminal/printable.js'
import type { ServicesWish } from './options.js'
import { serviceLines } from './service-lines.js'
import { serviceTable } from './service-table.js'

/** Shows the source directory. */
const showServices = (consumer: Consumer, { json, snapshot }: ServicesWish, io: Io): Performance => {
  const start = asyncScheduler.now()
  const { stdout } = io
  const write = (lines: readonly string[]): void => {
    if (stdout.writable) for (const line of lines) stdout.write(`${line}\n`)
  }
  let came = false
  const services$ = consumer.services$.pipe(
    tap(({ stale }) => {
      if (stale === false) came = true
    }),
    share({ resetOnComplete: false, resetOnError: false }),
  )
  const first$ = services$.pipe(
    filter(({ stale }) => stale === false),
    take(1),
  )
  const lines = serviceLines()
  const printed$ = (snapshot === true ? first$ : services$).pipe(
    tap((services) => {
      write(lines(services, asyncScheduler.now() - start).map(printableJson))
    }),
  )
  const tabled$ = first$.pipe(
    tap((services) => {
      write(serviceTable(services, stdout.columns || 80))
    }),
  )
  const plain = json === true || !isTerminal(stdout, io.env)
  const written$ = plain ? printed$ : tabled$
  return {
    // The page hides what is written to the error output.
    ...(plain || snapshot === true ? { progress: () => '' } : {}),
    came: () => came,
    view$:
      plain || snapshot === true
        ? written$.pipe(
            ignoreElements(),
            catchError(() => EMPTY),
          )
        : livePage(
            ({ columns }) =>
              services$.pipe(
                map((services) => serviceTable(services, columns)),
                catchError(() => EMPTY),
              ),
            io,
          ),
    ended$: merge(
      snapshot === true ? first$.pipe(map(() => done)) : services$.pipe(ignoreElements()),
      consumer.events$.pipe(
        filter((event) => event.event === 'directory.unavailable'),
        map(({ state }): Ending => {
          const reason = state.text === '' ? state.code : state.text
          return {
            exitCode: exitCodes.failed,
            reason: printable(`the server gives no source directory: ${reason}`),
          }
        }),
      ),
    ).pipe(
      catchError((error: unknown) => {
        if (error instanceof OmmError) return of(failure(error))
        throw error
      }),
    ),
  }
}

/**
 * Does what `omm services` was asked for.
 *
 * @returns the exit code
 */
export const runServices = (wish: ServicesWish, io: Io): Promise<number> =>
  onFeed(wish, io, (feed) => play(feed, wish.seconds, io, (consumer) => showServices(consumer, wish, io)))
