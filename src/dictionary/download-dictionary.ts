import { connect, defer, EMPTY, filter, from, merge, mergeMap, switchMap, take, type Observable } from 'rxjs'
import type { ItemRequest } from '../item/asking/item-request.js'
import type { ItemEvent } from '../item/item-event.js'
import type { Dictionary } from './dictionary.js'
import type { Rows } from './download/collect-rows.js'
import { followPart } from './download/follow-part.js'
import { createDraft } from './draft.js'
import { readEnumRows, readFieldRows, readVersion } from './read/rows.js'

/** What gives items: a consumer. */
export interface DictionarySource {
  /** Streams one item. */
  item(request: ItemRequest): Observable<ItemEvent>
}

/** How a dictionary is asked for. */
export interface DictionaryOptions {
  /**
   * Service by name or number.
   * @defaultValue the server's default service
   */
  readonly service?: string | number
  /**
   * How much is asked for: the versions and no fields, what is needed to read messages, the names of the fields in
   * words besides, or the meanings of enumerated values, too.
   * @defaultValue `'normal'`
   */
  readonly verbosity?: 'info' | 'minimal' | 'normal' | 'verbose'
  /**
   * The values of enumerated fields, too, which are the larger half.
   * @defaultValue `true`
   */
  readonly enums?: boolean
}

/** What happens while a dictionary is downloaded, and afterwards. */
export type DictionaryEvent =
  /** Another part of it has come. */
  | {
      /** Tells the kinds of event apart. */
      readonly type: 'progress'
      /** Which half of the dictionary it is: the fields, or the enumerations. */
      readonly part: 'fields' | 'enums'
      /** Rows of that half so far: one for each field, or one for each table of values. */
      readonly rows: number
      /** About how many there will be; absent where the server does not say. */
      readonly total?: number
    }
  /** All of it is there; later, a new version is. */
  | {
      /** Tells the kinds of event apart. */
      readonly type: 'dictionary'
      /** The dictionary. */
      readonly dictionary: Dictionary
    }

const filters = { info: 0, minimal: 3, normal: 7, verbose: 15 } as const

const read = (fields: Rows, enums: Rows | undefined): Dictionary => {
  const draft = createDraft()
  readFieldRows(draft, fields.rows)
  draft.addVersion(readVersion('fields', fields.summary))
  if (enums !== undefined) {
    readEnumRows(draft, enums.rows)
    draft.addVersion(readVersion('enums', enums.summary))
  }
  return draft.finish()
}

/** The halves that are there, and true as far as anybody knows. */
type Halves = Map<Rows['part'], Rows>

/** Tells what is new after each part. */
const telling = (halves: Halves, withEnums: boolean): ((rows: Rows) => readonly DictionaryEvent[]) => {
  let told: Dictionary | undefined
  return (part) => {
    const { rows, total, complete } = part
    const progress = {
      type: 'progress' as const,
      part: part.part,
      rows: rows.length,
      ...(total === undefined ? {} : { total }),
    }
    halves.delete(part.part)
    if (!complete) return [progress]
    halves.set(part.part, part)
    const [fields, enums] = [halves.get('fields'), halves.get('enums')]
    if (fields === undefined || (withEnums && enums === undefined)) return [progress]
    const dictionary = read(fields, enums)
    const version = JSON.stringify(dictionary.version)
    // After an outage the same comes again. Where there are no versions, nobody knows whether it is the same.
    if (version !== '{}' && version === JSON.stringify(told?.version)) return [progress]
    told = dictionary
    return [progress, { type: 'dictionary', dictionary }]
  }
}

/**
 * Downloads the dictionary of a server, and downloads it again when the server tells of a new version.
 *
 * ```text
 * RWFFld      -part---part---all------------------------------(suspect)-----all--------
 * RWFEnum     -----------------------part--all-------------------------------------all-
 * downloaded  -p------p------p-------p-----p,dictionary---------------------p------p,dictionary
 * ```
 *
 * Nobody needs a dictionary to read prices: servers send names and texts. Not every server gives its own over
 * WebSocket, and some do not answer at all, so put a `timeout` behind this; see the guide on dictionaries.
 *
 * The enumerations are asked for when the fields are there. Both streams stay open while the result is subscribed to;
 * take the first dictionary where one is enough.
 *
 * @param source - a consumer
 * @param options - which dictionary, and how much of it
 * @returns cold observable. Errors with an {@link ItemError} when the server refuses, and with a
 * {@link DictionaryError} when what it sends cannot be read; completes when the consumer is closed.
 *
 * @example
 * ```ts
 * import { downloadDictionary, type Consumer } from 'rx-omm'
 * import { filter, take, timeout } from 'rxjs'
 *
 * declare const consumer: Consumer
 * downloadDictionary(consumer)
 *   .pipe(
 *     timeout(30_000),
 *     filter((event) => event.type === 'dictionary'),
 *     take(1),
 *   )
 *   .subscribe(({ dictionary }) => console.log(dictionary.version.fields, dictionary.fields.size))
 * ```
 */
export const downloadDictionary = (
  source: DictionarySource,
  { service, verbosity = 'normal', enums = true }: DictionaryOptions = {},
): Observable<DictionaryEvent> => {
  const open = (name: string): Observable<ItemEvent> =>
    source.item({
      name,
      domain: 'Dictionary',
      key: { filter: filters[verbosity] },
      // Kept here, read, and not a second time as it came.
      cache: false,
      ...(service === undefined ? {} : { service }),
    })
  return defer(() => {
    const halves: Halves = new Map()
    const tell = telling(halves, enums)
    const part = (half: Rows['part'], name: string): Observable<Rows> =>
      followPart(
        half,
        () => open(name),
        () => {
          halves.delete(half)
        },
      )
    return part('fields', 'RWFFld').pipe(
      connect((fields$) => {
        // Not together with the fields: requests of one moment go out as a batch, which dictionaries are not for.
        const then$ = fields$.pipe(
          filter(({ complete }) => complete),
          take(1),
          switchMap(() => (enums ? part('enums', 'RWFEnum') : EMPTY)),
        )
        return merge(fields$, then$)
      }),
      mergeMap((rows) => from(tell(rows))),
    )
  })
}
