import { type Observable, defer } from 'rxjs'
import {
  type Consumer,
  type DecodedItemRequest,
  type FieldsCodec,
  type ItemEvent,
  type ItemOptions,
  type ItemRequest,
  conflate,
} from '../index.js'

/** Any way to say which item is wanted. */
export type AnyRequest = string | ItemRequest | DecodedItemRequest<FieldsCodec>

/** Any way to say how it is wanted. */
export interface AnyOptions extends Omit<ItemOptions, 'view'> {
  readonly view?: NonNullable<ItemOptions['view']> | FieldsCodec
}

/** An item of a consumer, by the widest of its overloads. */
type AnyItem = (name: string, options: AnyOptions) => Observable<ItemEvent<object>>

/** An item that is wanted. */
export interface OpenItem {
  readonly name: string
  /** Its content changes together with that of others, and not when it comes. */
  readonly isPaced: boolean
  readonly event$: Observable<ItemEvent<object>>
}

/**
 * The events of an item, and its name. A request that cannot be read is an error of the events, as any other end is:
 * the name may be what a user is typing.
 */
export const openItem = (
  consumer: Consumer,
  request: AnyRequest,
  options: AnyOptions,
  ms: number | undefined,
): OpenItem => {
  const { name, ...asked } = typeof request === 'string' ? { name: request, ...options } : request
  const event$ = defer(() => {
    const item$ = (consumer.item as AnyItem)(name, asked)
    return ms === undefined ? item$ : item$.pipe(conflate(ms))
  })
  return { name, isPaced: ms !== undefined, event$ }
}
