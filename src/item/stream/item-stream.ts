import type { ContentCache } from '../../content/content-cache.js'
import { KeptFields } from '../../content/kept-fields.js'
import type { Fields } from '../../wire/fields.js'
import type { Qos } from '../../wire/qos.js'
import { openSuspect, type State } from '../../wire/state.js'
import type { ItemEvent, RefreshEvent, Stale, StaleCause, StatusEvent } from '../item-event.js'
import type { ItemKind } from '../asking/item-request.js'
import { pausedBy, type Sink } from './sink.js'
import { noTerms, type Terms } from './terms.js'
import { pickFields, type View } from './view.js'

/** Content of an event that carries no field list. */
export const noFields: Fields = Object.freeze({})

/** The requests among which that of an item is. */
export interface Requests {
  /** Takes an item out; false when it was not in. */
  delete(stream: ItemStream): boolean
}

/** Subscribers of an item that has none yet. */
const nobody: readonly Sink[] = []

/**
 * What is kept from one update of an item to the next, over so many of others, outlives the young generation of the
 * heap, and to move it costs more than is saved by it.
 */
const rarely = 1_000

/** State of an item that has not been answered yet. */
const pending = openSuspect('not answered yet')

/**
 * What is known of one item: its subscribers, its content, its health, and where it stands on the wire. A class,
 * because there may be 100,000 of them: methods are shared, and a field costs eight bytes where a closure costs
 * sixty.
 */
export class ItemStream {
  readonly name: string
  readonly kind: ItemKind
  /** What is asked for on the wire: differs from `name` and `kind` after a redirect. */
  wireName: string
  wireKind: ItemKind
  /** What was asked for last on the wire, besides name and kind. */
  terms: Terms = noTerms
  /** Stream id on the present connection; 0 for none. */
  id = 0
  /** Where its request stands: to be sent, or waited for; `undefined` where there is none under way. */
  requests: Requests | undefined = undefined
  /** Its place among them; of no meaning where there are none. */
  place = 0
  /** Its subscribers, the oldest first. */
  sinks: readonly Sink[] = nobody
  /** The list of subscribers may be in somebody's hands: it is replaced with the next change, and not changed. */
  private walked = true
  state: State = pending
  stale: false | Stale = false
  service: string | number | undefined
  /** Newest quality of service that the server told. */
  qos: Qos | undefined = undefined
  /** The content is kept, from the last refresh on. */
  keeping = false
  /** Current content of a field list. */
  image: KeptFields | undefined = undefined
  /** Current content of any other kind. */
  book: ContentCache | undefined = undefined
  /** Fields of which the kept content has the current values. */
  current: View = undefined
  /** The kept content has integers of any size as they are. */
  exactly = false
  /** The server could not read what fields are wanted, so all of them are asked for. */
  allFields = false
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
  /** `updates` of its kind at its own last one. */
  private updatedAt = 0
  /** Counts what is delivered. */
  turn = 0
  /** Open when the last session ended, and not yet answered on the new one. */
  recovering = false

  constructor(name: string, kind: ItemKind) {
    this.name = name
    this.kind = kind
    this.wireName = name
    this.wireKind = kind
    this.service = kind.service
  }

  /** Any subscriber wants integers of any size as they are. */
  get exact(): boolean {
    return this.sinks.some(({ wish }) => wish.exact)
  }

  /** Each subscriber has asked for a pause itself. */
  get pausedItself(): boolean {
    return this.sinks.every(({ pauses }) => (pauses & pausedBy.itself) !== 0)
  }

  add(sink: Sink): void {
    if (this.walked) {
      // Not a spread, which would leave room for seventeen, and most items have but one.
      this.sinks = this.sinks.length === 0 ? [sink] : this.sinks.concat(sink)
      this.walked = false
    } else {
      ;(this.sinks as Sink[]).push(sink)
    }
  }

  remove(sink: Sink): void {
    const at = this.sinks.indexOf(sink)
    if (at === -1) return
    if (this.walked) {
      this.sinks = this.sinks.filter((one) => one !== sink)
      this.walked = false
    } else {
      ;(this.sinks as Sink[]).splice(at, 1)
    }
  }

  /** Its subscribers as they are now, for a walk in which some may come and go. */
  walk(): readonly Sink[] {
    this.walked = true
    return this.sinks
  }

  /** Forgets everything that belonged to a connection; name, subscribers and content stay. */
  leaveWire(): void {
    this.id = 0
    this.refreshed = false
    this.partial = false
    this.allFields = false
  }

  /** Marks the data stale. When it is already, it is so since then, but for the newest cause. */
  suspect(state: State, since: number, cause: StaleCause): void {
    this.state = state
    this.stale = { since: this.stale === false ? since : this.stale.since, cause }
  }

  /** Takes fields over into the image, if there is to be one. */
  merge(fields: Fields): void {
    if (!this.keeping) return
    if (this.image !== undefined) {
      if (this.isUpdatedRarely()) this.image.mergeNow(fields)
      else this.image.merge(fields)
      return
    }
    // A stream has content of one kind; when that changes, what was kept means nothing any more.
    this.book = undefined
    this.image = new KeptFields(fields)
  }

  /** Others of its kind had so many updates since its last that a message kept until now has grown old. */
  private isUpdatedRarely(): boolean {
    const { told } = this.kind
    told.updates += 1
    const since = told.updates - this.updatedAt
    this.updatedAt = told.updates
    return since > rarely
  }

  /** Hands an event to every subscriber, cut down to the fields that each asked for. */
  deliver(event: ItemEvent): void {
    const turn = (this.turn += 1)
    for (const sink of this.walk()) if (sink.upTo < turn) this.deliverTo(sink, event)
  }

  /** Hands the kept content to one subscriber. What is being delivered just now is part of it already. */
  handOver(sink: Sink, image: RefreshEvent): void {
    sink.upTo = this.turn
    this.deliverTo(sink, image)
  }

  /** Tells those who get no content how the item is. */
  tellPaused(): void {
    for (const sink of this.walk()) if (sink.behind && sink.paused) this.deliverTo(sink, this.statusEvent())
  }

  /** The present health as an event. */
  statusEvent(): StatusEvent {
    return { type: 'status', name: this.name, service: this.service, state: this.state, stale: this.stale }
  }

  /** Hands an event to one subscriber; one that waits for a single image gets only that, and is done. */
  deliverTo(sink: Sink, event: ItemEvent): void {
    const { observer } = sink
    if (event.type === 'status') {
      observer.next(event)
      return
    }
    if (sink.behind) return
    // One image and no updates, but what arrives between the parts of a refresh belongs to the image.
    if (sink.once && event.type === 'update' && !this.partial) return
    // Before it is told: what it does at this may depend on having had it.
    const whole = event.type === 'refresh' && event.complete
    if (whole) sink.gotImage()
    const { filter } = sink.wish
    if (filter === undefined || event.content !== undefined) {
      observer.next(event)
    } else {
      const fields = pickFields(event.fields, filter)
      if (fields === undefined && event.type === 'update') return
      observer.next({ ...event, fields: fields ?? noFields })
    }
    if (sink.once && whole) {
      this.remove(sink)
      observer.complete()
    }
  }
}
