import type { NewKey, SimulatedService } from './market-options.js'
import type { On, StateWish } from './wanted.js'
import type { ServiceLink } from './session/live-service.js'

/** What is to become of a service. What is absent stays as it is. */
export interface ServiceChange {
  /** Whether its source is there (`ServiceState`). Says nothing about streams that are open. */
  readonly up?: boolean
  /** Whether it takes new requests (`AcceptingRequests`). */
  readonly accepting?: boolean
  /**
   * A state for all its open items, sent once with the State filter; `Open`, `Suspect` by default. Connections that
   * follow the directory apply it themselves, the others get item statuses. One that is not open ends the streams.
   */
  readonly status?: StateWish
  /** Most item streams of one connection; `null` ends the limit. */
  readonly openLimit?: number | null
  /** Most requests of one connection that may wait at a time, 0 takes none; `null` ends the limit. */
  readonly openWindow?: number | null
  /** How busy the service is, a number without a unit; smaller is better. */
  readonly loadFactor?: number
  /** Its links by name; `null` takes one away. */
  readonly links?: Readonly<Record<string, ServiceLink | null>>
  /** News of a group of items; all items of the service are taken to be in it, and get item statuses. */
  readonly group?: {
    /** Name of the group. */
    readonly group: string
    /** State of its items; absent sends none. */
    readonly status?: StateWish
    /** Name of the group that it has become part of. */
    readonly mergedTo?: string
  }
}

/** Verbs about services and the source directory. */
export interface ServiceVerbs {
  /** Changes a service, and tells who follows the directory. Waiting requests are answered once it serves. */
  service(name: string, change: ServiceChange): void
  /**
   * A service comes into being. Throws a `UsageError` with code `invalid-options` where there is one of this name or
   * number.
   */
  addService(service: SimulatedService): void
  /** A service goes: its items end without a message, unless `tellItemsOfRemovedService` says otherwise. */
  removeService(name: string): void
  /** Ends source directory streams; `ClosedRecover`, `Suspect` by default. */
  closeDirectory(options?: On & StateWish): void
  /**
   * Changes a symbol list in all services, and the chain that it is served as; one that there is not comes into being.
   * A name that is taken out and added moves to the end.
   */
  changeList(
    name: string,
    change: { readonly add?: readonly string[]; readonly remove?: readonly string[] },
  ): void
  /** Says that the item is to be had under another key: `Redirected`, and the stream is over. */
  redirectItem(name: string, to: string | NewKey, on?: On): void
}
