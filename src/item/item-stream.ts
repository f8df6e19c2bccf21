import type { FieldValue, Fields } from '../wire/messages.js'
import { openSuspect, type State } from '../wire/state.js'
import type { ItemEvent, RefreshEvent, Stale, StaleCause, StatusEvent } from './item-event.js'
import type { ItemKind } from './item-request.js'
import { filterOf, pickFields, setField, type View } from './view.js'

/** One subscriber of an item. */
export interface Sink {
  next(event: ItemEvent): void
  error(error: unknown): void
  complete(): void
  readonly view: View
  /** Names that this subscriber is to see; `undefined` for all. */
  readonly filter: ReadonlySet<string> | undefined
  /** Wants one image of a stream that others keep open. */
  readonly once: boolean
  /** Came when there was no image to hand over: gets no content until the next refresh begins. */
  behind: boolean
}

/** What a subscriber is made from. */
export const sinkFor = (
  observer: Pick<Sink, 'next' | 'error' | 'complete'>,
  view: View,
  once: boolean,
): Sink => ({
  next: (event) => {
    observer.next(event)
  },
  error: (error) => {
    observer.error(error)
  },
  complete: () => {
    observer.complete()
  },
  view,
  filter: filterOf(view),
  once,
  behind: false,
})

/** Content of an event that carries none. */
export const noFields: Fields = Object.freeze({})

/** State of an item that has not been answered yet. */
const pending = openSuspect('not answered yet')

/**
 * What is known of one item: its subscribers, its image, its health, and where it stands on the wire. A class,
 * because there may be 100,000 of them: methods are shared, and a field costs eight bytes where a closure costs
 * sixty.
 */
export class ItemStream {
  readonly name: string
  readonly kind: ItemKind
  view: View
  /** What is asked for on the wire: differs from `name` and `kind` after a redirect. */
  wireName: string
  wireKind: ItemKind
  /** Stream id on the present connection; 0 for none. */
  id = 0
  sinks: readonly Sink[] = []
  state: State = pending
  stale: false | Stale = false
  service: string | number | undefined
  /** Current content of a field list, changed in place: copy it before you hand it out. */
  image: Record<string, FieldValue> | undefined = undefined
  /** A refresh came on this connection, so updates make sense. */
  refreshed = false
  /** A refresh in several parts is under way. */
  partial = false
  /** An image was delivered at some time, so that an outage can have a length. */
  wasLive = false
  /** Requests that failed in a row. */
  failures = 0
  /** Redirects that were followed since the last image. */
  hops = 0
  /** Open when the last session ended, and not yet answered on the new one. */
  recovering = false

  constructor(name: string, kind: ItemKind, view: View) {
    this.name = name
    this.kind = kind
    this.view = view
    this.wireName = name
    this.wireKind = kind
    this.service = kind.service
  }

  add(sink: Sink): void {
    this.sinks = [...this.sinks, sink]
  }

  remove(sink: Sink): void {
    this.sinks = this.sinks.filter((one) => one !== sink)
  }

  /** A refresh begins: from here on the newcomers among the subscribers can follow. */
  catchUp(): void {
    for (const sink of this.sinks) sink.behind = false
  }

  /** Forgets everything that belonged to a connection; name, subscribers and image stay. */
  leaveWire(): void {
    this.id = 0
    this.refreshed = false
    this.partial = false
  }

  /** Marks the data stale. When it is already, it is so since then, but for the newest cause. */
  suspect(state: State, since: number, cause: StaleCause): void {
    this.state = state
    this.stale = { since: this.stale === false ? since : this.stale.since, cause }
  }

  /** Takes fields over into the image. */
  merge(fields: Fields): void {
    const image = (this.image ??= {})
    // Not Object.assign, which would let a field named __proto__ change the image's prototype.
    for (const name in fields) setField(image, name, fields[name] as FieldValue)
  }

  /** Hands an event to every subscriber, cut down to the fields that each asked for. */
  deliver(event: ItemEvent): void {
    // The list is replaced and never changed, so subscribers may come and go while it is walked.
    for (const sink of this.sinks) this.deliverTo(sink, event)
  }

  /** The present health as an event. */
  statusEvent(): StatusEvent {
    return { type: 'status', name: this.name, service: this.service, state: this.state, stale: this.stale }
  }

  /** The image as an event, for a late subscriber; `undefined` when there is none. */
  imageEvent(): RefreshEvent | undefined {
    if (this.image === undefined) return undefined
    return {
      type: 'refresh',
      name: this.name,
      service: this.service,
      state: this.state,
      stale: this.stale,
      fields: { ...this.image },
      solicited: true,
      // In the middle of a refresh: the newcomer gets the rest of it like everyone.
      complete: !this.partial,
    }
  }

  /** Hands an event to one subscriber; one that waits for a single image gets only that, and is done. */
  deliverTo(sink: Sink, event: ItemEvent): void {
    if (event.type === 'status') {
      sink.next(event)
      return
    }
    if (sink.behind) return
    // One image and no updates, but what arrives between the parts of a refresh belongs to the image.
    if (sink.once && event.type === 'update' && !this.partial) return
    if (sink.filter === undefined) {
      sink.next(event)
    } else {
      const fields = pickFields(event.fields, sink.filter)
      if (fields === undefined && event.type === 'update') return
      sink.next({ ...event, fields: fields ?? noFields })
    }
    if (sink.once && event.type === 'refresh' && event.complete) {
      this.remove(sink)
      sink.complete()
    }
  }
}
