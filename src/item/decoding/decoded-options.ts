import type { FieldsCodec } from './codec-view.js'
import type { ItemOptions } from '../asking/item-request.js'

/** How an item is asked for whose fields are decoded. */
export interface DecodedItemOptions<C extends FieldsCodec> extends Omit<ItemOptions, 'view'> {
  /**
   * Fields wanted, as an io-ts codec: its keys are asked for, its types check the values and type the events. See
   * {@link Consumer.item} for what becomes of a value that does not fit.
   */
  readonly view: C
}

/** A request for one item whose fields are decoded. */
export interface DecodedItemRequest<C extends FieldsCodec> extends DecodedItemOptions<C> {
  /** Name of the item, a RIC unless `nameType` says otherwise. */
  readonly name: string
}
