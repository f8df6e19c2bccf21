import { isRecord } from '../../content/is-record.js'
import { DictionaryError } from '../../errors.js'
import type { ItemEvent, RefreshEvent } from '../../item/item-event.js'
import type { Container, Elements } from '../../wire/containers.js'
import { elementsIn } from '../read/elements.js'

/** The rows of one half of a dictionary, as far as they have come. */
export interface Rows {
  readonly part: 'fields' | 'enums'
  readonly rows: readonly Container[]
  readonly summary: Elements | undefined
  /** About how many rows there will be, where the server says. */
  readonly total: number | undefined
  readonly complete: boolean
}

/**
 * Collects the rows of the parts of a refresh. Gives them after each part; `undefined` for what is no refresh, and for
 * parts of a refresh whose beginning went to somebody else: it is asked for again.
 *
 * @throws {@link DictionaryError} when a part is missing, which would make a dictionary that lacks fields
 */
export const collectRows = (part: Rows['part']): ((event: ItemEvent) => Rows | undefined) => {
  let rows: Container[] = []
  let summary: Elements | undefined
  let total: number | undefined
  let underWay = false
  let id: number | undefined
  let due: number | undefined

  /** False for a part in the middle of what is not known. */
  const begin = ({ message }: RefreshEvent): boolean => {
    const number = message?.PartNumber
    if (underWay && number !== 0 && message?.ID === id) {
      // Not every server numbers them.
      if (number === undefined || due === undefined || number === due) return true
      throw new DictionaryError(part, 0, `part ${number} of the ${part} came where part ${due} was due`)
    }
    rows = []
    summary = undefined
    total = undefined
    return number === undefined || number === 0
  }

  return (event) => {
    if (event.type !== 'refresh') {
      // The rest of the parts was lost with the session; ids may be the same on the next one.
      if (event.stale !== false && event.stale.cause.error !== undefined) underWay = false
      return undefined
    }
    if (!begin(event)) return undefined
    const series: unknown = event.content?.Series
    if (isRecord(series)) {
      summary ??= elementsIn(series.Summary)
      if (typeof series.CountHint === 'number' && series.CountHint > 0) total ??= series.CountHint
      if (Array.isArray(series.Entries)) rows = rows.concat(series.Entries as readonly Container[])
    }
    id = event.message?.ID
    const number = event.message?.PartNumber
    due = number === undefined ? undefined : number + 1
    underWay = !event.complete
    return { part, rows, summary, total, complete: event.complete }
  }
}
