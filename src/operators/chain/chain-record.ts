import { type Observable, Subscription, tap } from 'rxjs'
import { ItemError } from '../../errors.js'
import type { ItemEvent, Stale } from '../../item/item-event.js'
import type { Fields } from '../../wire/fields.js'
import type { State } from '../../wire/state.js'
import { toImage } from '../to-image.js'
import { readLinks, type Links } from './read-links.js'

/** One record of a chain, open or over. */
export interface ChainRecord {
  /** Name of the item as its events have it; empty before the first of them. */
  readonly name: string
  readonly service: string | number | undefined
  /** It has content. */
  readonly read: boolean
  /** What it says; absent where it is none of a chain. */
  readonly links: Links | undefined
  /** Absent before the first event. */
  readonly state: State | undefined
  readonly stale: false | Stale
  readonly ended: boolean
  readonly error: ItemError | undefined
  /** It was asked for by a name that nothing has named yet. */
  guessed: boolean
  leave(): void
}

const isClosedByServer = ({ ended, error, state }: ChainRecord): boolean =>
  ended && (error !== undefined || state?.stream === 'Closed')

/** True when a record ended otherwise than a snapshot does: with content, which may be stale. */
export const isClosed = (record: ChainRecord): boolean =>
  isClosedByServer(record) || (record.ended && !record.read)

/** True when a record ended before it said anything, and not by the server: so does one whose consumer is closed. */
export const isCutOff = (record: ChainRecord): boolean =>
  record.ended && !record.read && !isClosedByServer(record)

/** Who wants to know of a record. */
export interface RecordWatcher {
  /**
   * Something about the record is different.
   *
   * @param relinked - what it says, and not its health alone
   * @param recoveredAt - when an outage of it has ended, where it just has, by a refresh; in milliseconds since 1970
   */
  readonly changed: (relinked: boolean, recoveredAt?: number) => void
  /** An error that is not the record's alone. */
  readonly failed: (error: unknown) => void
}

/** Opens a record and follows it. */
export const openRecord = (
  item$: Observable<ItemEvent>,
  guessed: boolean,
  { changed, failed }: RecordWatcher,
): ChainRecord => {
  const subscription = new Subscription()
  let fields: Fields | undefined
  const record = {
    name: '',
    service: undefined as ChainRecord['service'],
    read: false,
    links: undefined as Links | undefined,
    state: undefined as State | undefined,
    stale: false as false | Stale,
    ended: false,
    error: undefined as ItemError | undefined,
    guessed,
    leave: () => {
      subscription.unsubscribe()
    },
  }
  const end = (error?: ItemError): void => {
    record.ended = true
    record.error = error
    changed(true)
  }
  // An image does not tell one without fields, as a view of something else has, from none.
  const note = (event: ItemEvent): void => {
    if (event.type === 'refresh' && event.complete && event.message?.DoNotCache !== true) record.read = true
    if (event.type === 'status' && event.cleared === true) record.read = false
  }
  subscription.add(
    item$.pipe(tap(note), toImage()).subscribe({
      next: (image) => {
        const recoveredAt =
          image.recovered && record.stale !== false ? record.stale.since + image.recovered.awayMs : undefined
        const relinked = image.fields !== fields || image.name !== record.name
        record.name = image.name
        record.service = image.service
        record.state = image.state
        record.stale = image.stale
        if (image.fields !== fields) record.links = readLinks(image.fields)
        fields = image.fields
        changed(relinked, recoveredAt)
      },
      error: (error: unknown) => {
        if (error instanceof ItemError) end(error)
        else failed(error)
      },
      complete: () => {
        end()
      },
    }),
  )
  return record
}
