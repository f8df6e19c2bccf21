import type { Observable } from 'rxjs'
import type { Elements } from '../../wire/containers.js'
import type { Domain } from '../../wire/enums.js'
import type { Fields } from '../../wire/fields.js'
import type { Qos } from '../../wire/qos.js'
import type { State } from '../../wire/state.js'

/** How an item is asked for. */
export interface ItemOptions {
  /**
   * Service by name or number.
   * @defaultValue the server's default service
   */
  readonly service?: string | number
  /**
   * What kind of data.
   * @defaultValue `'MarketPrice'`
   */
  readonly domain?: Domain
  /**
   * What kind of name, by name or number.
   * @defaultValue `'Ric'`
   */
  readonly nameType?: string | number
  /**
   * Fields wanted, by name or field number. Fields by name are filtered on our side too, since servers may send
   * more than was asked for; a view with field numbers gets whatever arrives, for without the dictionary a
   * number cannot be told from a name.
   * @defaultValue all fields
   */
  readonly view?: readonly (string | number)[]
  /**
   * One image and no updates: the stream completes after it.
   * @defaultValue `false`
   */
  readonly snapshot?: boolean
  /**
   * A stream of this user's own, not shared with others on the way.
   * @defaultValue `false`
   */
  readonly private?: boolean
  /**
   * How important the stream is to a server that has to choose what to throw out. Of several subscribers the most
   * important counts.
   * @defaultValue class 1, count 1
   */
  readonly priority?: Priority
  /**
   * The quality of service wanted: exactly this, or, together with `worstQos`, the best of a range. What is granted
   * is in the refresh.
   * @defaultValue whatever there is
   */
  readonly qos?: Qos
  /**
   * The worst quality of service that is good enough; only together with `qos`.
   * @defaultValue none
   */
  readonly worstQos?: Qos
  /**
   * Attributes of the key besides name, name type and service, for domains that have such.
   * @defaultValue none
   */
  readonly key?: KeyAttributes
  /**
   * Keeps the content for late subscribers. Without it a late subscriber waits for a refresh of its own, and an item
   * takes less memory.
   * @defaultValue `true`
   */
  readonly cache?: boolean
  /**
   * `'exact'` gives integers beyond 2^53 as `bigint` instead of rounding them, in the whole content of this item.
   * Subscribers share a stream, so one that has not asked may get them, too, while another one has.
   * @defaultValue `'rounded'`
   */
  readonly integers?: 'rounded' | 'exact'
  /**
   * While the newest value is true, no content is delivered, and the server is asked to send none once no other
   * subscriber of the item wants any. Statuses come all the same. When it turns false, a refresh brings the current
   * content. Its end, and its error, leave things as they are then. The first image is delivered even while paused, and
   * so is that of a snapshot.
   * @defaultValue never
   */
  readonly pauseWhile?: Observable<boolean>
}

/** Relative importance of a stream. */
export interface Priority {
  /** 0 to 255; more is more important. */
  readonly class: number
  /** 0 to 65535; more is more important within the class. */
  readonly count: number
}

/** Attributes of a key that only some domains have. */
export interface KeyAttributes {
  /** Bit mask of the parts that are wanted. */
  readonly filter?: number
  /** Free for the domain, signed 32 bits. */
  readonly identifier?: number
  /** Attributes as elements; not together with `fields`. */
  readonly elements?: Elements
  /** Attributes as fields; not together with `elements`. */
  readonly fields?: Fields
}

/** A request for one item. */
export interface ItemRequest extends ItemOptions {
  /** Name of the item, a RIC unless `nameType` says otherwise. */
  readonly name: string
}

/**
 * What requests must have in common to go out as one batch, and to be told apart from others of the same name.
 * Interned: equal kinds are one object, so that 100,000 items share it and grouping compares references.
 */
export interface ItemKind {
  readonly service: string | number | undefined
  readonly domain: Domain
  readonly nameType: string | number | undefined
  readonly snapshot: boolean
  readonly private: boolean
  readonly qos: Qos | undefined
  readonly worstQos: Qos | undefined
  readonly key: KeyAttributes | undefined
  /** What one of them was told last, for the others to share. */
  readonly told: Told
}

/** What a server says of an item besides its content. */
export interface Told {
  state: State | undefined
  service: string | number | undefined
  qos: Qos | undefined
  /** Updates of all of them, as a measure of how old something is. */
  updates: number
}
