import type { Domain } from '../../wire/domain.js'
import type { LiveService } from '../session/live-service.js'
import type { ItemStream } from '../session/session.js'
import type { Change, FieldMove, MapChange, MapContent } from './content.js'
import type { FieldList } from './field.js'

/** One item of the market and the streams on it. */
export interface MarketItem {
  readonly service: LiveService
  readonly name: string
  readonly domain: Domain
  readonly streams: Set<ItemStream>
  sequence: number
  /** True while the item waits for its turn to move. */
  scheduled: boolean
  /** The content of an item that is a map; absent where it is a field list. */
  readonly map?: MapContent
  /** All fields as they are now; none for a map. */
  image(at: number): FieldList
  /** The market moves; `undefined` when this time nothing happens. */
  next(at: number): Change | undefined
  /** The updates that bring a whole story, with these members; absent where the item has no news. */
  publish?(at: number, content?: Readonly<Record<string, unknown>>): readonly FieldMove[]
  /** Values that somebody set; they stay until the market moves that field. */
  set(fields: FieldList): void
  /** Puts other fields in place of all there were. */
  replace(fields: FieldList): void
  /** Changes a map from outside; with `replace`, from the empty map on. Gives the change as clients are told it. */
  apply(change: MapChange, replace?: boolean): MapChange
}

/** What all items start from. */
export type ItemStart = Pick<MarketItem, 'service' | 'name' | 'domain' | 'streams' | 'sequence' | 'scheduled'>
