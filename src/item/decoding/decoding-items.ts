import { Observable, type Observer, type Subscriber } from 'rxjs'
import type { Clock } from '../../time/clock.js'
import type { FieldsCodec, FieldsOf } from './codec-view.js'
import { EventDecoder, type DecodedEvents } from './decode-events.js'
import { fieldCodecs, type FieldCodecs } from './field-codecs.js'
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

/** Hands the events of one item to their decoder, and their end on. */
class DecodingObserver<F extends object> implements Observer<ItemEvent> {
  private readonly decoder: EventDecoder<F>
  private readonly subscriber: Subscriber<ItemEvent<F>>

  constructor(codecs: FieldCodecs, clock: Clock, subscriber: Subscriber<ItemEvent<F>>) {
    this.decoder = new EventDecoder(codecs, clock, subscriber)
    this.subscriber = subscriber
  }

  next(event: ItemEvent): void {
    this.decoder.decode(event)
  }

  error(error: unknown): void {
    this.subscriber.error(error)
  }

  complete(): void {
    this.subscriber.complete()
  }
}

/** Asks for the fields of a codec, and decodes what comes. */
export const decodingItems = (items: PlainItems, clock: Clock): DecodingItems => {
  // Many items are asked for with one codec, which needs to be taken apart but once.
  const known = new WeakMap<FieldsCodec, FieldCodecs>()
  const codecsOf = (view: FieldsCodec): FieldCodecs => {
    const codecs = known.get(view) ?? fieldCodecs(view)
    known.set(view, codecs)
    return codecs
  }

  return {
    item: <C extends FieldsCodec>(name: string, options: DecodedItemOptions<C>) => {
      const codecs = codecsOf(options.view)
      const event$ = items.item(name, { ...options, view: [...codecs.keys()] })
      // Each subscriber gets a way of its own from what comes to what it sees.
      return new Observable<ItemEvent<FieldsOf<C>>>((subscriber) =>
        event$.subscribe(new DecodingObserver(codecs, clock, subscriber)),
      )
    },
    many: <C extends FieldsCodec>(names: readonly string[], options: DecodedItemOptions<C>) => {
      const codecs = codecsOf(options.view)
      const event$ = items.many(names, { ...options, view: [...codecs.keys()] })
      return new Observable<NamedEvent<FieldsOf<C>>>((subscriber) => {
        const decoders = new Map<string, EventDecoder<FieldsOf<C>>>()
        const decoded: DecodedEvents<FieldsOf<C>> = {
          next: (event) => {
            subscriber.next({ name: event.name, event })
          },
        }
        return event$.subscribe({
          next: ({ name, event }) => {
            let decoder = decoders.get(name)
            if (decoder === undefined) {
              decoder = new EventDecoder(codecs, clock, decoded)
              decoders.set(name, decoder)
            }
            decoder.decode(event)
          },
          error: (error: unknown) => {
            subscriber.error(error)
          },
          complete: () => {
            subscriber.complete()
          },
        })
      })
    },
  }
}
