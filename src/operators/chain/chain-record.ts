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
  /** When the last outage of it ended, in milliseconds since 1970; absent where none did. */
  readonly recoveredAt: number | undefined
  readonly ended: boolean
  readonly error: ItemError | undefined
  /** It was asked for by a name that nothing has named yet. */
  guessed: boolean
  leave(): void
}

/** True when a record ended otherwise than a snapshot does. */
export const isClosed = ({ ended, error, read, stale }: ChainRecord): boolean =>
  ended && (error !== undefined || !read || stale !== false)

/** Who wants to know of a record. */
export interface RecordWatcher {
  /**
   * Something about the record is different.
   *
   * @param relinked - what it says, and not its health alone
   */
  readonly changed: (relinked: boolean) => void
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
    recoveredAt: undefined as number | undefined,
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
        if (image.recovered && record.stale !== false) {
          record.recoveredAt = record.stale.since + image.recovered.awayMs
        }
        const relinked = image.fields !== fields || image.name !== record.name
        record.name = image.name
        record.service = image.service
        record.state = image.state
        record.stale = image.stale
        if (image.fields !== fields) record.links = readLinks(image.fields)
        fields = image.fields
        changed(relinked)
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
