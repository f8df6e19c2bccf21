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
import { flag, type Values } from '../args/option.js'
import { parse } from '../args/parse.js'
import type { Command } from '../command.js'
import { exitCodes } from '../exit-codes.js'
import { Fault } from '../fault.js'
import {
  checkFeedWish,
  feedOptions,
  howOptions,
  simulatorOptions,
  whereOptions,
} from '../feed/feed-options.js'
import type { Io } from '../io.js'
import { done, failure, type Ending } from '../play/ending.js'
import { onFeed } from '../play/on-feed.js'
import { play, type Performance } from '../play/play.js'
import { livePage } from '../terminal/live-page.js'
import { isTerminal } from '../terminal/output.js'
import { printable, printableJson } from '../terminal/printable.js'
import { serviceLines } from './service-lines.js'
import { serviceTable } from './service-table.js'

const whatOptions = { snapshot: flag('the services as they are, then end') }

const options = { ...whatOptions, ...feedOptions }

type ServicesWish = Values<typeof options>

const readArguments = (args: readonly string[]): ServicesWish => {
  const { values, names } = parse(options, args)
  checkFeedWish(values)
  if (names.length > 0) throw new Fault('omm services takes no names; leave them out to see all services')
  return values
}

/** Shows the source directory. */
const showServices = (consumer: Consumer, { json, snapshot }: ServicesWish, io: Io): Performance => {
  const start = asyncScheduler.now()
  const { stdout } = io
  const write = (lines: readonly string[]): void => {
    if (stdout.writable) for (const line of lines) stdout.write(`${line}\n`)
  }
  const services$ = consumer.services$.pipe(share({ resetOnComplete: false, resetOnError: false }))
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

/** `omm services`: the source directory, live. */
export const services: Command = {
  usage: 'omm services [options]',
  about:
    'Shows the source directory: which services there are, whether they are up and take requests. On a terminal ' +
    'a table that stays up to date; elsewhere, or with --json, a JSON line for each service and for each change ' +
    'of its state.',
  options: [
    ['What', whatOptions],
    ['Where', whereOptions],
    ['The simulator', simulatorOptions],
    ['How', howOptions],
  ],
  examples: [
    ['omm services --snapshot', 'the services of the simulator, as a table'],
    ['RX_OMM_LOGIN_NAME=me omm services --url ws://ads:15000 --json', 'every change, a line each'],
  ],
  run: (args, io) => {
    const wish = readArguments(args)
    return onFeed(wish, io, (feed) =>
      play(feed, wish.seconds, io, (consumer) => showServices(consumer, wish, io)),
    )
  },
}
