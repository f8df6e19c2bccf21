import { asyncScheduler, catchError, concat, defer, ignoreElements, map, of, tap } from 'rxjs'
import { platform } from '#platform'
import { OmmError, type Consumer, type ItemOptions } from '../../index.js'
import { recordWebSocket } from '../../simulator/index.js'
import { Fault } from '../fault.js'
import type { Io } from '../io.js'
import { createTally, done, failure, type Ending } from '../play/ending.js'
import { onFeed } from '../play/on-feed.js'
import { play, type Performance } from '../play/play.js'
import { tell } from '../terminal/tell.js'
import type { RecordWish } from './options.js'
import { fileTape, outputTape, type Tape } from './tape.js'

/** Items of the simulator that are recorded unless others are named. */
const usualNames = ['EUR=', 'JPY=', 'GBP=', 'TRI.N', 'IBM.N', 'VOD.L']

const itemOptions = ({ service, domain, view = [], fields = [], snapshot }: RecordWish): ItemOptions => {
  const wanted = [...new Set([...view, ...fields])].map((field) =>
    /^-?\d+$/.test(field) ? Number(field) : field,
  )
  return {
    snapshot: snapshot === true,
    ...(service === undefined ? {} : { service }),
    ...(domain === undefined ? {} : { domain }),
    ...(wanted.length === 0 ? {} : { view: wanted }),
  }
}

const ended = (error: unknown): Ending => {
  if (error instanceof OmmError) return failure(error)
  if (error instanceof Fault) return { exitCode: error.exitCode, reason: error.message }
  throw error
}

/** Watches items for what goes over the connection; nothing is shown. */
const recordItems = (consumer: Consumer, wish: RecordWish, tape: Tape): Performance => {
  const names = wish.names.length > 0 ? wish.names : usualNames
  const tally = createTally()
  const start = asyncScheduler.now()
  return {
    progress: () =>
      `${tape.lines()} lines, ${Math.round((asyncScheduler.now() - start) / 1000)} s, ${tally.seen()} of ${names.length} items`,
    came: tally.came,
    view$: tape.full$.pipe(
      map(() => done),
      catchError((error: unknown) => of(ended(error))),
    ),
    ended$: concat(
      consumer.items(names, itemOptions(wish)).pipe(tap(tally.note), ignoreElements()),
      defer(() => of(tally.ending())),
    ).pipe(catchError((error: unknown) => of(ended(error)))),
  }
}

/**
 * Does what `omm record` was asked for.
 *
 * @returns the exit code
 */
export const runRecord = async (wish: RecordWish, io: Io): Promise<number> => {
  const tape = wish.out === undefined ? outputTape(io) : await fileTape(wish.out)
  try {
    return await onFeed(wish, io, (feed) => {
      const webSocket = recordWebSocket(feed.consumer.webSocket ?? platform.webSocket, tape.write)
      const recorded = { ...feed, consumer: { ...feed.consumer, webSocket } }
      return play(recorded, wish.seconds, io, (consumer) => recordItems(consumer, wish, tape))
    })
  } finally {
    for (const [path, lines] of await tape.close()) tell(io.stderr, `${path}: ${lines} lines`)
  }
}
