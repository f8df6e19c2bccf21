import { catchError, filter, map, NEVER, of, take, tap, type Observable } from 'rxjs'
import {
  DictionaryError,
  downloadDictionary,
  OmmError,
  parseDictionary,
  type Consumer,
  type Dictionary,
} from '../../index.js'
import { exitCodes } from '../exit-codes.js'
import { Fault } from '../fault.js'
import type { Io } from '../io.js'
import { done, failure, type Ending } from '../play/ending.js'
import { onFeed } from '../play/on-feed.js'
import { play, type Performance } from '../play/play.js'
import { readText } from '../read-text.js'
import { printable } from '../terminal/printable.js'
import type { TypesWish } from './options.js'
import { printTypes } from './print-types.js'

const print = (dictionary: Dictionary, wish: TypesWish, { stdout }: Io): void => {
  const lines = printTypes(dictionary, wish)
  if (stdout.writable) stdout.write(`${lines.join('\n')}\n`)
}

const readFiles = async (fieldFile: string, enumFile: string | undefined): Promise<Dictionary> => {
  const fields = await readText(fieldFile)
  const enums = enumFile === undefined ? {} : { enums: await readText(enumFile) }
  try {
    return parseDictionary({ fields, ...enums })
  } catch (error) {
    if (!(error instanceof DictionaryError)) throw error
    const path = error.part === 'fields' ? fieldFile : enumFile
    throw new Fault(printable(`${path}: ${error.message}`), exitCodes.failed)
  }
}

/** Prints by the dictionary of a server. */
const fromServer = (consumer: Consumer, wish: TypesWish, io: Io): Performance => {
  const { service } = wish
  let progress = 'asking for the dictionary …'
  const ended$: Observable<Ending> = downloadDictionary(consumer, {
    ...(service === undefined ? {} : { service }),
  }).pipe(
    tap((event) => {
      if (event.type !== 'progress') return
      const { part, rows, total } = event
      const of = total === undefined ? '' : ` of ${total}`
      progress = `${rows}${of} ${part === 'fields' ? 'fields' : 'tables of values'} …`
    }),
    filter((event) => event.type === 'dictionary'),
    take(1),
    map(({ dictionary }) => {
      print(dictionary, wish, io)
      return done
    }),
    catchError((error: unknown) => {
      if (error instanceof Fault) return of({ exitCode: error.exitCode, reason: error.message })
      if (error instanceof OmmError) return of(failure(error))
      throw error
    }),
  )
  // The dictionary is the end: when time is up before, it has not come.
  return { view$: NEVER, ended$, progress: () => progress, came: () => false }
}

/**
 * Does what `omm types` was asked for.
 *
 * @returns the exit code
 */
export const runTypes = async (wish: TypesWish, io: Io): Promise<number> => {
  const { dictionary, enums, seconds } = wish
  if (dictionary === undefined)
    return onFeed(wish, io, (feed) => play(feed, seconds, io, (consumer) => fromServer(consumer, wish, io)))
  print(await readFiles(dictionary, enums), wish, io)
  return exitCodes.done
}
