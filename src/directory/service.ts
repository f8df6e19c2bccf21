import type { Domain } from '../wire/enums.js'
import type { Qos } from '../wire/qos.js'
import type { State } from '../wire/state.js'

/** Where a service stands: whether it would answer requests. Says nothing about the data of streams that are open. */
export interface ServiceState {
  /** The source behind the service is there. True until the server says otherwise. */
  readonly up: boolean
  /** The service takes new requests. True until the server says otherwise. */
  readonly accepting: boolean
  /** What the server said last of all open items of the service; absent when it said nothing, and passing in any case. */
  readonly status?: State
}

/** How much a service takes; what is absent has no limit, or is not told. */
export interface ServiceLoad {
  /** Most items that may be open at a time. */
  readonly openLimit?: number
  /** Most requests that may wait for an answer at a time; 0 when no new ones are taken. */
  readonly openWindow?: number
  /** How busy the service is; smaller is better. */
  readonly loadFactor?: number
}

/** Where a link is in its recovery. A code without a name appears as its number in text form. */
export type LinkCode =
  | 'None'
  | 'Ok'
  | 'RecoveryStarted'
  | 'RecoveryCompleted'
  // Any other text, without losing completion of the names above.
  | (string & Record<never, never>)

/** A connection of a service to where its data comes from. */
export interface Link {
  /** Data is asked for item by item, or comes without being asked for. `'interactive'` unless told. */
  readonly type: 'interactive' | 'broadcast'
  /** The link works. True until the server says otherwise. */
  readonly up: boolean
  /** Where it is in its recovery; `'None'` unless told. */
  readonly code: LinkCode
  /** The same for people; empty when there is nothing to say. */
  readonly text: string
}

/** A service of the server, as its source directory describes it. */
export interface Service {
  /** Number of the service, which the server may change from session to session. */
  readonly number: number
  /** Name of the service; absent while the server has not told it. */
  readonly name?: string
  /** Who provides it. */
  readonly vendor?: string
  /** It is the original source of its data, and no aggregate. False unless told. */
  readonly isSource: boolean
  /** Domains in which it has items; empty when not told. */
  readonly capabilities: readonly Domain[]
  /** Names of the dictionaries that it hands out. */
  readonly dictionariesProvided: readonly string[]
  /** Names of the dictionaries that its data needs. */
  readonly dictionariesUsed: readonly string[]
  /** Qualities of service that it offers; real time, tick by tick unless told. */
  readonly qos: readonly Qos[]
  /** A request may name a range of qualities. False unless told. */
  readonly supportsQosRange: boolean
  /** Name of a symbol list with all its items. */
  readonly itemList?: string
  /** Snapshots do not count as open items. True unless told. */
  readonly supportsOutOfBandSnapshots: boolean
  /** It wants to hear how its consumers are. True unless told. */
  readonly acceptingConsumerStatus: boolean
  /** Whether it would answer requests. */
  readonly state: ServiceState
  /** How much it takes. */
  readonly load: ServiceLoad
  /** Its links by name; empty when not told. */
  readonly links: ReadonlyMap<string, Link>
  /**
   * What the server said last of groups of its items, by group as it travels, in base64; the 1,000 latest. Which items
   * are in a group is not told: the items of the group get their own statuses.
   */
  readonly groups: ReadonlyMap<string, State>
}
