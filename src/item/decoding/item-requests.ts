import type { Observable } from 'rxjs'
import { isRecord } from '../../content/is-record.js'
import type { Clock } from '../../time/clock.js'
import { askFor, askForMany } from '../asking/ask-for.js'
import type { FieldsCodec, FieldsOf } from './codec-view.js'
import { isCodec } from './field-codecs.js'
import { decodingItems } from './decoding-items.js'
import type { DecodedItemOptions, DecodedItemRequest } from './decoded-options.js'
import type { ItemEvent, NamedEvent } from '../item-event.js'
import type { ItemOptions, ItemRequest } from '../asking/item-request.js'
import type { Requested } from '../items.js'

type Request = string | ItemRequest | DecodedItemRequest<FieldsCodec> | Observable<ItemRequest>
type Options = ItemOptions | DecodedItemOptions<FieldsCodec> | Observable<ItemOptions>

/** Items with and without codecs. */
export interface Requests {
  readonly item: {
    <C extends FieldsCodec>(name: string, options: DecodedItemOptions<C>): Observable<ItemEvent<FieldsOf<C>>>
    <C extends FieldsCodec>(request: DecodedItemRequest<C>): Observable<ItemEvent<FieldsOf<C>>>
    (
      request: string | ItemRequest | Observable<ItemRequest>,
      options?: ItemOptions | Observable<ItemOptions>,
    ): Observable<ItemEvent>
  }
  readonly many: {
    <C extends FieldsCodec>(
      names: readonly string[],
      options: DecodedItemOptions<C>,
    ): Observable<NamedEvent<FieldsOf<C>>>
    (names: readonly string[], options?: ItemOptions | Observable<ItemOptions>): Observable<NamedEvent>
  }
}

const isDecoded = (options: Request | Options): options is DecodedItemOptions<FieldsCodec> =>
  isRecord(options) && isCodec(options['view'])

/** Takes each request to where it belongs: a view that is a codec is decoded here, all else is asked for as it is. */
export const itemRequests = (items: Requested, clock: Clock): Requests => {
  const decoding = decodingItems(items, clock)
  const item = (request: Request, options: Options = {}): Observable<ItemEvent<object>> => {
    if (typeof request === 'string') {
      return isDecoded(options) ? decoding.item(request, options) : askFor(items, request, options)
    }
    if (!isDecoded(request)) return askFor(items, request)
    const { name, ...rest } = request
    return decoding.item(name, rest)
  }
  const many = (names: readonly string[], options: Options = {}): ReturnType<Requests['many']> =>
    isDecoded(options) ? decoding.many(names, options) : askForMany(items, names, options)
  // That the fields are those of the codec in the request is what the overloads say, and arrows have none.
  return { item, many } as Requests
}
