import { defer, filter, map, retry, timer, type Observable } from 'rxjs'
import type { ItemEvent } from '../../item/item-event.js'
import { collectRows, type Rows } from './collect-rows.js'

/** Time after which a dictionary is asked for again that is out of date, in milliseconds. */
const askAgainAfter = 5_000

/** Ends a stream that is to be opened anew. */
class OutOfDate extends Error {}

/**
 * Follows one half of a dictionary. A server tells of a new version by calling the stream suspect, and has to be asked
 * for it. An outage is another matter: there the item recovers by itself.
 *
 * @param onStale - what has come may be out of date, until all of it has come again
 */
export const followPart = (
  part: Rows['part'],
  open: () => Observable<ItemEvent>,
  onStale: () => void,
): Observable<Rows> =>
  defer(() => {
    const collect = collectRows(part)
    let begun = false
    let known = false
    return open().pipe(
      map((event) => {
        const rows = collect(event)
        if (rows !== undefined) begun = true
        if (rows?.complete === true) known = true
        const { stale } = event
        if (stale !== false) onStale()
        // Parts may be stale until the last of them is in; a status between them says that they are out of date.
        const counts = known || (begun && event.type === 'status')
        if (counts && stale !== false && stale.cause.error === undefined) throw new OutOfDate()
        return rows
      }),
    )
  }).pipe(
    filter((rows) => rows !== undefined),
    retry({
      delay: (error: unknown) => {
        if (error instanceof OutOfDate) return timer(askAgainAfter)
        throw error
      },
    }),
  )
