import type { Qos } from '../wire/qos.js'

/** A service of the simulated market. */
export interface SimulatedService {
  /** Name of the service, as requests give it in `Key.Service`. */
  readonly name: string
  /** Number of the service, 0 to 65535. */
  readonly id: number
  /** Most item streams of one connection; more are refused with `TooManyItems`. @defaultValue no limit */
  readonly openLimit?: number
  /**
   * Most requests of one connection that may wait for an answer at a time; more are refused with `NoResources`.
   * Requests of one frame wait together.
   * @defaultValue no limit; the directory says 100
   */
  readonly openWindow?: number
}

/** Where an item is to be had instead. What is absent stays as it was. */
export interface NewKey {
  /** Name of the item. */
  readonly name?: string
  /** Name of the service; one that there is not is passed on as it is. */
  readonly service?: string
}

/** Options of order books and lists: content that is a map. */
export interface BookOptions {
  /** Price levels of each side of a book. @defaultValue 10 */
  readonly bookDepth?: number
  /** Number of parts of the refresh of a book or list. @defaultValue 1 for up to 20 entries, else one for every 20 */
  readonly bookParts?: number
  /** Counts the parts of a refresh of several in `PartNumber`, from 0; some servers leave it out. @defaultValue true */
  readonly partNumbers?: boolean
  /** Writes `ClearCache:false` on the parts behind the first, as the model has it. @defaultValue true */
  readonly partsKeepCache?: boolean
  /** Sends an update behind each part but the last, as the vendor's example provider does. @defaultValue false */
  readonly updatesBetweenParts?: boolean
  /** Writes enumerated fields of books (`ORDER_SIDE`, `CURRENCY`) as text; else as numbers. @defaultValue true */
  readonly enumText?: boolean
  /**
   * Symbol lists by name; they change by the verb `changeList` alone. Besides, a list is made up for every name
   * that starts with `0#`, `_` or `.AV.`; such a list grows and shrinks by itself. Each is served as a chain of records
   * as well, in the domain `MarketPrice`: `0#.FTSE`, `1#.FTSE` and so on. Only those that start with `_` are not.
   * @defaultValue `{}`
   */
  readonly symbolLists?: Readonly<Record<string, readonly string[]>>
  /**
   * What the links of the records of chains are called: `LINK_1`, `LONGLINK1` or `BR_LINK1`.
   * @defaultValue `'LONGLINK'`
   */
  readonly chainTemplate?: 'LINK_' | 'LONGLINK' | 'BR_LINK'
  /** Type of the keys of symbol lists. @defaultValue `'Buffer'` */
  readonly symbolKeys?: 'Buffer' | 'AsciiString'
}

/** Options of machine-readable news. */
export interface NewsOptions {
  /**
   * Most bytes of a story in one update, before they are written as base64. Each move of a news item, see
   * `updateRate`, is one fragment.
   * @defaultValue 1000
   */
  readonly newsFragmentSize?: number
}

/** Options of the market. */
export interface MarketOptions {
  /** The first one is the default service. @defaultValue `[{ name: 'ELEKTRON_DD', id: 1 }]` */
  readonly services?: readonly SimulatedService[]
  /** Items that do not exist. @defaultValue `['UNKNOWN.X']` */
  readonly unknownItems?: readonly string[]
  /** Items that exist but are not permitted. @defaultValue `['DENIED.X']` */
  readonly deniedItems?: readonly string[]
  /** Items to be had on private streams only: another request is redirected to one. @defaultValue `[]` */
  readonly privateOnly?: readonly string[]
  /** Items that are to be had under another key. @defaultValue `{}` */
  readonly redirects?: Readonly<Record<string, NewKey>>
  /** Any number; the same one gives the same market. @defaultValue 1 */
  readonly seed?: number
  /** Updates a second of each item, 1000 at most; 0 sends none. @defaultValue 1 */
  readonly updateRate?: number
  /**
   * Updates a second of all items together, in turn; takes the place of `updateRate`. `Infinity` sends as
   * fast as the connections take it.
   * @defaultValue none: `updateRate` counts
   */
  readonly totalUpdateRate?: number
  /** Every so many updates of an item an unsolicited refresh is sent instead; 0 is never. @defaultValue 0 */
  readonly refreshEvery?: number
  /** Answers a view with all fields, as the vendor's example provider does. @defaultValue false */
  readonly ignoreViews?: boolean
  /** What a view of anything but prices gets: all fields, or `UnsupportedViewType`. @defaultValue `'ignore'` */
  readonly viewElsewhere?: 'ignore' | 'refuse'
  /**
   * Quality of service of all items. A request that asks for another one is refused with `NotEntitled`.
   * @defaultValue `{ timeliness: 'Realtime', rate: 'TickByTick' }`
   */
  readonly qos?: Qos
  /** Writes the service's number into keys, not its name. @defaultValue false */
  readonly serviceNumbers?: boolean
  /** What a request for an unknown service name gets: an `Error`, a `Status`, or silence. @defaultValue `'status'` */
  readonly unknownServiceName?: 'error' | 'status' | 'drop'
  /** What a request for an unsupported domain gets. @defaultValue `'status'` */
  readonly unknownDomain?: 'status' | 'drop'
  /** Numbers of further domains to be served, as field lists. @defaultValue `[]` */
  readonly customDomains?: readonly number[]
  /** What a request for the source directory without a filter gets. @defaultValue `'drop'` */
  readonly directoryWithoutFilter?: 'drop' | 'answer'
  /** Tells the items of a service that is removed that they are closed; else they just end. @defaultValue false */
  readonly tellItemsOfRemovedService?: boolean
  /** Adds `SeqNumber` to refreshes and updates. @defaultValue false */
  readonly seqNumbers?: boolean
  /** Adds this `PermData` (base64) to refreshes. @defaultValue none */
  readonly permData?: string
  /** Sends generic messages of a client on an item stream back as they are. @defaultValue false */
  readonly echoGeneric?: boolean
}
