import { type OperatorFunction, Observable } from 'rxjs'
import type { ItemEvent, Stale } from '../item/item-event.js'
import type { Fields } from '../wire/messages.js'
import type { State } from '../wire/state.js'

/** The whole content of an item at one moment. Immutable: every change makes a new one. */
export interface Image<F = Fields> {
  /** Name of the item, as it was asked for. */
  readonly name: string
  /** Service of the item. */
  readonly service: string | number | undefined
  /** All fields. Empty until the first refresh. */
  readonly fields: F
  /** Names of the fields whose value differs from the image before. */
  readonly changed: readonly (keyof F & string)[]
  /** Health of the stream. */
  readonly state: State
  /** `false` while the data is live, else since when it is stale and why. The last good values stay. */
  readonly stale: false | Stale
  /** Present on the first live image after the item was stale. */
  readonly recovered?: {
    /** How long the item was stale, in milliseconds. */
    readonly awayMs: number
  }
}

type Content = Readonly<Record<string, unknown>>

const none: readonly string[] = Object.freeze([])
const empty: Content = Object.freeze({})

/** Own fields only: a field may be called like a member of every object. */
const at = (fields: Content, name: string): unknown =>
  Object.hasOwn(fields, name) ? fields[name] : undefined

const differing = (before: Content, after: Content): readonly string[] =>
  Object.keys(after).filter((name) => at(before, name) !== after[name])

const vanished = (before: Content, after: Content): readonly string[] =>
  Object.keys(before).filter((name) => !Object.hasOwn(after, name))

/**
 * Turns the events of an item into its whole content: refreshes replace it, updates are merged, statuses change
 * its health and leave the values.
 *
 * ```text
 * source    -R{BID:1,ASK:2}--U{BID:3}-------S(suspect)--R{BID:4,ASK:5}-
 * toImage() -{BID:1,ASK:2}---{BID:3,ASK:2}--(stale)-----{BID:4,ASK:5}--
 * ```
 *
 * Each emission is a new object, so signals and change detection see it; where only the health changed, `fields`
 * is the same object as before. Parts of a refresh are not shown until the last one is in. Content that the server
 * marks as not to be cached is not taken over; it is in the events.
 *
 * @example
 * ```ts
 * import { toImage, type Consumer } from 'rx-omm'
 *
 * declare const consumer: Consumer
 * consumer
 *   .item('EUR=')
 *   .pipe(toImage())
 *   .subscribe(({ fields, stale }) => console.log(fields.BID, fields.ASK, stale ? 'stale' : 'live'))
 * ```
 */
export const toImage =
  <F extends object = Fields>(): OperatorFunction<ItemEvent<F>, Image<F>> =>
  (source) =>
    new Observable((subscriber) => {
      let fields = empty
      let complete = false
      /** The parts of a refresh that is under way, and whether it is laid over what was. */
      let refreshing: { readonly parts: Content; readonly overlay: boolean } | undefined

      return source.subscribe({
        next: (event) => {
          let changed = none
          let recovered: Image['recovered']
          switch (event.type) {
            case 'refresh': {
              const { PartNumber, ClearCache, DoNotCache } = event.message ?? {}
              const taken = DoNotCache !== true
              const begins = refreshing === undefined || (PartNumber === 0 && taken)
              const overlay = begins ? ClearCache === false || !taken : refreshing?.overlay === true
              const content = taken ? (event.fields as Content) : empty
              const parts = begins ? content : { ...refreshing?.parts, ...content }
              refreshing = event.complete ? undefined : { parts, overlay }
              if (!event.complete) return
              const whole = overlay ? { ...fields, ...parts } : parts
              changed = [...differing(fields, whole), ...vanished(fields, whole)]
              fields = whole
              complete = true
              recovered = event.recovered
              break
            }
            case 'update': {
              if (event.message?.DoNotCache === true) return
              const update = event.fields as Content
              // What arrives between the parts of a refresh belongs on top of them.
              if (refreshing !== undefined)
                refreshing = { ...refreshing, parts: { ...refreshing.parts, ...update } }
              if (refreshing !== undefined && !complete) return
              changed = differing(fields, update)
              // A spread, and not an assignment in place: whoever holds the image before must not see it change.
              fields = { ...fields, ...update }
              break
            }
            case 'status':
          }
          subscriber.next({
            name: event.name,
            service: event.service,
            // The fields were given as F and are only ever put together, so they are F again.
            fields: fields as F,
            changed: changed as readonly (keyof F & string)[],
            state: event.state,
            stale: event.stale,
            ...(recovered === undefined ? {} : { recovered }),
          })
        },
        error: (error: unknown) => {
          subscriber.error(error)
        },
        complete: () => {
          subscriber.complete()
        },
      })
    })
