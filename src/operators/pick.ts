import { type OperatorFunction, Observable } from 'rxjs'
import { setField } from '../content/merge-field.js'
import type { Changes, ItemEvent } from '../item/item-event.js'

/**
 * Some of the fields of F. Where F has fields of any name, each of them may be absent, as in F itself.
 */
export type Picked<F, K extends keyof F> = string extends keyof F ? Partial<Pick<F, K>> : Pick<F, K>

const some = (names: readonly string[], fields: object): Record<string, unknown> | undefined => {
  let picked: Record<string, unknown> | undefined
  for (const name of names) {
    if (!Object.hasOwn(fields, name)) continue
    setField((picked ??= {}), name, (fields as Readonly<Record<string, unknown>>)[name])
  }
  return picked
}

/**
 * Keeps some fields of an item and drops the updates that have none of them. For field lists: what is no field
 * passes in a refresh as it is, and is dropped in an update.
 *
 * ```text
 * source       -R{BID:1,ASK:2,HIGH:9}--U{BID:3,HIGH:9}--U{HIGH:8}--S(suspect)-
 * pick('BID')  -R{BID:1}---------------U{BID:3}--------------------S(suspect)-
 * ```
 *
 * It narrows what has arrived. To have less sent in the first place, ask for a `view`.
 *
 * @param names - names of the fields
 *
 * @example
 * ```ts
 * import { pick, toImage, type Consumer } from 'rx-omm'
 *
 * declare const consumer: Consumer
 * consumer
 *   .item('EUR=')
 *   .pipe(pick('BID', 'ASK'), toImage())
 *   .subscribe(({ fields }) => console.log(fields.BID, fields.ASK))
 * ```
 */
export const pick =
  <F extends object, K extends keyof F & string>(
    ...names: readonly K[]
  ): OperatorFunction<ItemEvent<F>, ItemEvent<Picked<F, K>>> =>
  (source) =>
    new Observable((subscriber) =>
      source.subscribe({
        next: (event) => {
          if (event.type === 'status') {
            subscriber.next(event)
            return
          }
          const fields = some(names, event.fields)
          // Fields of F under some of its names.
          if (event.type === 'refresh') subscriber.next({ ...event, fields: (fields ?? {}) as Picked<F, K> })
          else if (fields !== undefined)
            subscriber.next({ ...event, fields: fields as Changes<Picked<F, K>> })
        },
        error: (error: unknown) => {
          subscriber.error(error)
        },
        complete: () => {
          subscriber.complete()
        },
      }),
    )
