import { asyncScheduler, catchError, concat, defer, ignoreElements, map, of, tap } from 'rxjs'
import { platform } from '#platform'
import { OmmError, type Consumer, type ItemOptions } from '../../index.js'
import { recordWebSocket } from '../../simulator/index.js'
import type { Command } from '../command.js'
import { simulatorOptions, whereOptions } from '../feed/feed-options.js'
import { Fault } from '../fault.js'
import { createTally, done, failure, type Ending } from '../play/ending.js'
import { onFeed } from '../play/on-feed.js'
import { play, type Performance } from '../play/play.js'
import { printable } from '../terminal/printable.js'
import { howOptions, readRecordArguments, whatOptions, type RecordWish } from './options.js'
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

/** `omm record`: writes down what goes over the connection while items are watched. */
export const record: Command = {
  usage: 'omm record [NAME…] [options]',
  about:
    'Watches items and writes each frame of the connection as a JSON line, tokens masked. When the connection is ' +
    'lost, the next one has a file of its own: FILE-2.ndjson follows FILE.ndjson; the standard output holds one ' +
    'connection, and the command ends with it. What is missing of credentials and address is found as by omm watch.',
  options: [
    ['What', whatOptions],
    ['Where', whereOptions],
    ['The simulator', simulatorOptions],
    ['How', howOptions],
  ],
  examples: [
    ['omm record EUR= JPY= --out session.ndjson', 'until it is interrupted'],
    ['omm record VOD.L --domain MarketByPrice --seconds 60 > book.ndjson', 'a minute of an order book'],
  ],
  run: async (args, io) => {
    const wish = readRecordArguments(args)
    const tape = wish.out === undefined ? outputTape(io) : await fileTape(wish.out)
    try {
      return await onFeed(wish, io, (feed) => {
        const webSocket = recordWebSocket(feed.consumer.webSocket ?? platform.webSocket, tape.write)
        const recorded = { ...feed, consumer: { ...feed.consumer, webSocket } }
        return play(recorded, wish.seconds, io, (consumer) => recordItems(consumer, wish, tape))
      })
    } finally {
      for (const [path, lines] of await tape.close())
        io.stderr.write(`${printable(`omm: ${path}: ${lines} lines`)}\n`)
    }
  },
}
