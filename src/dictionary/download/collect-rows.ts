import { isRecord } from '../../content/is-record.js'
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

/** Collects the rows of the parts of a refresh. Gives them after each part; `undefined` for what is no refresh. */
export const collectRows = (part: Rows['part']): ((event: ItemEvent) => Rows | undefined) => {
  let rows: Container[] = []
  let summary: Elements | undefined
  let total: number | undefined
  let underWay = false
  let id: number | undefined

  const begin = ({ message }: RefreshEvent): void => {
    if (underWay && message?.PartNumber !== 0 && message?.ID === id) return
    rows = []
    summary = undefined
    total = undefined
  }

  return (event) => {
    if (event.type !== 'refresh') {
      // The rest of the parts was lost with the session; ids may be the same on the next one.
      if (event.stale !== false && event.stale.cause.error !== undefined) underWay = false
      return undefined
    }
    begin(event)
    const series: unknown = event.content?.Series
    if (isRecord(series)) {
      summary ??= elementsIn(series.Summary)
      if (typeof series.CountHint === 'number' && series.CountHint > 0) total ??= series.CountHint
      if (Array.isArray(series.Entries)) rows = rows.concat(series.Entries as readonly Container[])
    }
    id = event.message?.ID
    underWay = !event.complete
    return { part, rows, summary, total, complete: event.complete }
  }
}
