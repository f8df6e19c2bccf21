import { Observable } from 'rxjs'
import type { Clock } from '../../time/clock.js'
import type { FieldsCodec, FieldsOf } from './codec-view.js'
import { decodeEvents } from './decode-events.js'
import { fieldCodecs } from './field-codecs.js'
import type { DecodedItemOptions } from './decoded-options.js'
import type { ItemEvent, NamedEvent } from '../item-event.js'
import type { ItemOptions } from '../asking/item-request.js'

/** Items whose fields are decoded. */
export interface DecodingItems {
  item<C extends FieldsCodec>(
    name: string,
    options: DecodedItemOptions<C>,
  ): Observable<ItemEvent<FieldsOf<C>>>
  many<C extends FieldsCodec>(
    names: readonly string[],
    options: DecodedItemOptions<C>,
  ): Observable<NamedEvent<FieldsOf<C>>>
}

/** Where the events come from. */
export interface PlainItems {
  item(name: string, options: ItemOptions): Observable<ItemEvent>
  many(names: readonly string[], options: ItemOptions): Observable<NamedEvent>
}

/** Each subscriber gets a way of its own from what comes to what it sees. */
const through = <In, Out>(
  source$: Observable<In>,
  begin: (emit: (value: Out) => void) => (value: In) => void,
): Observable<Out> =>
  new Observable((subscriber) =>
    source$.subscribe({
      next: begin((value) => {
        subscriber.next(value)
      }),
      error: (error: unknown) => {
        subscriber.error(error)
      },
      complete: () => {
        subscriber.complete()
      },
    }),
  )

/** Asks for the fields of a codec, and decodes what comes. */
export const decodingItems = (items: PlainItems, clock: Clock): DecodingItems => ({
  item: <C extends FieldsCodec>(name: string, options: DecodedItemOptions<C>) => {
    const codecs = fieldCodecs(options.view)
    return through(
      items.item(name, { ...options, view: [...codecs.keys()] }),
      (emit: (event: ItemEvent<FieldsOf<C>>) => void) => decodeEvents(codecs, clock, emit),
    )
  },
  many: <C extends FieldsCodec>(names: readonly string[], options: DecodedItemOptions<C>) => {
    const codecs = fieldCodecs(options.view)
    return through(
      items.many(names, { ...options, view: [...codecs.keys()] }),
      (emit: (event: NamedEvent<FieldsOf<C>>) => void) => {
        const decoders = new Map<string, (event: ItemEvent) => void>()
        return ({ name, event }) => {
          let decode = decoders.get(name)
          if (decode === undefined) {
            decode = decodeEvents<FieldsOf<C>>(codecs, clock, (decoded) => {
              emit({ name, event: decoded })
            })
            decoders.set(name, decode)
          }
          decode(event)
        }
      },
    )
  },
})
