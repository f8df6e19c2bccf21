import { type Observable, concat, defer, of, throwError } from 'rxjs'
import { ItemError } from '../../errors.js'
import type { ItemEvent } from '../../item/item-event.js'
import { defaultClock } from '../../time/clock.js'
import { stateLine, type State } from '../../wire/state.js'
import { closedEvent } from './events.js'
import { staleBecause } from './stale-because.js'

/**
 * An item that a server closes: a status, then an {@link ItemError} `item-closed`.
 *
 * @param name - name of the item
 * @param state - why; what is left out says that there is no such item
 *
 * @example
 * ```ts
 * import { closedItem, fakeConsumer } from 'rx-omm/testing'
 *
 * const consumer = fakeConsumer({
 *   items: { 'DENIED.X': closedItem('DENIED.X', { code: 'NotEntitled', text: 'Access Denied' }) },
 * })
 * ```
 */
export const closedItem = (name: string, state?: Partial<State>): Observable<ItemEvent> =>
  defer(() => {
    const { state: whole } = closedEvent(state)
    const stale = staleBecause({ code: whole.code, text: whole.text }, defaultClock())
    const text = `the server closed ${name}: ${stateLine(whole)}`
    return concat(
      of(closedEvent(state, { name, stale })),
      throwError(() => new ItemError('item-closed', text, name, whole)),
    )
  })
